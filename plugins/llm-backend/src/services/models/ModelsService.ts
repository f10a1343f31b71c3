import {
  LlmModelInspection,
  LlmModelToInspect,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';

/** Models where they are published, which need not be in the catalog. */
export interface ModelsService {
  /**
   * Reads what a model is. InputError for an address or a file that cannot be taken, NotFoundError for a model that is not
   * there, NotAllowedError for a gated one, ServiceUnavailableError where its host does not answer.
   */
  inspectModel(options: {
    model: LlmModelToInspect;
    credentials: UserCredentials;
    /** Ends the work when nobody waits for it any more; the reason is what is thrown. */
    signal: AbortSignal;
  }): Promise<LlmModelInspection>;
}
