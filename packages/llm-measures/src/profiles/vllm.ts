import { is, isNot, named, oneOf } from '../profile/forms';
import { Profile } from '../profile/Profile';

const finished = (...reasons: string[]) =>
  named('vllm:request_success_total', {
    match: reasons.length > 0 ? [is('finished_reason', ...reasons)] : [],
    born: 'at-start',
  });

/** The engine of vLLM V1, as it reports at `/metrics`. */
export const vllm: Profile = {
  id: 'vllm',
  title: 'vLLM',
  vantage: 'engine',
  checked:
    'vllm/v1/metrics/loggers.py and docs/design/metrics.md of 2026; cut-offs of older names from the runtime mapping of GPUStack',
  temporality: 'cumulative',
  labels: {
    model: 'model_name',
    replica: 'engine',
    namespace: 'namespace',
    reason: 'finished_reason',
  },
  // The router of the vLLM production stack writes metrics of the same names without these labels.
  match: [isNot('engine', '')],
  series: {
    'tokens.input': named('vllm:prompt_tokens_total', { born: 'at-start' }),
    'tokens.output': named('vllm:generation_tokens_total', {
      born: 'at-start',
    }),
    'tokens.cached_input': named('vllm:prompt_tokens_cached_total', {
      born: 'at-start',
    }),
    'requests.total': finished(),
    'requests.failed': finished('error'),
    'requests.aborted': finished('abort'),
    'requests.running': named('vllm:num_requests_running'),
    'requests.waiting': named('vllm:num_requests_waiting'),
    'requests.queue_time': named('vllm:request_queue_time_seconds'),
    'latency.time_to_first_token': named('vllm:time_to_first_token_seconds'),
    'latency.inter_token': oneOf([
      { metric: 'vllm:inter_token_latency_seconds', since: '0.11.0' },
      { metric: 'vllm:time_per_output_token_seconds', before: '0.11.0' },
    ]),
    'latency.time_per_output_token': oneOf([
      { metric: 'vllm:request_time_per_output_token_seconds', since: '0.11.0' },
    ]),
    'latency.end_to_end': named('vllm:e2e_request_latency_seconds'),
    // Only where requests waited: an engine that is not full does not show what it can do.
    'throughput.saturated_peak': {
      forms: [],
      expression:
        'max_over_time((sum by (model_name) (rate(vllm:generation_tokens_total{$matchers}[5m])) and on (model_name) ' +
        '(sum by (model_name) (vllm:num_requests_waiting{$matchers}) > 0))[$window:5m])',
      born: 'unknown',
    },
    'cache.prefix_queries': oneOf(
      [
        { metric: 'vllm:prefix_cache_queries_total', since: '0.9.2' },
        { metric: 'vllm:gpu_prefix_cache_queries_total', before: '0.9.2' },
      ],
      { born: 'at-start' },
    ),
    'cache.prefix_hits': oneOf(
      [
        { metric: 'vllm:prefix_cache_hits_total', since: '0.9.2' },
        { metric: 'vllm:gpu_prefix_cache_hits_total', before: '0.9.2' },
      ],
      { born: 'at-start' },
    ),
    'kv_cache.use': oneOf([
      { metric: 'vllm:kv_cache_usage_perc', since: '0.9.2' },
      { metric: 'vllm:gpu_cache_usage_perc', before: '0.9.2' },
    ]),
  },
  quirks: [
    'The engine counts what it finished: requests that were refused before they reached it (4xx, 5xx of the HTTP server) are not among them.',
    'Requests count as finished also when the client went away or an error ended them, although the metric is called success.',
    'The engine does not know the consumer: teams are known at the gateway only, and so are the tokens of adapters.',
    'The lowest bucket of the end-to-end time ends at 0.3 s: quantiles of fast models are interpolated below it.',
    'With several API servers in a pod (multiprocess mode) the start time of the process is not reported.',
  ],
};
