import { defineMeasure } from '../measure/defineMeasure';
import { gauge } from '../measure/Need';
import { measuredTasks } from '../tasks';

export const queueLength = defineMeasure({
  id: 'queue-length',
  unit: 'requests',
  tasks: measuredTasks,
  better: 'less',
  formula: 'mean number of requests that waited, over all replicas together',
  needs: {
    waiting: gauge('requests.waiting', 'average'),
    most: gauge('requests.waiting', 'maximum', { optional: true }),
    running: gauge('requests.running', 'average', { optional: true }),
  },
  parts: ['most', 'running'],
  breakdowns: ['deployment', 'version', 'replica'],
  compute: read => ({
    figure: read.figure('waiting', 'requests'),
    parts: {
      most: read.figure('most', 'requests'),
      running: read.figure('running', 'requests'),
    },
  }),
});
