import { defineMeasure } from '../measure/defineMeasure';
import { amountFigure, priced } from '../measure/money';
import { amounts, increase } from '../measure/Need';
import { measuredTasks } from '../tasks';

export const costHeld = defineMeasure({
  id: 'cost-held',
  unit: 'money',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'GPU-hours that were held × price of a GPU-hour, or what the source of costs says of them',
  needs: {
    spent: amounts('cost.held'),
    hours: increase('gpu.held_hours', { optional: true }),
  },
  context: ['pricePerGpuHour'],
  parts: ['gpu-hours'],
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const hours = read.figure('hours', 'gpu-hours');
    const spent = read.amounts('spent');
    const { pricePerGpuHour } = read.context;
    const fromHours =
      pricePerGpuHour !== undefined &&
      hours.state === 'value' &&
      (spent.state === 'absent' || spent.state === 'not_instrumented');
    return {
      figure: fromHours
        ? priced({ price: pricePerGpuHour, figure: hours })
        : amountFigure(spent),
      parts: { 'gpu-hours': hours },
    };
  },
});
