import { mergeQualifiers } from '../result/makeFigure';
import { Qualifier } from '../result/MeasureResult';

/** Samples are stale when as many scrapes as this should have brought newer ones. */
const STALE_AFTER_SCRAPES = 5;

/** A source whose targets were all there loses a scrape now and then; below this share the reading is partial. */
const COMPLETE = 0.99;

/**
 * Which qualifiers the circumstances of a reading give it.
 *
 * @param options - Moments are milliseconds since 1970; `asOf` is that of the newest sample, `now` the end of the window
 * where that is past, else the present; `coverage` the share of targets that were up; `incomplete` whether the source
 * itself said that its answer is partial (warnings of Prometheus and Thanos, `isPartial` of VictoriaMetrics); `estimated`
 * whether the value was sampled or extrapolated
 * @public
 */
export function qualifiersOf(options: {
  asOf?: number;
  now: number;
  scrapeIntervalMs: number;
  coverage?: number;
  incomplete?: boolean;
  estimated?: boolean;
}): readonly Qualifier[] {
  const { asOf, now, scrapeIntervalMs, coverage, incomplete, estimated } =
    options;
  const stale =
    asOf !== undefined && now - asOf > STALE_AFTER_SCRAPES * scrapeIntervalMs;
  const partial =
    incomplete || (coverage !== undefined && !(coverage >= COMPLETE));
  return mergeQualifiers(
    stale ? ['stale'] : [],
    partial ? ['partial'] : [],
    estimated ? ['approximate'] : [],
  );
}
