import { Dimension } from '../series/CanonicalSeries';
import { SeriesId } from '../series/seriesTable';
import { Vantage } from '../series/Vantage';

/**
 * A label that a series must have, or must not. A list means any of its values.
 *
 * @public
 */
export interface LabelMatch {
  readonly label: string;
  readonly is: 'equal' | 'not-equal';
  readonly to: string | readonly string[];
}

/**
 * One name under which a source writes a series, or wrote it once.
 *
 * @public
 */
export interface SeriesForm {
  /** Name of the metric without `_bucket`, `_sum` or `_count`. */
  readonly metric: string;
  /** Which part of a histogram a counter is. Absent for a metric that is what it is. */
  readonly part?: 'sum' | 'count';
  readonly match?: readonly LabelMatch[];
  /** First version of the source that writes this form. */
  readonly since?: string;
  /** First version of the source that no longer writes it. */
  readonly before?: string;
}

/**
 * How a source writes one canonical series.
 *
 * @public
 */
export interface ProfileSeries {
  /**
   * Names of one and the same series, the preferred first. Where a target writes several, only the first counts: they are
   * never added.
   */
  readonly forms: readonly SeriesForm[];
  /** Set where the source cannot have such events, so that there are none without asking: why. */
  readonly never?: string;
  /** PromQL of an operator in place of forms. `$matchers` stands for label matchers, `$window` for the window. */
  readonly expression?: string;
  /** What the value is multiplied by to be in the canonical unit. */
  readonly scale?: number;
  /** Set where the series is a rate for an hour, whose mean over the window makes the increase. */
  readonly perHour?: true;
  /**
   * Dimension whose values are counted once each: several series of one GPU say the same.
   */
  readonly distinct?: Dimension;
  /** Currency, where the series is money. */
  readonly currency?: string;
  /**
   * What it means that the series is not there: one that is born with its first event is zero until then; one that is
   * written with zeros from the start is missing for another reason; of others it is not known.
   */
  readonly born: 'at-first-event' | 'at-start' | 'unknown';
  /** Set where the source can only come near: why. */
  readonly approximate?: string;
  /**
   * Label names of this series where they differ from those of the profile. An empty text says that this series does not
   * carry the dimension.
   */
  readonly labels?: Readonly<Partial<Record<Dimension, string>>>;
}

/**
 * How one source names, labels and counts its series.
 *
 * @public
 */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly vantage: Vantage;
  /** Where the names were taken from, and of which version. */
  readonly checked: string;
  /** Whether counters are running totals, or the increase since the last report. */
  readonly temporality: 'cumulative' | 'delta';
  /** Name of the label that carries a dimension. */
  readonly labels: Readonly<Partial<Record<Dimension, string>>>;
  readonly series: Readonly<Partial<Record<SeriesId, ProfileSeries>>>;
  /**
   * Labels that every series of this source must have, so that a namesake of another source is not taken for it.
   */
  readonly match?: readonly LabelMatch[];
  /** The longest window, in seconds, over which its series make sense; absent where the retention alone limits it. */
  readonly longestWindow?: number;
  /** What should be known of its figures, each a sentence. */
  readonly quirks: readonly string[];
}
