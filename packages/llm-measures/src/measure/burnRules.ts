import { mergeProvenance } from '../result/makeFigure';
import { Figure } from '../result/MeasureResult';

/**
 * When an error budget burns so fast that somebody should look: only if it does so in both windows, the long one because a
 * moment does not count, the short one because what is over does not either.
 *
 * @public
 */
export interface BurnRule {
  readonly id: string;
  readonly shortSeconds: number;
  readonly longSeconds: number;
  /** Times as fast as the budget allows. */
  readonly limit: number;
  readonly urgency: 'look now' | 'look today';
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * Rules for a budget of 30 days. Source: The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
 *
 * @public
 */
export const burnRules: readonly BurnRule[] = [
  {
    id: 'fastest',
    shortSeconds: 5 * MINUTE,
    longSeconds: HOUR,
    limit: 14.4,
    urgency: 'look now',
  },
  {
    id: 'fast',
    shortSeconds: 30 * MINUTE,
    longSeconds: 6 * HOUR,
    limit: 6,
    urgency: 'look now',
  },
  {
    id: 'slow',
    shortSeconds: 2 * HOUR,
    longSeconds: DAY,
    limit: 3,
    urgency: 'look today',
  },
  {
    id: 'slowest',
    shortSeconds: 6 * HOUR,
    longSeconds: 3 * DAY,
    limit: 1,
    urgency: 'look today',
  },
];

/** A window as a word: `5m`, `6h`, `3d`. */
export function windowName(seconds: number): string {
  if (seconds % DAY === 0) {
    return `${seconds / DAY}d`;
  }
  return seconds % HOUR === 0 ? `${seconds / HOUR}h` : `${seconds / MINUTE}m`;
}

/** The lower of the burns of two windows: both must be above a limit. */
export function burnRule(short: Figure, long: Figure): Figure {
  const from = mergeProvenance([short, long]);
  if (short.state !== 'value' || long.state !== 'value') {
    return { ...(short.state === 'value' ? long : short), ...from };
  }
  return { ...(short.value < long.value ? short : long), ...from };
}
