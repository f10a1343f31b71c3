import { Profile } from '@modelyard/llm-measures';

/** Names that LiteLLM gives to times of its own where it reports by OpenTelemetry; the rest are those of the conventions. */
export const litellmMetrics: Profile = {
  id: 'litellm-otlp',
  title: 'LiteLLM over OTLP',
  vantage: 'gateway',
  checked: 'the page on OpenTelemetry of the documentation, October 2026',
  temporality: 'cumulative',
  labels: {},
  series: {
    'latency.time_to_first_token': {
      forms: [{ metric: 'gen_ai.client.response.time_to_first_token' }],
      born: 'at-first-event',
    },
    'latency.time_per_output_token': {
      forms: [{ metric: 'gen_ai.client.response.time_per_output_token' }],
      born: 'at-first-event',
    },
  },
  quirks: [],
};
