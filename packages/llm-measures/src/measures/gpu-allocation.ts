import { defineMeasure } from '../measure/defineMeasure';
import { gauge } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const gpuAllocation = defineMeasure({
  id: 'gpu-allocation',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'neither',
  formula:
    'GPUs that pods ask for / GPUs that nodes can give; those of resource claims are not among the first',
  needs: {
    requested: gauge('gpu.requested', 'latest'),
    allocatable: gauge('gpu.allocatable', 'latest'),
  },
  parts: ['requested', 'allocatable'],
  breakdowns: ['node'],
  compute: read => {
    const requested = read.figure('requested', 'gpus');
    const allocatable = read.figure('allocatable', 'gpus');
    return {
      figure: divideFigures({
        numerator: requested,
        denominator: allocatable,
        unit: 'ratio',
      }),
      parts: { requested, allocatable },
    };
  },
});
