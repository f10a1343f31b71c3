import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Decides whose names of consumers somebody may read. */
export interface ConsumerVisibility {
  /**
   * Which of the consumers of a model, or of several, may be named to the caller. What the others used is told as a whole.
   *
   * @param options - `consumers` as the ledger has them: refs, pseudonyms, `unknown` and `other`; `models` are the refs of the
   * models that they used
   */
  visible(options: {
    consumers: readonly string[];
    models: readonly string[];
    credentials: BackstageCredentials;
  }): Promise<ReadonlySet<string>>;
}
