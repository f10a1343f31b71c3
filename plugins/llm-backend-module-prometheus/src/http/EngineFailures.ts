import { LlmMeasureEngineErrorKind } from '@modelyard/plugin-llm-common';
import { MeasureEngineError } from '@modelyard/plugin-llm-node';
import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';

const LONGEST_MESSAGE = 300;

/** What may go better the next time. */
export class TransientFailure extends Error {
  readonly failure: MeasureEngineError;
  /** Milliseconds that the engine asks to wait; undefined where it does not say. */
  readonly retryAfterMs?: number;

  constructor(failure: MeasureEngineError, retryAfterMs?: number) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Words errors of one engine. */
export class EngineFailures {
  readonly #engine: string;
  readonly #secrets: readonly string[];

  static create(config: Pick<PrometheusEngineConfig, 'name' | 'secrets'>) {
    return new EngineFailures(config.name, config.secrets);
  }

  private constructor(engine: string, secrets: readonly string[]) {
    this.#engine = engine;
    this.#secrets = secrets;
  }

  /** @param reason - continues a sentence that begins with the engine, such as `did not answer` */
  make(
    kind: LlmMeasureEngineErrorKind,
    reason: string,
    cause?: unknown,
  ): MeasureEngineError {
    return new MeasureEngineError({
      engine: this.#engine,
      kind,
      message: this.clean(`The engine ${this.#engine} ${reason}`),
      ...(cause instanceof Error && { cause }),
    });
  }

  /** Text of the engine for a message: one line of bounded length in which no secret stands, whoever wrote it. */
  clean(text: string): string {
    const open = this.#secrets
      .filter(secret => secret !== '')
      .flatMap(secret => [secret, encodeURIComponent(secret)])
      .reduce((rest, secret) => rest.split(secret).join('***'), text);
    // eslint-disable-next-line no-control-regex
    const line = open.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
    return line.length > LONGEST_MESSAGE
      ? `${line.slice(0, LONGEST_MESSAGE)}…`
      : line;
  }
}
