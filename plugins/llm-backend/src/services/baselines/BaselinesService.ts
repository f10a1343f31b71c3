import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LlmBaseline, LlmBaselineToRecord } from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';

/** What benchmarks measured of deployments. */
export interface BaselinesService {
  /** Those of a model, the latest first; NotFoundError where the caller does not see it. */
  listBaselines(options: {
    /** Ref of the Model. */
    model: string;
    credentials: BackstageCredentials;
  }): Promise<LlmBaseline[]>;

  /**
   * Records one; what was recorded just so before is there already, and is the answer. InputError for a result that cannot be read
   * and for a version or deployment that the model does not have, NotFoundError for a model that the person does not see,
   * NotAllowedError for who neither owns it nor runs the platform.
   */
  recordBaseline(options: {
    baseline: LlmBaselineToRecord;
    credentials: UserCredentials;
  }): Promise<LlmBaseline>;
}
