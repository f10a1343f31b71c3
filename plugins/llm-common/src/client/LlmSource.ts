/**
 * How a source of the portal's data is doing: `ok` when everything was taken in, `degraded` when there are problems in files,
 * `error` when it could not be read, `not_configured` when the portal's configuration does not name it.
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
 * A source of the portal's data, and how it is doing.
 *
 * @public
 */
export interface LlmSource {
  /** Name of the source, unique among all. */
  id: string;
  /** What sort of source it is: the GitOps repository that entities come from. */
  kind: 'gitops';
  /** How it is doing. */
  state: LlmSourceState;
  /** The branch that is read. */
  branch?: string;
  /** Id of the commit that the figures are about. Absent while there is none, and where it could not be read. */
  head?: string;
  /** When the portal last looked at the source, in ISO 8601. */
  readAt: string;
  /** How many files with entities the commit holds. Absent where the source was not read. */
  filesRead?: number;
  /** How many entities of each kind there are. Absent where the source was not read. */
  entities?: Record<string, LlmSourceCount>;
  /** What is left out, and why. Absent where the source was not read. */
  problems?: LlmSourceProblem[];
  /** Why the source could not be read. Only with the state `error`. */
  error?: string;
}
