import { failure, Result, success } from '@modelyard/llm-units';
import { formsFor } from '../profile/formsFor';
import { labelOf } from '../profile/labelOf';
import {
  LabelMatch,
  Profile,
  ProfileSeries,
  SeriesForm,
} from '../profile/Profile';
import { CanonicalSeries, Dimension } from '../series/CanonicalSeries';
import { SeriesId, seriesOf } from '../series/seriesTable';
import { isPlainLabel, isPlainMetric, quoted } from './escape';
import { writeMatchers } from './matchers';

/**
 * Which series are meant: values of dimensions, and further labels such as `cluster` that an operator names.
 *
 * @public
 */
export interface QuerySelector {
  readonly dimensions?: Readonly<
    Partial<Record<Dimension, string | readonly string[]>>
  >;
  readonly labels?: readonly LabelMatch[];
}

/**
 * What says which raw series are meant.
 *
 * @public
 */
export interface SelectorOptions {
  readonly profile: Profile;
  readonly series: SeriesId;
  readonly selector: QuerySelector;
  /** Version of the source, where it is known; it decides between names. */
  readonly version?: string;
  /**
   * Whether the engine takes names of labels in quotation marks, as Prometheus does since version 3. Other engines refuse a
   * query with such a name as a whole, so that names of series that need one are left out unless this is set.
   */
  readonly quotedLabels?: boolean;
}

/**
 * Series of one name.
 *
 * @public
 */
export interface RawSelector {
  /** Name of the metric, as it is written in the label `__name__`. */
  readonly metric: string;
  /** As it stands in PromQL, without a range. */
  readonly selector: string;
}

/**
 * Selects the raw series of a canonical series, one entry for each name that the source may write. A histogram has its
 * buckets and its sum, in turn for each name. Where a target writes several names only the first counts.
 *
 * @returns None where the source cannot have such events, or what they are computed from is an expression; an issue as
 * that of {@link query}
 * @public
 */
export function rawSelectors(options: SelectorOptions): Result<RawSelector[]> {
  const { profile, series } = options;
  const entry = profile.series[series];
  if (entry?.never !== undefined || entry?.expression !== undefined) {
    return success([]);
  }
  if (!entry || entry.forms.length === 0) {
    return failure(
      'not-instrumented',
      `${profile.title} does not report ${series}`,
    );
  }
  return selectForms(options, entry, ['_bucket', '_sum']);
}

/** @param parts - Which parts of a histogram are selected */
export function selectForms(
  options: SelectorOptions,
  entry: ProfileSeries,
  parts: readonly string[],
): Result<RawSelector[]> {
  const { profile, series, version } = options;
  const matches = matchesOf(options, entry);
  if (!matches.ok) {
    return matches;
  }
  const forms = formsFor({ series: entry, version });
  if (forms.length === 0) {
    return failure(
      'not-instrumented',
      `${profile.title} ${version} does not report ${series}`,
    );
  }
  const kind = seriesOf(series);
  const selectors: RawSelector[] = [];
  const askable = forms.filter(
    ({ match = [] }) =>
      options.quotedLabels || match.every(({ label }) => isPlainLabel(label)),
  );
  if (askable.length === 0) {
    return failure(
      'not-instrumented',
      `${profile.title} reports ${series} with names of labels that the engine does not take`,
    );
  }
  for (const form of askable) {
    for (const metric of metricsOf(form, kind, parts)) {
      const written = vectorSelector(metric, [
        ...(form.match ?? []),
        ...matches.value,
      ]);
      if (!written.ok) {
        return written;
      }
      selectors.push({ metric, selector: written.value });
    }
  }
  return success(selectors);
}

export function matchesOf(
  { profile, selector }: SelectorOptions,
  entry: ProfileSeries,
): Result<LabelMatch[]> {
  const matches: LabelMatch[] = [...(profile.match ?? [])];
  for (const [dimension, to] of Object.entries(selector.dimensions ?? {})) {
    const label = labelOf(profile, entry, dimension);
    if (!label) {
      return failure(
        'not-instrumented',
        `${profile.title} does not say the ${dimension}`,
      );
    }
    matches.push({ label, is: 'equal', to });
  }
  matches.push(...(selector.labels ?? []));
  // A matcher for the empty text matches every series without the label: the figures of all for those of one.
  const empty = matches
    .slice(profile.match?.length ?? 0)
    .find(
      ({ is, to }) =>
        is === 'equal' && (typeof to === 'string' ? [to] : to).includes(''),
    );
  return empty
    ? failure(
        'label-invalid',
        `has an empty value for the label ${empty.label}, which would match all that lack it`,
      )
    : success(matches);
}

function metricsOf(
  form: SeriesForm,
  { kind }: CanonicalSeries,
  parts: readonly string[],
): string[] {
  if (kind === 'histogram') {
    return parts.map(part => `${form.metric}${part}`);
  }
  return [form.part ? `${form.metric}_${form.part}` : form.metric];
}

function vectorSelector(
  metric: string,
  matches: readonly LabelMatch[],
): Result<string> {
  const matchers = writeMatchers(matches);
  if (!matchers.ok) {
    return matchers;
  }
  if (isPlainMetric(metric)) {
    return success(
      matchers.value.length > 0
        ? `${metric}{${matchers.value.join(',')}}`
        : metric,
    );
  }
  const name = quoted(metric);
  return metric !== '' && name.ok
    ? success(`{${[`__name__=${name.value}`, ...matchers.value].join(',')}}`)
    : failure(
        'metric-invalid',
        `has a metric that cannot be written: ${JSON.stringify(metric)}`,
      );
}
