import { Issue, Result } from '@modelyard/llm-units';
import { dimensions } from '../series/CanonicalSeries';
import { isSeriesId, SeriesId } from '../series/seriesTable';
import { vantages } from '../series/Vantage';
import { ConfigReader } from './ConfigReader';
import { LabelMatch, Profile, ProfileSeries } from './Profile';
import { parseSeries, readLabels, readMatches } from './parseSeries';

const KEYS = [
  'id',
  'extends',
  'title',
  'vantage',
  'temporality',
  'labels',
  'match',
  'series',
  'longestWindow',
  'quirks',
];

/**
 * Reads a profile that an operator adds, or that changes a known one.
 *
 * ```yaml
 * id: our-gateway
 * extends: litellm            # or a title, a vantage and labels of its own
 * labels: { consumer: team }
 * series:
 *   tokens.input: our_input_tokens_total
 *   requests.failed: { metric: our_requests_total, match: { code: [500, 502, 503] }, born: at-first-event }
 *   requests.running: null    # what the other has and this one has not
 * ```
 *
 * @param value - Configuration of any shape
 * @param options - `known` are the profiles that it may extend
 * @returns Issues that name the path and the reason
 * @public
 */
export function parseProfile(
  value: unknown,
  options: { known: readonly Profile[] },
): Result<Profile> {
  const issues: Issue[] = [];
  const reader = new ConfigReader(value, '', issues);
  if (!reader.isObject) {
    reader.report('', 'profile-invalid', 'is not a profile: write an object');
    return { ok: false, issues };
  }
  reader.only(KEYS);
  const id = reader.name('id');
  const parent = reader.text('extends');
  const base = options.known.find(profile => profile.id === parent);
  if (parent !== undefined && !base) {
    reader.report(
      'extends',
      'profile-unknown',
      `names no profile: ${JSON.stringify(parent)}; known are ${options.known
        .map(profile => profile.id)
        .join(', ')}`,
    );
  }
  const vantage = reader.oneOf('vantage', vantages) ?? base?.vantage;
  if (!vantage && !reader.has('vantage') && parent === undefined) {
    reader.report(
      'vantage',
      'required',
      `is missing: say from where the source sees the traffic, one of ${vantages.join(
        ', ',
      )}`,
    );
  }
  const labels = readLabels(reader, 'labels', dimensions);
  const match: readonly LabelMatch[] | undefined = reader.has('match')
    ? readMatches(reader, 'match')
    : base?.match;
  const series = readSeries(reader, base);
  const longestWindow = reader.positive('longestWindow') ?? base?.longestWindow;
  const quirks = reader.texts('quirks') ?? base?.quirks ?? [];
  const temporality =
    reader.oneOf('temporality', ['cumulative', 'delta'] as const) ??
    base?.temporality ??
    'cumulative';
  const title = reader.text('title') ?? base?.title ?? id;
  if (
    id === undefined ||
    title === undefined ||
    vantage === undefined ||
    issues.some(({ severity }) => severity === 'error')
  ) {
    return { ok: false, issues };
  }
  return {
    ok: true,
    value: {
      id,
      title,
      vantage,
      checked: base
        ? `configuration, on top of: ${base.checked}`
        : 'configuration',
      temporality,
      labels: { ...base?.labels, ...labels },
      series,
      ...(match && { match }),
      ...(longestWindow !== undefined && { longestWindow }),
      quirks,
    },
    issues,
  };
}

function readSeries(
  reader: ConfigReader,
  base: Profile | undefined,
): Profile['series'] {
  const series: Partial<Record<SeriesId, ProfileSeries>> = { ...base?.series };
  const given = reader.object('series');
  if (!given) {
    if (!base && !reader.has('series')) {
      reader.report(
        'series',
        'required',
        'is missing: a profile names at least one series',
      );
    }
    return series;
  }
  for (const key of given.keys) {
    if (!isSeriesId(key)) {
      given.report(
        key,
        'series-unknown',
        'is not a series that measures are computed from; the reference lists them',
      );
    } else if (given.value(key) === null) {
      delete series[key];
    } else {
      const parsed = parseSeries(given, key);
      if (parsed) {
        series[key] = parsed;
      }
    }
  }
  return series;
}
