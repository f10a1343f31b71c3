import { defineMeasure } from '../measure/defineMeasure';
import { energyFigure } from '../measure/energyFigure';
import { gauge, increase } from '../measure/Need';
import { mapFigure } from '../result/combine';
import { missing } from '../result/makeFigure';
import { measuredTasks } from '../tasks';

export const energy = defineMeasure({
  id: 'energy',
  unit: 'kilowatt-hours',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'energy that the GPUs took, by their own meters; carbon is energy × intensity of the region',
  needs: {
    energy: increase('gpu.energy'),
    power: gauge('gpu.power', 'average', { optional: true }),
  },
  context: ['carbon'],
  parts: ['carbon'],
  breakdowns: ['deployment', 'version', 'gpu'],
  compute: read => {
    const figure = energyFigure(
      read.number('energy'),
      read.number('power'),
      read.window,
    );
    const { carbon } = read.context;
    return {
      figure,
      parts: {
        carbon: carbon
          ? mapFigure({
              figure,
              map: hours => hours * carbon.gramsPerKilowattHour,
              unit: 'grams-co2e',
            })
          : missing('not_applicable', {
              code: 'no-intensity',
              message:
                'The configuration gives no carbon intensity for the region',
            }),
      },
      notes: [
        'GPUs alone, without hosts, network and cooling',
        ...(carbon
          ? [
              `${carbon.gramsPerKilowattHour} g CO2e per kWh in ${carbon.region}`,
            ]
          : []),
      ],
    };
  },
});
