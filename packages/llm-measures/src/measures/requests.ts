import { defineMeasure } from '../measure/defineMeasure';
import { increase } from '../measure/Need';
import { measuredTasks } from '../tasks';

export const requests = defineMeasure({
  id: 'requests',
  unit: 'requests',
  tasks: measuredTasks,
  better: 'neither',
  formula: 'requests that ended, whatever their outcome',
  needs: {
    total: increase('requests.total'),
    failed: increase('requests.failed', { optional: true }),
    refused: increase('requests.refused', { optional: true }),
    aborted: increase('requests.aborted', { optional: true }),
  },
  parts: ['failed', 'refused', 'aborted'],
  breakdowns: [
    'deployment',
    'version',
    'consumer',
    'provider',
    'operation',
    'code',
  ],
  compute: read => ({
    figure: read.figure('total', 'requests'),
    parts: {
      failed: read.figure('failed', 'requests', 'total'),
      refused: read.figure('refused', 'requests', 'total'),
      aborted: read.figure('aborted', 'requests', 'total'),
    },
  }),
});
