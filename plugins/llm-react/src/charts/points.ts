/**
 * A value at a moment.
 *
 * @public
 */
export interface ChartPoint {
  /** Beginning of its step, in milliseconds since 1970. */
  readonly at: number;
  /** Absent where nothing is known, which is drawn as a gap and never as zero. */
  readonly value: number | undefined;
}

/** A point whose value is known. */
export function isKnown(
  point: ChartPoint,
): point is ChartPoint & { readonly value: number } {
  return point.value !== undefined && Number.isFinite(point.value);
}
