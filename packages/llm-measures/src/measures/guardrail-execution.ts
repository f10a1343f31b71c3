import { defineMeasure } from '../measure/defineMeasure';
import { evaluated, guardrailNeeds } from '../measure/guardrails';
import { GATEWAY, increase } from '../measure/Need';
import { addFigures, divideFigures, subtractFigures } from '../result/combine';
import { toFigure, zeroBeside } from '../reading/toFigure';
import { measuredTasks } from '../tasks';

export const guardrailExecution = defineMeasure({
  id: 'guardrail-execution',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'more',
  formula:
    'checks that came to an outcome, be it a block / requests at the gateway that had to be checked: all but those that were refused before',
  needs: {
    ...guardrailNeeds,
    requests: increase('requests.total', {
      vantages: GATEWAY,
      notBy: ['guardrail', 'phase'],
    }),
    refused: increase('requests.refused', {
      vantages: GATEWAY,
      optional: true,
      notBy: ['guardrail', 'phase'],
    }),
  },
  parts: ['evaluated', 'requests'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const { figure: checks, notes } = evaluated(read);
    const all = read.number('requests');
    const total = toFigure(all, 'requests');
    const refused = toFigure(
      zeroBeside(read.number('refused'), all),
      'requests',
    );
    // A gateway that does not count what it refused does not count it among its requests either.
    const due =
      refused.state === 'not_instrumented'
        ? total
        : subtractFigures({ whole: total, part: refused });
    const figure = divideFigures({
      numerator: checks,
      denominator: due,
      unit: 'ratio',
    });
    return {
      figure,
      parts: {
        evaluated: checks,
        requests: addFigures({ figures: [due], missing: 'fails' }),
      },
      notes: [
        ...notes,
        ...(figure.state === 'value' && figure.value > 1
          ? [
              'More checks than requests: several guardrails check one request, or a stream is checked in pieces. Break it down by guardrail and phase',
            ]
          : []),
      ],
    };
  },
});
