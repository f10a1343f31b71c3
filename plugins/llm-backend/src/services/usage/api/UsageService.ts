import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LlmUsageAnswer, LlmUsageQuestion } from '@modelyard/plugin-llm-common';

/** A question for all rows at once. */
export type UsageExportQuestion = Omit<LlmUsageQuestion, 'limit' | 'cursor'>;

/** Usage as comma-separated values. */
export interface UsageExport {
  /** A name for the file. */
  readonly fileName: string;
  /** The text in pieces, each of whole lines. */
  readonly pieces: Iterable<string>;
}

/** What was used, as far as the caller may be told. */
export interface UsageService {
  /**
   * Reads a page of usage.
   *
   * @throws InputError where the question is none, NotFoundError where the catalog shows the caller no such entity, NotAllowedError
   * where they are not told what it uses
   */
  readUsage(options: {
    question: LlmUsageQuestion;
    credentials: BackstageCredentials;
  }): Promise<LlmUsageAnswer>;

  /**
   * Reads all rows, for other programs.
   *
   * @throws as `readUsage`, and InputError where there are too many rows
   */
  exportUsage(options: {
    question: UsageExportQuestion;
    credentials: BackstageCredentials;
  }): Promise<UsageExport>;
}
