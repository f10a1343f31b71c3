/**
 * How a source of the portal's data is doing: `ok` when everything was read, `degraded` when some files were rejected,
 * `error` when it could not be read, `not_configured` when the portal's configuration does not name it.
 *
 * @public
 */
export type LlmSourceState = 'ok' | 'degraded' | 'error' | 'not_configured';

/**
 * A file of which nothing, or not everything, came into the catalog.
 *
 * @public
 */
export interface LlmRejectedFile {
  /** Path of the file within the source. */
  path: string;
  /** Where in the file, counted from 1. Absent where the whole file is meant. */
  line?: number;
  /** What has to be mended. */
  reason: string;
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
  /** How many entities of each kind were read. Absent where the source was not read. */
  entities?: Record<string, number>;
  /** Files that were left out, wholly or in part. Absent where the source was not read. */
  rejected?: LlmRejectedFile[];
  /** Why the source could not be read. Only with the state `error`. */
  error?: string;
}
