import { defineMeasure } from '../measure/defineMeasure';
import { gauge } from '../measure/Need';
import { addFigures, divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const gpuUtilisation = defineMeasure({
  id: 'gpu-utilisation',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'more',
  formula:
    'mean share of the time in which the compute engine of the GPUs was busy; busy is not saturated',
  needs: {
    activity: gauge('gpu.activity', 'average'),
    used: gauge('gpu.memory_used', 'average', { optional: true }),
    free: gauge('gpu.memory_free', 'average', { optional: true }),
  },
  parts: ['memory'],
  breakdowns: ['deployment', 'gpu', 'node'],
  compute: read => {
    // Shares of bytes have no unit of their own.
    const used = read.figure('used', 'factor');
    return {
      figure: read.figure('activity', 'ratio'),
      parts: {
        memory: divideFigures({
          numerator: used,
          denominator: addFigures({
            figures: [used, read.figure('free', 'factor')],
            missing: 'fails',
          }),
          unit: 'ratio',
        }),
      },
    };
  },
});
