/**
 * How a source of the portal's data is doing: `ok` when all is well, `degraded` when it was read but not all is well, such as
 * problems in files, `error` when it could not be read, `not_configured` when the portal's configuration does not name it.
 *
 * @public
 */
export type LlmSourceState = 'ok' | 'degraded' | 'error' | 'not_configured';

/**
 * Something in a file that keeps it, or a part of it, out of the catalog.
 *
 * @public
 */
export interface LlmSourceProblem {
  /** Path of the file within the source. */
  path: string;
  /** Where in the file, counted from 1. Absent where the whole file is meant. */
  line?: number;
  /** Ref of the entity, where the document can be read but the catalog does not take it. */
  entityRef?: string;
  /** Whether the catalog has an entity of that ref, from this source or another. Absent where it does not answer. */
  inCatalog?: boolean;
  /** What has to be mended. */
  reason: string;
  /** Refs of the entities that stay in the catalog as they were described before, there or in the file that it was then. */
  kept?: string[];
}

/**
 * How many entities of a kind a source holds, and how many of them are in the catalog.
 *
 * @public
 */
export interface LlmSourceCount {
  /** In the files that can be read. */
  inSource: number;
  /** In the catalog, from this source. Absent where the catalog does not answer. */
  inCatalog?: number;
}

/**
 * What every source tells.
 *
 * @public
 */
export interface LlmSourceBase {
  /** Name of the source, unique among all. */
  id: string;
  /** How it is doing. */
  state: LlmSourceState;
  /** When the portal last looked at the source, in ISO 8601. */
  readAt: string;
  /** Why the source could not be read. Only with the state `error`. */
  error?: string;
  /**
   * Ids of the measures that rest on it: while it fails they are missing or incomplete. Those of an engine for which another one
   * stands in do not. Absent where it is not known.
   */
  affects?: string[];
}

/**
 * The GitOps repository that entities come from.
 *
 * @public
 */
export interface LlmGitOpsSource extends LlmSourceBase {
  /** What sort of source it is. */
  type: 'gitops';
  /** The branch that is read. */
  branch?: string;
  /** Id of the commit that the figures are about. Absent while there is none, and where it could not be read. */
  head?: string;
  /** How many files with entities the commit holds. Absent where the source was not read. */
  filesRead?: number;
  /** How many entities of each kind there are. Absent where the source was not read. */
  entities?: Record<string, LlmSourceCount>;
  /** What is left out, and why. Absent where the source was not read. */
  problems?: LlmSourceProblem[];
}

/**
 * What went wrong with an engine: `timeout`, it did not answer in time; `unreachable`, nobody answers; `busy`, it has no room
 * for further queries; `unauthorised`, it does not know who asks; `forbidden`, it does not let the portal see it; `bad-query`,
 * it does not take a query; `too-large`, an answer would be larger than somebody allows; `not-prometheus`, something else
 * answers; `engine-error`, any other failure on its side.
 *
 * @public
 */
export type LlmMeasureEngineErrorKind =
  | 'timeout'
  | 'unreachable'
  | 'busy'
  | 'unauthorised'
  | 'forbidden'
  | 'bad-query'
  | 'too-large'
  | 'not-prometheus'
  | 'engine-error';

/**
 * An engine that measures come from.
 *
 * @public
 */
export interface LlmMeasureEngineSource extends LlmSourceBase {
  /** What sort of source it is. */
  type: 'measure-engine';
  /** What the configuration calls it. Absent where none is configured. */
  name?: string;
  /** What it is, such as `Prometheus`. Absent where it did not say. */
  product?: string;
  /** Its version. Absent where it did not say. */
  version?: string;
  /** The clusters whose series it holds. Absent where it holds those of all. */
  clusters?: string[];
  /** When it last answered, in ISO 8601. Absent where it has not since the backend started. */
  lastSuccessAt?: string;
  /** Milliseconds that it took to answer a query. Absent where it did not. */
  roundTripMs?: number;
  /** Milliseconds since its newest scrape. Absent where that is not known. */
  lagMs?: number;
  /** What it says beside its answer, with the state `degraded`. */
  warnings?: string[];
  /** What went wrong. Only with the state `error`. */
  errorKind?: LlmMeasureEngineErrorKind;
}

/**
 * Requests that an intake had to refuse for one reason. What was in them is lost to their sender.
 *
 * @public
 */
export interface LlmUsageRefusal {
  /** Why, such as `too-large`. */
  code: string;
  /** How many requests. */
  requests: number;
  /** When the last of them came, in ISO 8601. */
  lastAt: string;
}

/**
 * What takes in usage that others report.
 *
 * @public
 */
export interface LlmUsageIntakeSource extends LlmSourceBase {
  /** What sort of source it is. */
  type: 'usage-intake';
  /** What it is called. Absent where there is none. */
  name?: string;
  /** Set where some of what it counts is made up, for a demo. */
  demo?: boolean;
  /** Since when the figures count, in ISO 8601. Absent, like they, where it could not be read. */
  since?: string;
  /** When something was counted last, in ISO 8601. Absent where nothing was since then. */
  lastSuccessAt?: string;
  /** Calls and points of metrics that were counted. */
  counted?: number;
  /** Those that had been counted before. */
  repeated?: number;
  /** Those that came too late to be counted. */
  late?: number;
  /** What was refused, by reason. */
  refusals?: LlmUsageRefusal[];
}

/**
 * A source of the portal's data, and how it is doing.
 *
 * @public
 */
export type LlmSource =
  | LlmGitOpsSource
  | LlmMeasureEngineSource
  | LlmUsageIntakeSource;
