import { defineMeasure } from '../measure/defineMeasure';
import { guardrailNeeds, outcomeOf } from '../measure/guardrails';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

const { attempts, skipped } = guardrailNeeds;

export const guardrailSkips = defineMeasure({
  id: 'guardrail-skips',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula: 'checks that did not run and let pass / checks that began',
  needs: {
    ...guardrailNeeds,
    attempts,
    skipped: { ...skipped, optional: false },
  },
  parts: ['skipped'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const count = outcomeOf(read, 'skipped');
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
