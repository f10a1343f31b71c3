/**
 * A file of manifests that somebody has edited after it was rendered.
 *
 * @public
 */
export interface LlmDriftedFile {
  /** Path in the repository. */
  path: string;
  /** `extra` is a file that was not rendered, `missing` one that was. */
  type: 'changed' | 'missing' | 'extra';
  /** Its text as it was rendered; absent where nobody can say it any more, and where texts were not asked for. */
  rendered?: string;
  /** Its text as it is; absent where the file is missing, and where texts were not asked for. */
  committed?: string;
  /** Why the texts are left out. */
  omitted?: 'too-large' | 'binary';
}

/**
 * How the committed manifests of a deployment or a pool stand to the intent beside them: `in-step` as rendered, `edited` by
 * somebody since, `outdated` since the target, the renderer or the intent has changed, `unknown` where nobody can say.
 *
 * @public
 */
export interface LlmDrift {
  /** Folder in the repository. */
  folder: string;
  /** Ref of the Model or GpuPool that it is about. */
  entityRef: string;
  /** Name of the deployment; absent for a pool. */
  deployment?: string;
  /** How they stand. */
  state: 'in-step' | 'edited' | 'outdated' | 'unknown';
  /** Why, for `outdated` and `unknown`. */
  message?: string;
  /** The files that were edited. */
  files: LlmDriftedFile[];
}
