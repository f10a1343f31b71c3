import { defineMeasure } from '../measure/defineMeasure';
import { increase } from '../measure/Need';
import { addFigures, divideFigures } from '../result/combine';
import { tokenTasks } from '../tasks';

/** Only these answer in tokens; the others read them. */
const WRITING = ['chat', 'completion', 'moderation'];

export const tokenUsage = defineMeasure({
  id: 'token-usage',
  unit: 'tokens',
  tasks: tokenTasks,
  better: 'neither',
  formula:
    'input tokens + output tokens; cached and reasoning tokens are parts of them and not added',
  needs: {
    input: increase('tokens.input'),
    output: increase('tokens.output', { optional: true }),
    cached: increase('tokens.cached_input', { optional: true }),
  },
  parts: ['input', 'output', 'cached', 'cached-share'],
  breakdowns: ['deployment', 'version', 'consumer', 'provider', 'operation'],
  compute: read => {
    const input = read.figure('input', 'tokens');
    const cached = read.figure('cached', 'tokens', 'input');
    const share = divideFigures({
      numerator: cached,
      denominator: input,
      unit: 'ratio',
    });
    const parts = { input, cached, 'cached-share': share };
    if (!WRITING.includes(read.task)) {
      return { figure: input, parts };
    }
    const output = read.figure('output', 'tokens');
    return {
      figure: addFigures({ figures: [input, output], missing: 'fails' }),
      parts: { ...parts, output },
    };
  },
});
