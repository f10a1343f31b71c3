import { addFigures, subtractFigures } from '../result/combine';
import { known, mergeProvenance } from '../result/makeFigure';
import { Figure, MeasureUnit } from '../result/MeasureResult';
import { increase, NumberNeed } from './Need';

const OUTCOMES = ['allowed', 'masked', 'blocked', 'detected'] as const;

/** What became of checks. Sources know different parts of it. */
export const guardrailNeeds = {
  attempts: increase('guardrail.attempts'),
  allowed: increase('guardrail.allowed', { optional: true }),
  masked: increase('guardrail.masked', { optional: true }),
  blocked: increase('guardrail.blocked', { optional: true }),
  detected: increase('guardrail.detected', { optional: true }),
  skipped: increase('guardrail.skipped', { optional: true }),
  failed: increase('guardrail.failed', { optional: true }),
} satisfies Record<string, NumberNeed>;

/** Measures with further needs read these in the same way. */
interface GuardrailReader {
  figure(
    name: keyof typeof guardrailNeeds,
    unit: MeasureUnit,
    beside?: 'attempts',
  ): Figure;
}

/** What of the checks became of them, zero as long as the series of the outcome is not born. */
export function outcomeOf(
  read: GuardrailReader,
  name: Exclude<keyof typeof guardrailNeeds, 'attempts'>,
): Figure {
  return read.figure(name, 'checks', 'attempts');
}

/** Checks that came to an outcome, and what should be known of that figure. */
export function evaluated(read: GuardrailReader): {
  figure: Figure;
  notes: string[];
} {
  const attempts = read.figure('attempts', 'checks');
  const outcomes = OUTCOMES.map(name => outcomeOf(read, name));
  if (attempts.state !== 'value' && outcomes[0].state === 'value') {
    return {
      figure: addFigures({ figures: outcomes, missing: 'fails' }),
      notes: [],
    };
  }
  let figure = attempts;
  const notes: string[] = [];
  for (const [name, what] of [
    ['skipped', 'were skipped'],
    ['failed', 'failed'],
  ] as const) {
    const part = outcomeOf(read, name);
    if (part.state === 'not_instrumented') {
      // The source counts them among the others: no more were evaluated, and maybe fewer.
      figure = atMost(figure);
      notes.push(`The source cannot say how many checks ${what}`);
    } else {
      figure = subtractFigures({ whole: figure, part });
    }
  }
  return { figure, notes };
}

function atMost(figure: Figure): Figure {
  return figure.state === 'value'
    ? known({
        value: figure.value,
        unit: figure.unit,
        bounds: { high: figure.bounds ? figure.bounds.high : figure.value },
        from: mergeProvenance([figure]),
      })
    : figure;
}
