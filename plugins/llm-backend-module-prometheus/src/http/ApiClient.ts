import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';
import { FailureContext } from '../api/classifyFailure';
import { ApiAnswer, readEnvelope } from '../api/readEnvelope';
import { EngineFailures, TransientFailure } from './EngineFailures';
import { RequestQueue } from './RequestQueue';
import { retry, RetryPolicy } from './retry';
import { ApiRequest, Transport } from './Transport';

/** What is not for the configuration to say. */
export interface ClientLimits {
  readonly retry: RetryPolicy;
  /** Most bytes of an answer, unpacked. */
  readonly maxBytes: number;
  /** How many queries may wait for their turn. */
  readonly queueLength: number;
}

const DEFAULT_LIMITS: ClientLimits = {
  retry: { attempts: 3, baseMs: 500, longestMs: 10_000 },
  maxBytes: 32 * 1024 * 1024,
  queueLength: 200,
};

/** Asks the HTTP API of one engine: so many requests at a time, and again where that may help. */
export class ApiClient {
  readonly limits: ClientLimits;
  readonly failures: EngineFailures;
  readonly #transport: Transport;
  readonly #queue: RequestQueue;
  readonly #context: FailureContext;

  static create(
    config: PrometheusEngineConfig,
    limits: Partial<ClientLimits> = {},
  ) {
    return new ApiClient(config, { ...DEFAULT_LIMITS, ...limits });
  }

  private constructor(config: PrometheusEngineConfig, limits: ClientLimits) {
    const { key, url, auth, concurrency, timeoutMs } = config;
    const failures = EngineFailures.create(config);
    this.limits = limits;
    this.failures = failures;
    this.#context = { key, url, auth, failures };
    const { maxBytes, queueLength } = limits;
    this.#transport = Transport.create({ config, failures, maxBytes });
    this.#queue = RequestQueue.create({
      concurrency,
      length: queueLength,
      patienceMs: timeoutMs,
      refuse: reason => failures.make('busy', reason),
    });
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** Waits for its turn, and tries again. Its turn does not last for the pauses between attempts. */
  async ask(request: ApiRequest, signal?: AbortSignal): Promise<ApiAnswer> {
    return retry(
      () => this.#queue.run(() => this.#attempt(request, signal), signal),
      this.limits.retry,
      signal,
    );
  }

  /** Asks at once, past those that wait, and only once. */
  async askOnce(request: ApiRequest, signal?: AbortSignal): Promise<ApiAnswer> {
    try {
      return await this.#attempt(request, signal);
    } catch (error) {
      throw error instanceof TransientFailure ? error.failure : error;
    }
  }

  async #attempt(
    request: ApiRequest,
    signal: AbortSignal | undefined,
  ): Promise<ApiAnswer> {
    return readEnvelope(
      await this.#transport.send(request, signal),
      this.#context,
    );
  }
}
