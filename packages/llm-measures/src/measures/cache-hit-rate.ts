import { defineMeasure } from '../measure/defineMeasure';
import { ENGINE, increase } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { streamingTasks } from '../tasks';

export const cacheHitRate = defineMeasure({
  id: 'cache-hit-rate',
  unit: 'ratio',
  tasks: streamingTasks,
  better: 'more',
  formula:
    'tokens that were found in the prefix cache / tokens that were looked up in it',
  needs: {
    hits: increase('cache.prefix_hits', { vantages: ENGINE }),
    queries: increase('cache.prefix_queries', { vantages: ENGINE }),
    cached: increase('tokens.cached_input', { optional: true }),
    input: increase('tokens.input', { optional: true }),
  },
  parts: ['cached-input'],
  breakdowns: ['deployment', 'version'],
  compute: read => ({
    figure: divideFigures({
      numerator: read.figure('hits', 'tokens', 'queries'),
      denominator: read.figure('queries', 'tokens'),
      unit: 'ratio',
    }),
    parts: {
      'cached-input': divideFigures({
        numerator: read.figure('cached', 'tokens', 'input'),
        denominator: read.figure('input', 'tokens'),
        unit: 'ratio',
      }),
    },
  }),
});
