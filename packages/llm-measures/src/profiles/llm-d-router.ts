import { named, oneOf } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** The canonical prefix, then those that are on their way out and written beside it. */
const request = (name: string, part?: 'sum' | 'count') =>
  ['llm_d_epp_', 'inference_objective_'].map(prefix => ({
    metric: `${prefix}${name}`,
    ...(part && { part }),
  }));

/** The endpoint picker of llm-d, formerly of the Gateway API inference extension. */
export const llmDRouter: Profile = {
  id: 'llm-d-router',
  title: 'llm-d router',
  vantage: 'router',
  checked: 'docs/metrics.md of llm-d-router 0.10',
  temporality: 'cumulative',
  labels: {
    model: 'model_name',
    version: 'target_model_name',
    consumer: 'fairness_id',
    namespace: 'namespace',
    code: 'error_code',
  },
  series: {
    'tokens.input': oneOf(request('request_input_tokens', 'sum')),
    'tokens.output': oneOf(request('request_output_tokens', 'sum')),
    'tokens.cached_input': oneOf(request('request_cached_tokens', 'sum')),
    'requests.total': oneOf(request('request_total')),
    'requests.failed': oneOf(request('request_error_total'), {
      born: 'at-first-event',
      approximate:
        'the router counts every error code alike, also those that the client caused',
    }),
    'requests.running': oneOf(['llm_d_epp_request_running']),
    'latency.end_to_end': oneOf(request('request_duration_seconds')),
    'latency.time_to_first_token': oneOf(['llm_d_epp_request_ttft_seconds']),
    'latency.inter_token': oneOf(['llm_d_epp_request_streaming_itl_seconds']),
    'latency.time_per_output_token': oneOf([
      'llm_d_epp_request_streaming_tpot_seconds',
    ]),
    'kv_cache.use': named('llm_d_epp_average_kv_cache_utilization', {
      labels: { model: '', version: '', consumer: '', queue: 'name' },
    }),
    'requests.waiting': named('llm_d_epp_average_queue_size', {
      labels: { model: '', version: '', consumer: '', queue: 'name' },
      approximate:
        'it is the mean over the endpoints of the pool, not their sum',
    }),
  },
  quirks: [
    'Old and new names are written side by side: only one of them counts.',
    'Past 1,000 values of a label the router folds them into the value other.',
    'The consumer is what the header x-llm-d-inference-fairness-id says.',
  ],
};
