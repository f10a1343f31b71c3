import {
  MeasureAnswer,
  MeasureEngine,
  MeasureEngineHealth,
  MeasureLabelValues,
  MeasureRequestOptions,
  MeasureSpan,
} from '@modelyard/plugin-llm-node';
import { parseAnswer } from '../api/parseAnswer';
import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';
import { ApiClient, ClientLimits } from '../http/ApiClient';
import { ApiRequest } from '../http/Transport';
import { checkHealth } from './checkHealth';
import { collectPieces } from './collectPieces';
import { collectSamples } from './collectSamples';
import { readLabelValues } from './readLabelValues';
import { splitRange } from './splitRange';

/** An engine that speaks the HTTP API of Prometheus. */
export class PrometheusEngine implements MeasureEngine {
  readonly name: string;
  readonly clusters?: readonly string[];
  readonly #client: ApiClient;
  readonly #timeoutMs: number;

  static create(
    config: PrometheusEngineConfig,
    limits?: Partial<ClientLimits>,
  ): PrometheusEngine {
    return new PrometheusEngine(config, ApiClient.create(config, limits));
  }

  private constructor(config: PrometheusEngineConfig, client: ApiClient) {
    this.name = config.name;
    this.clusters = config.clusters;
    this.#timeoutMs = config.timeoutMs;
    this.#client = client;
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async instant(
    query: string,
    options: MeasureRequestOptions & { readonly time?: number } = {},
  ): Promise<MeasureAnswer> {
    const { time = Date.now(), signal } = options;
    const request = this.#query(query, time);
    const answer = await this.#client.ask(request, signal);
    return parseAnswer(answer, this.#client.failures);
  }

  async range(
    query: string,
    options: MeasureRequestOptions & MeasureSpan & { readonly step: number },
  ): Promise<MeasureAnswer> {
    const { signal, step } = options;
    const { failures } = this.#client;
    const pieces = splitRange(options, failures);
    return collectPieces(
      pieces,
      async ({ start, end }) => {
        const request: ApiRequest = {
          path: '/api/v1/query_range',
          method: 'POST',
          parameters: [
            ['query', query],
            ['start', seconds(start)],
            ['end', seconds(end)],
            ['step', seconds(step)],
            this.#timeout(),
            // VictoriaMetrics moves other points to where its cache has them.
            ...(start % step === 0 ? [] : [['nocache', '1'] as const]),
          ],
        };
        return parseAnswer(await this.#client.ask(request, signal), failures);
      },
      failures,
    );
  }

  async samples(
    selector: string,
    options: MeasureRequestOptions & MeasureSpan,
  ): Promise<MeasureAnswer> {
    const { signal, ...span } = options;
    const { failures, limits } = this.#client;
    return collectSamples({
      span,
      maxBytes: limits.maxBytes,
      failures,
      read: async ({ start, end }) => {
        // One millisecond more: engines differ in whether the beginning of a window belongs to it.
        const window = `${selector}[${end - start + 1}ms]`;
        const answer = await this.#client.ask(this.#query(window, end), signal);
        return { ...parseAnswer(answer, failures), bytes: answer.bytes };
      },
    });
  }

  async labelValues(
    label: string,
    options: MeasureRequestOptions &
      Partial<MeasureSpan> & { readonly selectors?: readonly string[] } = {},
  ): Promise<MeasureLabelValues> {
    return readLabelValues(this.#client, label, options);
  }

  async health(
    options: MeasureRequestOptions = {},
  ): Promise<MeasureEngineHealth> {
    return checkHealth(
      this.#client,
      query => this.#query(query, Date.now()),
      options.signal,
    );
  }

  #query(query: string, time: number): ApiRequest {
    return {
      path: '/api/v1/query',
      method: 'POST',
      parameters: [['query', query], ['time', seconds(time)], this.#timeout()],
    };
  }

  #timeout(): readonly [string, string] {
    return ['timeout', `${this.#timeoutMs}ms`];
  }
}

/** Milliseconds as the API takes them. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
