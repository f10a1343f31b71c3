import {
  Dimension,
  LabelMatch,
  modelLabelOf,
  Profile,
  QuerySelector,
  Qualifier,
  SeriesId,
  Vantage,
} from '@modelyard/llm-measures';
import { EngineSelectors } from '../config/MeasuresConfig';
import { Scope, WHOLE } from '../reading/ReadingAsk';
import {
  MeasuredModel,
  MeasuredPool,
  Place,
  placesIn,
} from '../subject/MeasuredSubject';

/** Sources that stand where the model runs; others may stand anywhere, and their labels say where they stand themselves. */
const PLACED: readonly Vantage[] = [
  'router',
  'engine',
  'engine-log',
  'device',
  'cluster',
  'cost',
];
/** Sources that count what runs somewhere, and not models. */
const OF_PLACES: readonly Vantage[] = ['device', 'cluster'];

/** Series that are asked for together. */
export interface Selection {
  /** The deployment or version that they are of, or `WHOLE`. */
  readonly key: string;
  /** For people: what it is of. */
  readonly title: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly names: readonly string[];
  /** A pool. */
  readonly pool?: Pick<MeasuredPool, 'name' | 'queues'>;
}

/** Selections, or why there is none. */
export type Selections =
  | { readonly ok: true; readonly value: readonly Selection[] }
  | { readonly ok: false; readonly reason: string };

/** What is asked for together, of a subject that engines know. */
export function selectionsOf(options: {
  subject: MeasuredModel | MeasuredPool;
  scope: Scope;
  by?: Dimension;
  vantage: Vantage;
}): Selections {
  const { subject, scope, by, vantage } = options;
  if (subject.kind === 'pool') {
    return OF_PLACES.includes(vantage)
      ? one({
          key: WHOLE,
          title: subject.ref,
          cluster: subject.cluster,
          names: [],
          pool: subject,
        })
      : { ok: false, reason: 'what this counts is not a matter of pools' };
  }
  const places = placesIn(subject.places, scope);
  return PLACED.includes(vantage)
    ? placed(
        places.filter(({ own }) => own),
        by,
      )
    : unplaced(subject, places, scope, by);
}

function one(selection: Selection): Selections {
  return { ok: true, value: [selection] };
}

/** What a selection is of, where it is asked for by deployment or version. */
function keyOfPlace(place: Place, by: Dimension | undefined): string {
  if (by === 'deployment') {
    return place.deployment;
  }
  return by === 'version' ? place.version : WHOLE;
}

function placed(
  places: readonly Place[],
  by: Dimension | undefined,
): Selections {
  if (places.length === 0) {
    return {
      ok: false,
      reason: 'no deployment runs on a pool of the platform',
    };
  }
  const groups = new Map<string, Selection>();
  for (const place of places) {
    const { cluster, namespace } = place;
    const key = keyOfPlace(place, by);
    const text = JSON.stringify([key, cluster, namespace]);
    const known = groups.get(text);
    groups.set(text, {
      key,
      title: known
        ? `${known.title} and ${place.deployment}`
        : place.deployment,
      ...(cluster !== undefined && { cluster }),
      ...(namespace !== undefined && { namespace }),
      names: [...new Set([...(known?.names ?? []), ...place.names])],
    });
  }
  return { ok: true, value: [...groups.values()] };
}

/** A gateway knows models by their names alone: deployments that share a name are one to it. */
function unplaced(
  { places: all }: MeasuredModel,
  places: readonly Place[],
  scope: Scope,
  by: Dimension | undefined,
): Selections {
  const keys = [...new Set(places.map(place => keyOfPlace(place, by)))];
  const selections = keys.map((key): Selection => {
    const within = places.filter(place => keyOfPlace(place, by) === key);
    return {
      key,
      title: within.map(({ deployment }) => deployment).join(' and '),
      names: [...new Set(within.flatMap(({ names }) => names))],
    };
  });
  const apart =
    by === 'deployment' ||
    by === 'version' ||
    scope.deployment !== undefined ||
    scope.version !== undefined;
  for (const { key, names } of apart ? selections : []) {
    const others = all.filter(
      place => !places.includes(place) || keyOfPlace(place, by) !== key,
    );
    const shared = names.find(name =>
      others.some(place => place.names.includes(name)),
    );
    if (shared !== undefined) {
      return {
        ok: false,
        reason: `several deployments are reached by the name ${shared}, so that it is not told which of them answered`,
      };
    }
  }
  return { ok: true, value: selections };
}

/** A selector, and what limits the figures that it gives. */
export type Selector =
  | {
      readonly ok: true;
      readonly selector: QuerySelector;
      readonly qualifiers: readonly Qualifier[];
      readonly note?: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Writes which series of a profile a selection is, for one engine. */
export function selectorOf(options: {
  selection: Selection;
  profile: Profile;
  series: SeriesId;
  settings: EngineSelectors;
  /** Clusters that the engine holds; all where this is absent. */
  clusters?: readonly string[];
}): Selector {
  const { selection, profile, series, settings, clusters } = options;
  const { cluster, namespace, names, pool } = selection;
  const isPlaced = PLACED.includes(profile.vantage);
  const clusterLabel =
    settings.clusterLabel ??
    // Where an engine says that it holds several, something must tell them apart.
    (clusters && clusters.length > 1 ? 'cluster' : undefined);
  const labels = [
    ...settings.labels,
    ...(isPlaced && cluster !== undefined && clusterLabel !== undefined
      ? [{ label: clusterLabel, is: 'equal' as const, to: cluster }]
      : []),
  ];
  if (pool) {
    return ofPool({ pool, labels, ...options });
  }
  const namespaceLabel = labelOfDimension(profile, series, 'namespace');
  const inNamespace =
    isPlaced && namespaceLabel !== undefined && namespace !== undefined;
  if (modelLabelOf(profile, series) === undefined) {
    if (!OF_PLACES.includes(profile.vantage) || !inNamespace) {
      return {
        ok: false,
        reason: `${profile.title} does not say the model, and counts all models together`,
      };
    }
    return {
      ok: true,
      selector: { dimensions: { namespace }, labels },
      qualifiers: ['approximate'],
      note: `all that runs in the namespace ${namespace}: ${profile.title} does not say the model`,
    };
  }
  if (names.length === 0) {
    return {
      ok: false,
      reason:
        'the deployment has no servedModelName by which telemetry knows it',
    };
  }
  return {
    ok: true,
    selector: {
      dimensions: { model: names, ...(inNamespace && { namespace }) },
      labels,
    },
    qualifiers: [],
  };
}

/** Quotas have queues that are named after the pool; devices are told apart where a label names the pool. */
function ofPool(options: {
  pool: NonNullable<Selection['pool']>;
  selection: Selection;
  labels: readonly LabelMatch[];
  profile: Profile;
  series: SeriesId;
  settings: EngineSelectors;
}): Selector {
  const { pool, selection, labels, profile, series, settings } = options;
  // Only where all of a source is by queue: elsewhere the dimension is what objects of another kind are called.
  const isByQueue =
    profile.labels.queue !== undefined &&
    labelOfDimension(profile, series, 'queue') !== undefined;
  if (isByQueue) {
    return pool.queues.length > 0
      ? {
          ok: true,
          selector: { dimensions: { queue: pool.queues }, labels },
          qualifiers: [],
        }
      : { ok: false, reason: 'the pool has no quotas, and so no queues' };
  }
  const { poolLabel } = settings;
  return poolLabel === undefined
    ? {
        ok: true,
        selector: { labels },
        qualifiers: ['approximate'],
        note: `all that the cluster ${selection.cluster} has: llm.measures.selectors names no label that tells its pools apart (poolLabel)`,
      }
    : {
        ok: true,
        selector: {
          labels: [...labels, { label: poolLabel, is: 'equal', to: pool.name }],
        },
        qualifiers: [],
      };
}

/** The label of a series that carries a dimension. An empty text takes the dimension away. */
export function labelOfDimension(
  profile: Profile,
  series: SeriesId,
  dimension: Dimension,
): string | undefined {
  const label =
    profile.series[series]?.labels?.[dimension] ?? profile.labels[dimension];
  return label || undefined;
}
