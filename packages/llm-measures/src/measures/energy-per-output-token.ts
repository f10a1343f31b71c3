import { defineMeasure } from '../measure/defineMeasure';
import { energyFigure } from '../measure/energyFigure';
import { ENGINE, gauge, increase } from '../measure/Need';
import { divideFigures, mapFigure } from '../result/combine';
import { streamingTasks } from '../tasks';

export const energyPerOutputToken = defineMeasure({
  id: 'energy-per-output-token',
  unit: 'watt-hours-per-thousand-tokens',
  tasks: streamingTasks,
  better: 'less',
  formula:
    'energy that the GPUs took, idle time included / output tokens, for 1,000 tokens',
  needs: {
    energy: increase('gpu.energy'),
    power: gauge('gpu.power', 'average', { optional: true }),
    // The engine's own: tokens that reached nobody took energy as well.
    output: increase('tokens.output', { vantages: ENGINE }),
  },
  breakdowns: ['deployment', 'version'],
  compute: read => ({
    figure: mapFigure({
      figure: divideFigures({
        numerator: energyFigure(
          read.number('energy'),
          read.number('power'),
          read.window,
        ),
        denominator: read.figure('output', 'tokens'),
        unit: 'factor',
      }),
      // kWh for one token to Wh for a thousand.
      map: hours => hours * 1e6,
      unit: 'watt-hours-per-thousand-tokens',
    }),
    notes: ['GPUs alone, without hosts, network and cooling'],
  }),
});
