import { Dialect } from './Dialect';
import { genAiNames } from './names';

const SECONDS = 1;

/** Engines that report like vLLM: one span for each request, with times that they measured themselves. */
export const vllm: Dialect = {
  id: 'vllm',
  title: 'vLLM',
  checked: 'vllm/tracing.py and a recorded span of vLLM 0.29; SGLang alike',
  recognises: ({ scope, attributes }) =>
    scope.name.startsWith('vllm') ||
    attributes.has('gen_ai.latency.e2e') ||
    attributes.has('gen_ai.latency.time_in_queue'),
  isCall: ({ attributes }) =>
    attributes.has('gen_ai.usage.prompt_tokens') ||
    attributes.has('gen_ai.latency.e2e'),
  vantage: () => 'engine-log',
  names: {
    ...genAiNames,
    model: ['gen_ai.response.model', 'gen_ai.request.model'],
    timeToFirstToken: [
      { name: 'gen_ai.latency.time_to_first_token', scale: SECONDS },
    ],
    endToEnd: [{ name: 'gen_ai.latency.e2e', scale: SECONDS }],
    queueTime: [{ name: 'gen_ai.latency.time_in_queue', scale: SECONDS }],
  },
  cacheReads: 'included',
};
