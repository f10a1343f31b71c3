import {
  ledgerPlaceOf,
  Measure,
  measures,
  ProfileSeries,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasuresConfig } from '../measures';

/** An engine, as far as it matters for what it can give. */
export interface RestedOn {
  readonly name: string;
  /** Absent where it holds the series of all clusters. */
  readonly clusters?: readonly string[];
}

/**
 * Ids of the measures that rest on an engine: they need a series that the usage ledger does not hold, that the engine can give, and
 * for which no other engine stands in.
 *
 * @param options - `engine` is the name of one of the `engines`
 */
export function measuresOnEngine(options: {
  engine: string;
  engines: readonly RestedOn[];
  config: Pick<MeasuresConfig, 'profiles' | 'selectors'>;
}): string[] {
  const { engine, engines, config } = options;
  const clusters = engines.find(({ name }) => name === engine)?.clusters;
  const standIns = engines.filter(
    other => other.name !== engine && holdsAll(other, clusters),
  );
  const gives = (
    name: string,
    { series, vantages }: Measure['needs'][string],
  ) =>
    config.profiles.some(
      profile =>
        canTell(profile.series[series]) &&
        (vantages?.includes(profile.vantage) ?? true) &&
        (config.selectors.get(name)?.profiles?.includes(profile.id) ?? true),
    );
  return restingOn(
    need =>
      !isInLedger(need.series) &&
      gives(engine, need) &&
      !standIns.some(({ name }) => gives(name, need)),
  );
}

/** Whether a profile reads a series; of some it knows that there is never one. */
function canTell(series: ProfileSeries | undefined): boolean {
  return (
    series !== undefined &&
    (series.forms.length > 0 || series.expression !== undefined)
  );
}

/** Ids of the measures that rest on the usage ledger, and so on whatever reports to it. */
export function measuresOnLedger(): string[] {
  return restingOn(({ series }) => isInLedger(series));
}

function restingOn(rests: (need: Measure['needs'][string]) => boolean) {
  return measures
    .filter(({ needs }) =>
      Object.values(needs).some(need => !need.optional && rests(need)),
    )
    .map(({ id }) => id);
}

function isInLedger(series: SeriesId): boolean {
  return ledgerPlaceOf(series) !== undefined || series === 'cost.used';
}

function holdsAll(
  other: RestedOn,
  clusters: readonly string[] | undefined,
): boolean {
  return (
    other.clusters === undefined ||
    (clusters?.every(cluster => other.clusters?.includes(cluster)) ?? false)
  );
}
