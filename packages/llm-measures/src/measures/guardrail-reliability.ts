import { defineMeasure } from '../measure/defineMeasure';
import { evaluated, guardrailNeeds, outcomeOf } from '../measure/guardrails';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const guardrailReliability = defineMeasure({
  id: 'guardrail-reliability',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'more',
  formula:
    'checks that came to an outcome / checks that began; those that were skipped or failed came to none',
  needs: guardrailNeeds,
  parts: ['failed'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const { figure, notes } = evaluated(read);
    const attempts = read.figure('attempts', 'checks');
    return {
      figure: divideFigures({
        numerator: figure,
        denominator: attempts,
        unit: 'ratio',
      }),
      parts: {
        failed: divideFigures({
          numerator: outcomeOf(read, 'failed'),
          denominator: attempts,
          unit: 'ratio',
        }),
      },
      notes,
    };
  },
});
