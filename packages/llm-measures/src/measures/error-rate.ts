import { defineMeasure } from '../measure/defineMeasure';
import { increase } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const errorRate = defineMeasure({
  id: 'error-rate',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'requests that the service failed / requests that ended; bad requests, limits and clients that went away are not failures',
  needs: {
    failed: increase('requests.failed'),
    total: increase('requests.total'),
  },
  breakdowns: ['deployment', 'version', 'consumer', 'provider', 'operation'],
  compute: read => ({
    figure: divideFigures({
      numerator: read.figure('failed', 'requests', 'total'),
      denominator: read.figure('total', 'requests'),
      unit: 'ratio',
    }),
  }),
});
