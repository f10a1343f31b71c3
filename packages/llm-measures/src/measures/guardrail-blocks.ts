import { defineMeasure } from '../measure/defineMeasure';
import { evaluated, guardrailNeeds, outcomeOf } from '../measure/guardrails';
import { addFigures, divideFigures } from '../result/combine';
import { Figure } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';

export const guardrailBlocks = defineMeasure({
  id: 'guardrail-blocks',
  unit: 'ratio',
  tasks: measuredTasks,
  // A block is what a guardrail is for: neither many nor few are good.
  better: 'neither',
  formula: 'checks that blocked / checks that came to an outcome',
  needs: guardrailNeeds,
  parts: ['blocked', 'triggered', 'enforced'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const { figure: checks, notes } = evaluated(read);
    const blocked = outcomeOf(read, 'blocked');
    const acted = sum([blocked, outcomeOf(read, 'masked')]);
    const triggered = sum([acted, outcomeOf(read, 'detected')]);
    const share = (numerator: Figure, denominator: Figure) =>
      divideFigures({ numerator, denominator, unit: 'ratio' });
    return {
      figure: share(blocked, checks),
      parts: {
        blocked,
        triggered: share(triggered, checks),
        enforced: share(acted, triggered),
      },
      notes,
    };
  },
});

function sum(figures: readonly Figure[]): Figure {
  return addFigures({ figures, missing: 'fails' });
}
