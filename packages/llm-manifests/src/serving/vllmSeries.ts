import { isSince } from './vllmVersion';

/** Picks the series of one deployment. Values are label values or job names, which PromQL takes as they are. */
export interface SeriesSelector {
  readonly namespace: string;
  /** `--served-model-name`, which the engine puts on all its series. */
  readonly model: string;
  /** Scrape job, where several jobs could scrape the same pods. */
  readonly job?: string;
}

/** The labels of a selector in PromQL, with further matchers behind them. */
export function matchers(
  selector: SeriesSelector,
  ...further: readonly string[]
): string {
  const { namespace, model, job } = selector;
  return `{${[
    ...(job ? [`job="${job}"`] : []),
    `namespace="${namespace}"`,
    `model_name="${model}"`,
    ...further,
  ].join(',')}}`;
}

/** A series of vLLM, and what it was called before a version. */
interface Series {
  readonly name: string;
  readonly before?: { readonly version: string; readonly name: string };
}

/**
 * Series of the engine.
 *
 * @see vLLM, `vllm/v1/metrics/loggers.py`
 */
const SERIES = {
  requestsWaiting: { name: 'vllm:num_requests_waiting' },
  requestsRunning: { name: 'vllm:num_requests_running' },
  kvCacheUsage: {
    name: 'vllm:kv_cache_usage_perc',
    before: { version: '0.9.2', name: 'vllm:gpu_cache_usage_perc' },
  },
  preemptions: { name: 'vllm:num_preemptions_total' },
  requestsFinished: { name: 'vllm:request_success_total' },
  timeToFirstToken: { name: 'vllm:time_to_first_token_seconds' },
  interTokenLatency: {
    name: 'vllm:inter_token_latency_seconds',
    before: { version: '0.11.0', name: 'vllm:time_per_output_token_seconds' },
  },
} satisfies Record<string, Series>;

/** What the engine measures. */
export type VllmSeries = keyof typeof SERIES;

/** The name of a series in a version of the engine; today's where the version is not known. */
export function seriesName(
  series: VllmSeries,
  version: string | undefined,
): string {
  const { name, before }: Series = SERIES[series];
  return before && isSince(version, before.version) === false
    ? before.name
    : name;
}

/** Upper bounds of the buckets of vLLM's latency histograms, in seconds. */
export const LATENCY_BUCKETS = {
  timeToFirstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
    7.5, 10, 20, 40, 80, 160, 640, 2560,
  ],
  interTokenLatency: [
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5,
    7.5, 10, 20, 40, 80,
  ],
} as const satisfies Partial<Record<VllmSeries, readonly number[]>>;
