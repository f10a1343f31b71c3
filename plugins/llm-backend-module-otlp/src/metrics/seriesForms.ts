import {
  Dimension,
  isCheckCount,
  LabelMatch,
  LedgerCount,
  ledgerPlaceOf,
  Profile,
  profiles,
  SeriesForm,
  SeriesId,
  Vantage,
  wholeOfCheck,
} from '@modelyard/llm-measures';
import { labelOf } from '../decode/points';
import { litellmMetrics } from './litellmMetrics';

/** A part of a count that a source writes once there is any. */
interface Unborn {
  readonly count: LedgerCount;
  readonly approximate: boolean;
}

/** What one metric says of one canonical series. */
export interface MetricForm {
  readonly series: SeriesId;
  readonly profile: Profile;
  /** The count of the ledger that it is; absent where it is a histogram. */
  readonly count?: LedgerCount;
  /** Set where the source only comes near the count, as its profile says. Of calls the intake tells outcomes apart itself. */
  readonly approximate?: boolean;
  /** What is part of the count, and zero where the source has written nothing of it yet. */
  readonly unborn: readonly Unborn[];
  readonly part?: SeriesForm['part'];
  readonly match: readonly LabelMatch[];
  /** What a value is multiplied by, besides its unit. */
  readonly scale: number;
  /** Lower is preferred among all forms of the series. */
  readonly rank: number;
  /** Label that carries a dimension, as Prometheus would write it; empty where none does. */
  label(dimension: Dimension): string;
}

const OUTCOMES: readonly LedgerCount[] = ['failed', 'refused', 'aborted'];

const DIMENSIONS: readonly Dimension[] = [
  'model',
  'operation',
  'provider',
  'consumer',
  'code',
];

/** Labels that stand in for others, whatever the profile, the preferred first. */
export const spareLabels: Readonly<
  Record<'model' | 'provider', readonly string[]>
> = {
  // Engines that follow the conventions write metrics that only a profile of a gateway knows, which calls the model otherwise.
  model: ['gen_ai_request_model', 'gen_ai_response_model'],
  provider: ['gen_ai_system'],
};

const CALLS: readonly Vantage[] = [
  'gateway',
  'router',
  'engine',
  'client',
  'guardrail',
];

/**
 * Profiles that share names of metrics, and say by a label which of them is meant. Here the sender is known, and may follow the
 * one in some metrics and the other in others.
 */
const SHARING: readonly string[] = ['otel-gen-ai', 'envoy-ai-gateway'];

/** Names of the conventions come first: a gateway that adds names of its own writes those as well. */
const ordered: readonly Profile[] = [
  ...profiles.filter(({ id }) => id === 'otel-gen-ai'),
  ...profiles.filter(({ id }) => id === 'envoy-ai-gateway'),
  litellmMetrics,
  ...profiles.filter(
    ({ id, vantage }) => !SHARING.includes(id) && CALLS.includes(vantage),
  ),
];

/**
 * Name of a metric without what Prometheus and its translation add to it: profiles have the names that Prometheus shows, and
 * a collector that scrapes has them too.
 */
export function plainName(name: string): string {
  return labelOf(name)
    .replace(/_total$/, '')
    .replace(/_seconds$/, '');
}

/** What each metric says, by its plain name. Profiles say it, and this only reads them. */
export const formsByMetric: ReadonlyMap<string, readonly MetricForm[]> =
  index();

/** Every label that a form looks at. */
export const wantedLabels: ReadonlySet<string> = new Set([
  ...Object.values(spareLabels).flat(),
  ...[...formsByMetric.values()].flatMap(forms =>
    forms.flatMap(form => [
      ...form.match.map(({ label }) => label),
      ...DIMENSIONS.map(each => form.label(each)),
    ]),
  ),
]);

function index(): Map<string, MetricForm[]> {
  const forms = new Map<string, MetricForm[]>();
  const ranks = new Map<SeriesId, number>();
  for (const profile of ordered) {
    for (const id of Object.keys(profile.series) as SeriesId[]) {
      const series = profile.series[id];
      const place = ledgerPlaceOf(id);
      if (!series || !place) {
        continue;
      }
      const count = place === 'histogram' ? undefined : place;
      for (const form of series.forms) {
        const name = plainName(form.metric);
        const known = forms.get(name) ?? [];
        forms.set(name, known);
        const ofProfile = SHARING.includes(profile.id)
          ? []
          : profile.match ?? [];
        const match = [...ofProfile, ...(form.match ?? [])].map(each => ({
          ...each,
          label: labelOf(each.label),
        }));
        // The same metric under another translation of its name is not another form.
        if (
          known.some(each => each.series === id && each.profile === profile)
        ) {
          continue;
        }
        const rank = ranks.get(id) ?? 0;
        ranks.set(id, rank + 1);
        known.push({
          series: id,
          profile,
          ...(count && { count }),
          ...(count &&
            isCheckCount(count) &&
            series.approximate !== undefined && { approximate: true }),
          unborn: unbornOf(profile, count),
          ...(form.part && { part: form.part }),
          match,
          scale: series.scale ?? 1,
          rank,
          label: dimension =>
            series.labels?.[dimension] ?? profile.labels[dimension] ?? '',
        });
      }
    }
  }
  return forms;
}

/** Only a source that writes how many checks or requests there were, and what became of them once something did, tells of none. */
function unbornOf(
  profile: Profile,
  whole: LedgerCount | undefined,
): readonly Unborn[] {
  return (Object.keys(profile.series) as SeriesId[]).flatMap(id => {
    const series = profile.series[id];
    const count = ledgerPlaceOf(id);
    return series &&
      series.born !== 'unknown' &&
      count &&
      count !== 'histogram' &&
      whole &&
      wholeOf(count) === whole
      ? [
          {
            count,
            approximate:
              isCheckCount(count) && series.approximate !== undefined,
          },
        ]
      : [];
  });
}

/** What a count is a part of. */
function wholeOf(count: LedgerCount): LedgerCount | undefined {
  return OUTCOMES.includes(count) ? 'requests' : wholeOfCheck(count);
}
