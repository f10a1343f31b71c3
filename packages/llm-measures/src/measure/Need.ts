import { QueryAsk } from '../promql/query';
import { Dimension } from '../series/CanonicalSeries';
import { SeriesId, SeriesOfKind } from '../series/seriesTable';
import { Vantage } from '../series/Vantage';

/**
 * The span of time that an input is read over:
 *
 * - `asked`: the window that the measure is asked for;
 * - `slo`: the window of the objectives of the entity;
 * - `month`: from the beginning of the month to the end of the asked window;
 * - a number of seconds that end with the asked window.
 *
 * @public
 */
export type NeedWindow = 'asked' | 'slo' | 'month' | number;

/**
 * One input of a measure, fetched apart from the others.
 *
 * @public
 */
export interface Need {
  readonly series: SeriesId;
  /** What its reading holds. */
  readonly reads: 'number' | 'histogram' | 'amounts';
  readonly ask: QueryAsk;
  readonly window: NeedWindow;
  /** From where it must be seen; from the authority of the model where absent. */
  readonly vantages?: readonly Vantage[];
  /** Whether the measure has a value without it. */
  readonly optional: boolean;
  /** Dimensions of the breakdown that this input does not follow, because it stands for the whole. */
  readonly notBy?: readonly Dimension[];
}

/** A need whose reading is a number. */
export type NumberNeed = Need & { readonly reads: 'number' };
/** A need whose reading is a histogram. */
export type HistogramNeed = Need & { readonly reads: 'histogram' };
/** A need whose reading is money, an amount for each currency. */
export type AmountNeed = Need & { readonly reads: 'amounts' };

type Details = Partial<
  Pick<Need, 'window' | 'vantages' | 'optional' | 'notBy'>
>;

const USUAL = { window: 'asked', optional: false } as const;

/** How much a counter grew. */
export function increase(
  series: SeriesOfKind<'counter'>,
  details: Details = {},
): NumberNeed {
  return { ...USUAL, ...details, series, reads: 'number', ask: 'increase' };
}

/** Where a gauge stood. */
export function gauge(
  series: SeriesOfKind<'gauge'>,
  ask: 'average' | 'maximum' | 'latest' | 'busy',
  details: Details = {},
): NumberNeed {
  return { ...USUAL, ...details, series, reads: 'number', ask };
}

/** How observations fell into buckets. */
export function histogram(
  series: SeriesOfKind<'histogram'>,
  details: Details = {},
): HistogramNeed {
  return { ...USUAL, ...details, series, reads: 'histogram', ask: 'increase' };
}

/** What was spent. */
export function amounts(
  series: SeriesOfKind<'amount'>,
  details: Details = {},
): AmountNeed {
  return { ...USUAL, ...details, series, reads: 'amounts', ask: 'increase' };
}

export const ENGINE: readonly Vantage[] = ['engine'];
export const GATEWAY: readonly Vantage[] = ['gateway-log', 'gateway'];
