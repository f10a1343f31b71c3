import { is, isNot, named, oneOf } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** Exceptions by which guardrails of LiteLLM block; others mean that they failed. */
const BLOCKS = [
  'GuardrailRaisedException',
  'BlockedPiiEntityError',
  'ModifyResponseException',
  'HTTPException',
];

/** With and without the suffix that scrapes of the OpenMetrics format add. */
const counter = (name: string) => [`${name}_total`, name];

/** The proxy of LiteLLM. */
export const litellm: Profile = {
  id: 'litellm',
  title: 'LiteLLM',
  vantage: 'gateway',
  checked:
    'documentation of October 2026 and litellm/types/integrations/prometheus.py',
  temporality: 'cumulative',
  labels: {
    model: 'requested_model',
    provider: 'api_provider',
    consumer: 'team_alias',
    code: 'status_code',
    guardrail: 'guardrail_name',
    phase: 'hook_type',
    namespace: 'namespace',
  },
  series: {
    'tokens.input': oneOf(counter('litellm_input_tokens_metric')),
    'tokens.output': oneOf(counter('litellm_output_tokens_metric')),
    'tokens.cached_input': oneOf(
      counter('litellm_input_cached_tokens_metric'),
      { born: 'at-first-event' },
    ),
    'requests.total': named('litellm_proxy_total_requests_metric_total'),
    'requests.failed': named('litellm_proxy_total_requests_metric_total', {
      match: [is('status_code', '500', '502', '503', '504', '529')],
      born: 'at-first-event',
    }),
    'requests.refused': named('litellm_proxy_total_requests_metric_total', {
      match: [is('status_code', '400', '401', '403', '404', '422', '429')],
      born: 'at-first-event',
    }),
    'requests.queue_time': named('litellm_request_queue_time_seconds'),
    'latency.end_to_end': named('litellm_request_total_latency_metric'),
    'latency.time_to_first_token': named(
      'litellm_llm_api_time_to_first_token_metric',
    ),
    'cost.used': named('litellm_spend_metric_total', {
      currency: 'USD',
      approximate:
        'counters lose what happens between the last scrape and a restart: the spend log of LiteLLM is what to bill from',
    }),
    'cost.unpriced_requests': named('litellm_zero_cost_requests_total', {
      born: 'at-first-event',
    }),
    'guardrail.attempts': named('litellm_guardrail_requests_total', {
      labels: { model: '', consumer: '', provider: '' },
    }),
    'guardrail.blocked': named('litellm_guardrail_errors_total', {
      match: [is('error_type', ...BLOCKS)],
      born: 'at-first-event',
      labels: { model: '', consumer: '', provider: '' },
      approximate:
        'LiteLLM counts a block as an error: which is which is told by the class of the exception',
    }),
    'guardrail.failed': named('litellm_guardrail_errors_total', {
      match: [isNot('error_type', ...BLOCKS)],
      born: 'at-first-event',
      labels: { model: '', consumer: '', provider: '' },
      approximate:
        'LiteLLM counts a block as an error: which is which is told by the class of the exception',
    }),
  },
  quirks: [
    'A guardrail that fails and lets pass counts as a success: skipped checks cannot be seen in these metrics.',
    'A block by a guardrail counts as an error.',
    'Cached and reasoning tokens are parts of input and output.',
    'Past a limit of series LiteLLM folds labels into the value other.',
    'With several workers the proxy needs PROMETHEUS_MULTIPROC_DIR, or each scrape sees one of them.',
  ],
};
