/** The file with what a person decided. */
export const INTENT = 'intent.yaml';

/**
 * The folder of a deployment or a pool: what a person decided, what was rendered of it, and what people added.
 *
 * @public
 */
export interface RenderedFolder {
  /** Its path, without a slash at its end. */
  readonly folder: string;
  /** Text of `intent.yaml`; absent where there is none. */
  readonly intent?: string;
  /** Texts of the files in `base/`, by their paths in it. */
  readonly base: ReadonlyMap<string, string>;
  /** Paths of people's own files in `overlays/`. */
  readonly overlays: readonly string[];
}
