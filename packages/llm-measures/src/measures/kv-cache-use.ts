import { defineMeasure } from '../measure/defineMeasure';
import { gauge } from '../measure/Need';
import { streamingTasks } from '../tasks';

export const kvCacheUse = defineMeasure({
  id: 'kv-cache-use',
  unit: 'ratio',
  tasks: streamingTasks,
  better: 'neither',
  formula: 'mean share of the KV cache that was taken, over all replicas',
  needs: {
    mean: gauge('kv_cache.use', 'average'),
    most: gauge('kv_cache.use', 'maximum', { optional: true }),
  },
  parts: ['most'],
  breakdowns: ['deployment', 'version', 'replica'],
  compute: read => ({
    figure: read.figure('mean', 'ratio'),
    parts: { most: read.figure('most', 'ratio') },
  }),
});
