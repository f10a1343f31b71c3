import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  LlmMeasureDefinition,
  LlmMeasuresAnswer,
  LlmMeasuresQuestion,
} from '@modelyard/plugin-llm-common';

/** What there is to measure, and what was measured. */
export interface MeasuresService {
  /** Every measure, in the order of the package. */
  listMeasures(options: {
    credentials: BackstageCredentials;
  }): Promise<LlmMeasureDefinition[]>;

  /**
   * Measures one entity. A source that fails, or does not answer in time, is a state of the answers that rest on it.
   *
   * @param options - `signal` ends it early; it then rejects with the reason of the signal
   * @throws InputError that names the question and the reason; NotFoundError where the caller does not see the entity
   */
  readMeasures(options: {
    question: LlmMeasuresQuestion;
    credentials: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<LlmMeasuresAnswer>;
}
