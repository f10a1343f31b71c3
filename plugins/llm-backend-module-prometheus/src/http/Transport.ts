import { Agent, fetch } from 'undici';
import { formatBytes } from '@modelyard/llm-units';
import {
  MeasureEngineError,
  readConnectionFailure,
} from '@modelyard/plugin-llm-node';
import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';
import { EngineFailures, TransientFailure } from './EngineFailures';

/** What is asked of the API. */
export interface ApiRequest {
  /** Below the address of the engine, such as `/api/v1/query`. */
  readonly path: string;
  /** `POST` sends the parameters as a form, which may be as long as a query gets. */
  readonly method: 'GET' | 'POST';
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
}

/** What came back, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body; of an error only its beginning, and nothing of a redirect. */
  readonly text: string;
  /** Length of the body in bytes, unpacked. */
  readonly bytes: number;
}

/** As much of an error as can be of use. */
const MOST_ERROR_BYTES = 16 * 1024;

/** Failures of a connection that may be over in a moment. */
const PASSING =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/;

/** Sends single requests to one engine, with limits of time and size. */
export class Transport {
  readonly #config: PrometheusEngineConfig;
  readonly #failures: EngineFailures;
  readonly #maxBytes: number;
  readonly #patienceMs: number;
  readonly #agent: Agent;

  static create(options: {
    config: PrometheusEngineConfig;
    failures: EngineFailures;
    /** Most bytes of an answer, unpacked. */
    maxBytes: number;
  }) {
    return new Transport(options);
  }

  private constructor(options: {
    config: PrometheusEngineConfig;
    failures: EngineFailures;
    maxBytes: number;
  }) {
    this.#config = options.config;
    this.#failures = options.failures;
    this.#maxBytes = options.maxBytes;
    const { timeoutMs, tls } = options.config;
    // A little longer than the engine has, so that its own words arrive.
    this.#patienceMs = timeoutMs + Math.min(2_000, timeoutMs / 10);
    this.#agent = new Agent({
      connect: { ...tls, timeout: this.#patienceMs },
      // The signal ends a request as a whole.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** @throws TransientFailure where it may go better the next time; MeasureEngineError; the reason of the signal */
  async send(request: ApiRequest, signal?: AbortSignal): Promise<ApiResponse> {
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(this.#patienceMs);
    try {
      return await this.#exchange(
        request,
        signal ? AbortSignal.any([signal, limit]) : limit,
      );
    } catch (error) {
      signal?.throwIfAborted();
      throw limit.aborted ? this.#timedOut(error) : this.#explain(error);
    }
  }

  async #exchange(
    { path, method, parameters }: ApiRequest,
    signal: AbortSignal,
  ): Promise<ApiResponse> {
    const { url, headers } = this.#config;
    const all = [...parameters, ...this.#config.parameters];
    const form = new URLSearchParams(
      all.map(([name, value]): [string, string] => [name, value]),
    ).toString();
    const isPost = method === 'POST';
    const query = form && !isPost ? `?${form}` : '';
    const response = await fetch(`${url}${path}${query}`, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'modelyard',
        ...(isPost && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(isPost && { body: form }),
      dispatcher: this.#agent,
      // Credentials are for this host alone, and a form would be lost on the way.
      redirect: 'manual',
      signal,
    });
    const { status } = response;
    const isRedirect = status >= 300 && status < 400;
    const body = isRedirect ? Buffer.alloc(0) : await this.#read(response);
    if (isRedirect) {
      await response.body?.cancel();
    }
    return {
      status,
      headers: new Headers([...response.headers]),
      text: body.toString('utf8'),
      bytes: body.length,
    };
  }

  async #read(response: {
    ok: boolean;
    body: AsyncIterable<Uint8Array> | null;
  }): Promise<Buffer> {
    const limit = response.ok ? this.#maxBytes : MOST_ERROR_BYTES;
    const chunks: Uint8Array[] = [];
    let size = 0;
    // Leaving the loop ends the rest of the answer.
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) {
        if (response.ok) {
          throw this.#failures.make(
            'too-large',
            `answers with more than the ${formatBytes(
              limit,
            )} that are read: ask for less time, fewer series or a longer step`,
          );
        }
        break;
      }
    }
    return Buffer.concat(chunks);
  }

  #timedOut(error: unknown): MeasureEngineError {
    return this.#failures.make(
      'timeout',
      `did not answer within ${this.#patienceMs / 1000} s`,
      error,
    );
  }

  #explain(error: unknown): Error {
    if (error instanceof MeasureEngineError) {
      return error;
    }
    const { code, reason } = readConnectionFailure(error);
    const failure = this.#failures.make(
      'unreachable',
      `cannot be reached${reason ? `: ${reason}` : ''}`,
      error,
    );
    return code && PASSING.test(code) ? new TransientFailure(failure) : failure;
  }
}
