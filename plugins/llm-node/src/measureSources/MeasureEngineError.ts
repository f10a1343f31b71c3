import { isError } from '@backstage/errors';
import { LlmMeasureEngineErrorKind } from '@modelyard/plugin-llm-common';

/**
 * An engine was asked and gave no answer. The message names the engine and the reason in one line, for people, and holds
 * neither secrets nor the engine's address.
 *
 * @public
 */
export class MeasureEngineError extends Error {
  override readonly name = 'MeasureEngineError';
  /** What the configuration calls the engine. */
  readonly engine: string;
  /** What went wrong; `busy` may also be the portal's own queue to it. */
  readonly kind: LlmMeasureEngineErrorKind;

  constructor(options: {
    engine: string;
    kind: LlmMeasureEngineErrorKind;
    message: string;
    cause?: Error;
  }) {
    // Not CustomErrorBase, which writes the cause into the message: it names addresses.
    super(options.message, { cause: options.cause });
    this.engine = options.engine;
    this.kind = options.kind;
  }
}

/**
 * Whether an error says what an engine failed with; also where the error comes from another copy of this package.
 *
 * @public
 */
export function isMeasureEngineError(
  error: unknown,
): error is MeasureEngineError {
  return isError(error) && error.name === 'MeasureEngineError';
}
