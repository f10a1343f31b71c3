/**
 * What has to be set up so that a measure can be told, by what it rests on. A
 * measure that is not here gets advice that holds for all.
 */
const advice = {
  traffic: [
    'requests',
    'error-rate',
    'availability',
    'slo-burn',
    'token-usage',
    'texts-read',
    'documents-ranked',
    'transcribed-audio',
    'spoken-audio',
    'spoken-characters',
    'images-made',
  ],
  latency: [
    'time-to-first-token',
    'inter-token-latency',
    'time-per-output-token',
    'end-to-end-latency',
    'first-audio',
    'real-time-factor',
  ],
  engine: [
    'queue-time',
    'queue-length',
    'kv-cache-use',
    'cache-hit-rate',
    'throughput-gain',
    'idle-share',
  ],
  gateway: ['gateway-coverage'],
  guardrails: [
    'guardrail-execution',
    'guardrail-reliability',
    'guardrail-blocks',
    'guardrail-skips',
  ],
  pii: ['pii-exposure'],
  gpus: ['gpu-utilisation', 'energy', 'energy-per-output-token'],
  allocation: ['gpu-allocation'],
  quota: ['quota-use'],
  used: ['cost-used', 'budget-use'],
  held: ['cost-held', 'idle-cost'],
} as const;

/** A piece of advice on what to set up. */
export type SetUpTopic = keyof typeof advice | 'other';

/** Which advice a measure needs where no source can give it. */
export function setUpTopic(measure: string): SetUpTopic {
  const topics = Object.keys(advice) as (keyof typeof advice)[];
  return (
    topics.find(topic => advice[topic].some((id: string) => id === measure)) ??
    'other'
  );
}
