import { defineMeasure } from '../measure/defineMeasure';
import { gauge } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const quotaUse = defineMeasure({
  id: 'quota-use',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'neither',
  formula: 'GPUs of the quota that are taken / GPUs that it allows',
  needs: {
    used: gauge('quota.used', 'latest'),
    limit: gauge('quota.limit', 'latest'),
    waiting: gauge('quota.waiting', 'latest', { optional: true }),
  },
  parts: ['used', 'limit', 'waiting'],
  breakdowns: ['queue'],
  compute: read => {
    const used = read.figure('used', 'gpus');
    const limit = read.figure('limit', 'gpus');
    return {
      figure: divideFigures({
        numerator: used,
        denominator: limit,
        unit: 'ratio',
      }),
      parts: { used, limit, waiting: read.figure('waiting', 'requests') },
    };
  },
});
