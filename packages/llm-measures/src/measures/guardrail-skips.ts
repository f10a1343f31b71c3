import { defineMeasure } from '../measure/defineMeasure';
import { increase } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const guardrailSkips = defineMeasure({
  id: 'guardrail-skips',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula: 'checks that did not run and let pass / checks that began',
  needs: {
    attempts: increase('guardrail.attempts'),
    skipped: increase('guardrail.skipped'),
  },
  parts: ['skipped'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const count = read.figure('skipped', 'checks', 'attempts');
    return {
      figure: divideFigures({
        numerator: count,
        denominator: read.figure('attempts', 'checks'),
        unit: 'ratio',
      }),
      parts: { skipped: count },
    };
  },
});
