import { LlmDrift } from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';

/** How committed manifests stand to the intents beside them. */
export interface DriftService {
  /**
   * All deployments and pools that the person sees and that are not in step, without texts; or those of one model or pool, in
   * step or not, with the texts of edited files. NotFoundError for one that the person does not see, InputError for both.
   */
  listDrift(options: {
    /** Ref of a Model. */
    model?: string;
    /** Ref of a GpuPool. */
    pool?: string;
    credentials: UserCredentials;
  }): Promise<LlmDrift[]>;
}
