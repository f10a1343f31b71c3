import { is, isNot, oneOf } from '../profile/forms';
import {
  LabelMatch,
  Profile,
  ProfileSeries,
  SeriesForm,
} from '../profile/Profile';

const DOTTED_LABELS: Readonly<Record<string, string>> = {
  gen_ai_token_type: 'gen_ai.token.type',
  error_type: 'error.type',
};

/**
 * Names of one metric by how the engine translated it: with underscores and the unit (the usual), with underscores only, or
 * not at all (`NoTranslation`, Prometheus 3).
 */
function forms(
  dotted: string,
  options: { unit?: string; part?: 'sum' | 'count'; match?: LabelMatch[] } = {},
): SeriesForm[] {
  const { unit, part, match } = options;
  const plain = dotted.replaceAll('.', '_');
  const names = [...(unit ? [`${plain}_${unit}`] : []), plain];
  const rest = { ...(part && { part }) };
  return [
    ...names.map(metric => ({ metric, ...rest, ...(match && { match }) })),
    {
      metric: dotted,
      ...rest,
      ...(match && {
        match: match.map(each => ({
          ...each,
          label: DOTTED_LABELS[each.label] ?? each.label,
        })),
      }),
    },
  ];
}

/** Counters of the coming convention first: where a client writes both, they are the same tokens. */
const tokens = (type: string, coming: string): ProfileSeries =>
  oneOf(
    [
      { metric: `gen_ai_client_inference_usage_${coming}_total` },
      ...forms('gen_ai.client.token.usage', {
        part: 'sum',
        match: [is('gen_ai_token_type', type)],
      }),
    ],
    { born: 'at-first-event' },
  );

const duration = { unit: 'seconds' };

/** Instrumented clients and servers that follow the conventions of OpenTelemetry for generative AI. */
export const otelGenAi: Profile = {
  id: 'otel-gen-ai',
  title: 'OpenTelemetry GenAI',
  vantage: 'client',
  checked:
    'semantic-conventions 1.41, semantic-conventions-genai of August 2026 and its open change 374',
  temporality: 'cumulative',
  labels: {
    model: 'gen_ai_request_model',
    operation: 'gen_ai_operation_name',
    provider: 'gen_ai_provider_name',
    code: 'error_type',
    namespace: 'namespace',
  },
  // Envoy AI Gateway writes metrics of the same names, and alone has this label.
  match: [is('gen_ai_original_model', '')],
  series: {
    'tokens.input': tokens('input', 'input_tokens'),
    'tokens.output': tokens('output', 'output_tokens'),
    'tokens.cached_input': oneOf(
      [
        {
          metric: 'gen_ai_client_inference_usage_cache_read_input_tokens_total',
        },
      ],
      { born: 'at-first-event' },
    ),
    'requests.total': oneOf(
      forms('gen_ai.client.operation.duration', { ...duration, part: 'count' }),
    ),
    'requests.failed': oneOf(
      forms('gen_ai.client.operation.duration', {
        ...duration,
        part: 'count',
        match: [isNot('error_type', '')],
      }),
      {
        born: 'at-first-event',
        approximate:
          'clients count every failure alike, also those that they caused themselves',
      },
    ),
    'latency.end_to_end': oneOf(
      forms('gen_ai.client.operation.duration', {
        ...duration,
        match: [is('error_type', '')],
      }),
    ),
    'latency.time_to_first_token': oneOf([
      ...forms('gen_ai.server.time_to_first_token', duration),
      ...forms('gen_ai.client.operation.time_to_first_chunk', duration),
    ]),
    'latency.inter_token': oneOf(
      forms('gen_ai.client.operation.time_per_output_chunk', duration),
      {
        approximate:
          'it is counted for each chunk, which may hold several tokens',
      },
    ),
    'latency.time_per_output_token': oneOf(
      forms('gen_ai.server.time_per_output_token', duration),
    ),
  },
  quirks: [
    'The conventions are in development: names change, and clients of different age write different ones.',
    'Cached and reasoning tokens are parts of input and output: adding all token types counts them twice.',
    'No attribute names a team: the consumer is what a resource attribute or the gateway says.',
    'Labels of resources are in target_info unless the engine promotes them.',
    'Names that are not translated need labels that are not either: override the labels in the configuration.',
  ],
};
