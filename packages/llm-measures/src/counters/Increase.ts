import { Bounds } from '../result/MeasureResult';

/**
 * How much a counter grew in a span of time, and how well samples pin it.
 *
 * What happened between two samples on either side of a limit is known only as a whole: it is shared out by time, and
 * `edge` says how much there was to share. When consecutive spans are joined the edges between them cancel; what lies
 * outside of all samples (`unseen`) does not.
 *
 * @public
 */
export interface Increase {
  /** What the samples show. */
  readonly value: number;
  /** The most that may have happened besides: before a death or a restart, after the last sample. */
  readonly unseen: number;
  /** What was shared out between this span and the one before it. */
  readonly startEdge: number;
  /** What was shared out between this span and the one after it. */
  readonly endEdge: number;
}

/** The increase of what did not happen; the neutral element of {@link addIncreases}. */
export const NO_INCREASE: Increase = {
  value: 0,
  unseen: 0,
  startEdge: 0,
  endEdge: 0,
};

/**
 * An increase that was counted event by event, and not from samples.
 *
 * @public
 */
export function exactIncrease(value: number): Increase {
  return { ...NO_INCREASE, value };
}

/**
 * Adds increases of several counters over the same span.
 *
 * @public
 */
export function addIncreases(increases: readonly Increase[]): Increase {
  return increases.reduce(
    (sum, next) => ({
      value: sum.value + next.value,
      unseen: sum.unseen + next.unseen,
      startEdge: sum.startEdge + next.startEdge,
      endEdge: sum.endEdge + next.endEdge,
    }),
    NO_INCREASE,
  );
}

/**
 * Joins increases of the same counters over consecutive spans, each beginning where the one before ends. What was shared
 * out between two of them belongs to the whole either way.
 *
 * @param spans - In the order of time, without gaps
 * @public
 */
export function joinIncreases(spans: readonly Increase[]): Increase {
  return {
    value: spans.reduce((sum, { value }) => sum + value, 0),
    unseen: spans.reduce((sum, { unseen }) => sum + unseen, 0),
    startEdge: spans[0]?.startEdge ?? 0,
    endEdge: spans[spans.length - 1]?.endEdge ?? 0,
  };
}

/**
 * The least and the most that really happened in the span.
 *
 * @public
 */
export function increaseBounds(increase: Increase): Bounds {
  const { value, unseen, startEdge, endEdge } = increase;
  const edges = startEdge + endEdge;
  return {
    low: Math.max(0, value - edges),
    ...(Number.isFinite(unseen) && { high: value + edges + unseen }),
  };
}

/**
 * Whether samples pin an increase: whether it can differ from its value by no more than the tolerance.
 *
 * @param options - `tolerance` is a share of the value, 0.5 % unless told otherwise
 * @public
 */
export function isPinned(
  increase: Increase,
  options: { tolerance?: number } = {},
): boolean {
  const { tolerance = 0.005 } = options;
  const { low, high } = increaseBounds(increase);
  const { value } = increase;
  return (
    low !== undefined &&
    high !== undefined &&
    value - low <= tolerance * value &&
    high - value <= tolerance * value
  );
}
