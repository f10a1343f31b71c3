import { isError } from '@backstage/errors';

/**
 * What went wrong when an engine was asked:
 *
 * - `timeout`: it did not answer in time, or says that the query took too long;
 * - `unreachable`: nobody answers at its address;
 * - `busy`: it, or the queue to it, has no room for further queries;
 * - `unauthorised`: it does not know who asks;
 * - `forbidden`: it does not let whoever asks see this;
 * - `bad-query`: it does not understand or take the query;
 * - `too-large`: the answer would have more points, series or bytes than somebody allows;
 * - `not-prometheus`: what answers is something else, such as a page to sign in;
 * - `engine-error`: any other failure on its side.
 *
 * @public
 */
export type MeasureEngineErrorKind =
  | 'timeout'
  | 'unreachable'
  | 'busy'
  | 'unauthorised'
  | 'forbidden'
  | 'bad-query'
  | 'too-large'
  | 'not-prometheus'
  | 'engine-error';

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
  /** What went wrong. */
  readonly kind: MeasureEngineErrorKind;

  constructor(options: {
    engine: string;
    kind: MeasureEngineErrorKind;
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
