import { failure, Result, success } from '@modelyard/llm-units';
import { labelOf } from '../profile/labelOf';
import { LabelMatch, Profile, ProfileSeries } from '../profile/Profile';
import { CanonicalSeries, Dimension } from '../series/CanonicalSeries';
import { SeriesId, seriesOf } from '../series/seriesTable';
import { labelName } from './escape';
import { writeMatchers } from './matchers';
import { matchesOf, QuerySelector, selectForms } from './selectors';

/**
 * What is asked of a series:
 *
 * - `samples`: its raw samples over the window, from which increases are computed exactly;
 * - `increase`: the engine's own increase over the window, which is extrapolated: for live panels only;
 * - `average`, `maximum`, `latest`: of a gauge over the window, replicas that ran at the same time taken together. The average
 *   is one of the time in which there were any;
 * - `hours`: a gauge times the hours in which it was reported, over all replicas;
 * - `busy`: the share of the window in which a gauge, over all replicas, was above zero;
 * - `presence`: how many series there were in the window;
 * - `newest`: the moment of the newest sample in the window, in seconds since 1970. One that is older than an hour may be
 *   missed by a 250th of the window.
 *
 * @public
 */
export type QueryAsk =
  | 'samples'
  | 'increase'
  | 'average'
  | 'maximum'
  | 'latest'
  | 'hours'
  | 'busy'
  | 'presence'
  | 'newest';

/**
 * A question to a source.
 *
 * @public
 */
export interface QueryOptions {
  readonly profile: Profile;
  readonly series: SeriesId;
  readonly selector: QuerySelector;
  /** Whole seconds, more than zero. */
  readonly windowSeconds: number;
  readonly ask: QueryAsk;
  /** Dimensions that the answer is broken down by. `samples` keep all labels. */
  readonly by?: readonly Dimension[];
  /** Version of the source, where it is known; it decides between names. */
  readonly version?: string;
  /** Whether the engine takes names of labels in quotation marks; names of series that need that are left out otherwise. */
  readonly quotedLabels?: boolean;
}

/**
 * Writes the PromQL of a question: one expression, except for `samples`, where each name that the series may have is an
 * expression of its own, because raw samples of several names have no union. Of series that differ in nothing but their
 * name only those of the first expression count.
 *
 * @returns No expression where the source cannot have such events; an issue where the profile cannot give it: `not-instrumented` where it does not have the series or a dimension
 * @public
 */
export function query(options: QueryOptions): Result<string[]> {
  const { profile, series, windowSeconds, ask } = options;
  const entry = profile.series[series];
  if (entry?.never !== undefined) {
    return success([]);
  }
  if (!entry || (entry.forms.length === 0 && !entry.expression)) {
    return failure(
      'not-instrumented',
      `${profile.title} does not report ${series}`,
    );
  }
  if (!Number.isSafeInteger(windowSeconds) || windowSeconds <= 0) {
    return failure(
      'window-invalid',
      `has no window: ${windowSeconds} is not a whole number of seconds above zero`,
    );
  }
  const matches = matchesOf(options, entry);
  if (!matches.ok) {
    return matches;
  }
  const by = groupLabels(options, entry);
  if (!by.ok) {
    return by;
  }
  if (entry.expression !== undefined) {
    return fromExpression(entry.expression, options, matches.value);
  }
  const found = selectForms(
    options,
    entry,
    // Raw samples of the sum are asked for as well: it gives the mean.
    ask === 'samples' ? ['_bucket', '_sum'] : ['_bucket'],
  );
  if (!found.ok) {
    return found;
  }
  const kind = seriesOf(series);
  const vectors = found.value.map(({ selector }) => selector);
  return ask === 'samples'
    ? success(vectors.map(vector => `${vector}[${windowSeconds}s]`))
    : success([
        aggregate({
          ask,
          kind,
          vectors,
          range: `[${windowSeconds}s]`,
          by: by.value,
          distinct: distinctLabel(profile, entry),
          increase: increaseOf(profile, entry),
          seconds: windowSeconds,
        }),
      ]);
}

function groupLabels(
  { profile, by = [], ask, series }: QueryOptions,
  entry: ProfileSeries,
): Result<string[]> {
  const names: string[] = [];
  for (const dimension of by) {
    const label = labelOf(profile, entry, dimension);
    const name = label ? labelName(label) : undefined;
    if (!name?.ok) {
      return failure(
        'not-instrumented',
        `${profile.title} does not say the ${dimension}`,
      );
    }
    names.push(name.value);
  }
  const buckets = seriesOf(series).kind === 'histogram' && ask === 'increase';
  return success(buckets ? ['le', ...names] : names);
}

const ACROSS = { sum: 'sum', average: 'avg', max: 'max' } as const;

function aggregate(options: {
  ask: Exclude<QueryAsk, 'samples'>;
  kind: CanonicalSeries;
  vectors: readonly string[];
  range: string;
  by: readonly string[];
  distinct: string | undefined;
  increase: 'increase' | 'sum_over_time' | 'hours';
  seconds: number;
}): string {
  const { ask, kind, vectors, range, by, increase, seconds } = options;
  // What a target writes under two names it reports once: `or` leaves out what the left side has, whatever it is called.
  const each = (wrap: (vector: string) => string) =>
    vectors.map(wrap).join(' or ');
  const group = grouping(by);
  const across = ACROSS[kind.across ?? 'sum'];
  const once = (values: string) =>
    options.distinct === undefined
      ? values
      : `${across === 'avg' ? 'avg' : 'max'}${grouping([
          ...by,
          options.distinct,
        ])} (${values})`;
  const over = (name: string) =>
    once(each(vector => `${name}(${vector}${range})`));
  // Replicas come and go: those of a moment are taken together first, or the dead would count beside the living.
  const step = lookStep(seconds);
  // A second less, or both ends of a window would be looked at.
  const looks = `(${across}${group} (${once(
    each(vector => vector),
  )}))[${Math.max(1, seconds - 1)}s:${step}s]`;
  const hours = `sum_over_time(${looks}) * ${step} / 3600`;
  switch (ask) {
    case 'increase':
      return increase === 'hours' ? hours : `sum${group} (${over(increase)})`;
    case 'average':
      return `avg_over_time(${looks})`;
    case 'maximum':
      // The highest of each replica needs no looks, between which a peak may be missed.
      return across === 'sum'
        ? `max_over_time(${looks})`
        : `${across}${group} (${over('max_over_time')})`;
    case 'latest':
      return `last_over_time(${looks})`;
    case 'hours':
      return hours;
    case 'presence':
      return `count${group} (${over('present_over_time')})`;
    case 'newest':
      return `max${group} (${newest(vectors, seconds / 3600)})`;
    default:
      return `avg_over_time((sum${group} (${each(
        vector => vector,
      )}) > bool 0)[${seconds}s:${busyStep(seconds)}s])`;
  }
}

/** How often it is looked whether a gauge is above zero. */
const BUSY_LOOKS = 720;

/** Seconds between looks: as often as targets are scraped over hours, and by the hour over a month, where each is a query. */
function busyStep(seconds: number): number {
  return Math.max(15, Math.ceil(seconds / BUSY_LOOKS));
}

/**
 * The same for what replicas come to together. It is no longer than Prometheus takes a sample to hold: VictoriaMetrics takes it
 * to hold for as long as the step, so that replicas that ended would count with those that followed.
 */
function lookStep(seconds: number): number {
  return Math.min(300, busyStep(seconds));
}

/** The last minutes are looked through closely, the last hour by the minute, and what is older in so many steps. */
const NEWEST_STEPS = 250;
/** Seconds, and seconds between looks. They are named: where they are not, an engine chooses, and VictoriaMetrics five minutes. */
const NEWEST_CLOSELY = [
  [600, 15],
  [3600, 60],
] as const;

/** Over subqueries: the newest sample of now is one that a series which ended no longer has. */
function newest(vectors: readonly string[], hours: number): string {
  const seconds = Math.round(hours * 3600);
  const looks = [
    ...NEWEST_CLOSELY.filter(
      ([, step], index) =>
        seconds >= step &&
        (index === 0 || seconds > NEWEST_CLOSELY[index - 1][0]),
    ).map(([span, step]) => [Math.min(seconds, span), step]),
    ...(hours > 1 ? [[seconds, Math.ceil(seconds / NEWEST_STEPS)]] : []),
  ];
  const ranges = new Set(
    (looks.length > 0 ? looks : [[seconds, 1]]).map(
      ([span, step]) => `[${span}s:${step}s]`,
    ),
  );
  return [...ranges]
    .flatMap(range =>
      vectors.map(vector => `max_over_time(timestamp(${vector})${range})`),
    )
    .join(' or ');
}

function grouping(labels: readonly string[]): string {
  return labels.length > 0 ? ` by (${labels.join(', ')})` : '';
}

function increaseOf({ temporality }: Profile, { perHour }: ProfileSeries) {
  if (perHour) {
    return 'hours';
  }
  return temporality === 'delta' ? 'sum_over_time' : 'increase';
}

function distinctLabel(profile: Profile, entry: ProfileSeries) {
  const label = entry.distinct && labelOf(profile, entry, entry.distinct);
  const name = label ? labelName(label) : undefined;
  return name?.ok ? name.value : undefined;
}

/** Outside of strings and comments, where a placeholder would be text. */
const PLACEHOLDERS =
  /"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`?|#[^\n]*|\$(matchers|window)\b/g;

/** Which placeholders an expression of an operator has where they count. */
export function placeholdersOf(expression: string): readonly string[] {
  return [...expression.matchAll(PLACEHOLDERS)].flatMap(match =>
    match[1] ? [match[1]] : [],
  );
}

function fromExpression(
  expression: string,
  { windowSeconds, ask, by = [] }: QueryOptions,
  matches: readonly LabelMatch[],
): Result<string[]> {
  const matchers = writeMatchers(matches);
  if (!matchers.ok) {
    return matchers;
  }
  if (ask === 'samples' || ask === 'newest' || by.length > 0) {
    return failure(
      'not-instrumented',
      'An expression has neither raw samples nor dimensions',
    );
  }
  const filled = expression.replace(PLACEHOLDERS, (text, name) => {
    if (name === 'matchers') {
      return matchers.value.join(',');
    }
    return name === 'window' ? `${windowSeconds}s` : text;
  });
  return success([filled]);
}
