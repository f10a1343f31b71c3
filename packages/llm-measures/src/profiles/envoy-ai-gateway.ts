import { is, isNot, named, oneOf } from '../profile/forms';
import { Profile, ProfileSeries } from '../profile/Profile';

/** Sums of token usage: with the unit in the name up to 0.4, without since 0.5, as a sum of a name with dots untranslated. */
const tokens = (type: string): ProfileSeries => {
  const match = [is('gen_ai_token_type', type)];
  return oneOf(
    [
      {
        metric: 'gen_ai_client_token_usage',
        part: 'sum',
        match,
        since: '0.5.0',
      },
      {
        metric: 'gen_ai_client_token_usage_token',
        part: 'sum',
        match,
        before: '0.5.0',
      },
    ],
    { born: 'at-first-event' },
  );
};

const DURATION = 'gen_ai_server_request_duration_seconds';

/** Envoy AI Gateway, at the metrics endpoint of its external processor. */
export const envoyAiGateway: Profile = {
  id: 'envoy-ai-gateway',
  title: 'Envoy AI Gateway',
  vantage: 'gateway',
  checked: 'internal/metrics/genai.go of Envoy AI Gateway 1.1',
  temporality: 'cumulative',
  labels: {
    model: 'gen_ai_original_model',
    operation: 'gen_ai_operation_name',
    provider: 'gen_ai_provider_name',
    consumer: 'team',
    namespace: 'namespace',
    code: 'error_type',
  },
  // Other servers that follow the conventions write metrics of the same names without this label.
  match: [isNot('gen_ai_original_model', '')],
  series: {
    'tokens.input': tokens('input'),
    'tokens.output': tokens('output'),
    'tokens.cached_input': tokens('cached_input'),
    'requests.total': named(DURATION, { part: 'count' }),
    'requests.failed': named(DURATION, {
      part: 'count',
      match: [isNot('error_type', '')],
      born: 'at-first-event',
      approximate:
        'the gateway counts every failure alike, also those that the client caused',
    }),
    'latency.end_to_end': named(DURATION, { match: [is('error_type', '')] }),
    'latency.time_to_first_token': named(
      'gen_ai_server_time_to_first_token_seconds',
    ),
    'latency.time_per_output_token': named(
      'gen_ai_server_time_per_output_token_seconds',
    ),
  },
  quirks: [
    'Cached and reasoning tokens are parts of input and output: adding all token types counts them twice.',
    'Requests that were refused before the external processor saw them (401, 429) are not among the requests.',
    'The consumer is a label only where controller.metricsRequestHeaderAttributes names a header, as x-team-id:team does.',
    'The provider is the schema of the backend: vLLM in the own cluster shows as openai.',
    'A series of failures is born with the first of them.',
  ],
};
