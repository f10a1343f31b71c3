import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LlmSource } from '@modelyard/plugin-llm-common';

/** Tells how the sources of the plugin's data are doing. */
export interface SourcesService {
  /**
   * One entry for each source, always in the same order. A source that cannot
   * be read is an entry as well.
   */
  listSources(options: {
    credentials: BackstageCredentials;
  }): Promise<LlmSource[]>;
}

/** One source; the list of them is put together in `plugin.ts`. */
export interface SourceReader {
  /** Looks at the source. Never rejects: what went wrong is in the result. */
  read(): Promise<LlmSource>;
}
