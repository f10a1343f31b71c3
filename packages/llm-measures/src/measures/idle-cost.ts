import { defineMeasure } from '../measure/defineMeasure';
import { amountFigure, priced } from '../measure/money';
import { amounts, ENGINE, gauge, increase } from '../measure/Need';
import { divideFigures, mapFigure } from '../result/combine';
import { mergeProvenance } from '../result/makeFigure';
import { Figure } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';

export const idleCost = defineMeasure({
  id: 'idle-cost',
  unit: 'money',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'cost of what was held × share of the time in which no request was running',
  needs: {
    spent: amounts('cost.held'),
    hours: increase('gpu.held_hours', { optional: true }),
    busy: gauge('requests.running', 'busy', { vantages: ENGINE }),
    activity: gauge('gpu.activity', 'average', { optional: true }),
  },
  context: ['pricePerGpuHour'],
  parts: ['by-gpu-activity'],
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const hours = read.figure('hours', 'gpu-hours');
    const spent = amountFigure(read.amounts('spent'));
    const { pricePerGpuHour } = read.context;
    const held =
      spent.state !== 'value' && pricePerGpuHour && hours.state === 'value'
        ? priced({ price: pricePerGpuHour, figure: hours })
        : spent;
    return {
      figure: unused(held, read.figure('busy', 'ratio')),
      parts: {
        'by-gpu-activity': unused(held, read.figure('activity', 'ratio')),
      },
    };
  },
});

/** The part of a cost that stood idle. */
function unused(held: Figure, busy: Figure): Figure {
  const share = mapFigure({
    figure: busy,
    map: value => 1 - value,
    unit: 'ratio',
  });
  if (held.state !== 'value' || share.state !== 'value' || !held.money) {
    // The division of what is missing says why, by the same rules as everywhere.
    return divideFigures({
      numerator: held,
      denominator: share,
      unit: 'money',
    });
  }
  return priced({
    price: held.money,
    figure: { ...share, ...mergeProvenance([held, share]) },
  });
}
