import type { Histogram } from '@modelyard/llm-measures';
import type { Money } from '@modelyard/llm-units';

/** What a source says of a series; `nowhere` where no source that is set up knows it. */
export type Seen =
  | number
  | Histogram
  | readonly Money[]
  | 'absent'
  | 'nowhere'
  | { error: string };

const euros = (amount: string) => [{ amount, currency: 'EUR' }];

/** Times of requests in seconds: most below the third bound, the 95th percentile below the fourth. */
function times(...bounds: number[]): Histogram {
  const counts = [...bounds, 0].map((_, index) =>
    Math.round(4000 * (index < 2 ? 0.4 : 0.1) ** Math.abs(index - 2)),
  );
  return { bounds, counts, sum: 5000 * bounds[2] };
}

/** A day of a busy chat model on its own GPUs behind a gateway. */
export const everything: Record<string, Seen> = {
  'tokens.input': 151_000_000,
  'tokens.output': 31_000_000,
  'tokens.cached_input': 57_400_000,
  'requests.total': 180_400,
  'requests.total@engine': 184_000,
  'requests.failed': 126,
  'requests.refused': 310,
  'requests.aborted': 88,
  'requests.running': 0.78,
  'requests.waiting': 2.4,
  'requests.queue_time': times(0.01, 0.05, 0.1, 0.5, 1),
  'service.up': 0.9996,
  'latency.time_to_first_token': times(0.05, 0.1, 0.25, 0.5, 1),
  'latency.inter_token': times(0.01, 0.02, 0.03, 0.05, 0.1),
  'latency.time_per_output_token': times(0.01, 0.02, 0.03, 0.05, 0.1),
  'latency.end_to_end': times(0.5, 1, 2.5, 5, 10),
  'latency.first_audio': times(0.1, 0.2, 0.3, 0.6, 1),
  'latency.real_time_factor': times(0.05, 0.1, 0.2, 0.5, 1),
  'throughput.saturated_peak': 2140,
  'cache.prefix_queries': 151_000_000,
  'cache.prefix_hits': 58_900_000,
  'kv_cache.use': 0.61,
  'cost.used': euros('1310.4'),
  'cost.held': euros('2640'),
  'cost.unpriced_requests': 0,
  'gpu.held_hours': 1100,
  'gpu.activity': 0.72,
  'gpu.memory_used': 1_640_000_000_000,
  'gpu.memory_free': 280_000_000_000,
  'gpu.energy': 214.6,
  'gpu.power': 8_940,
  'gpu.requested': 21,
  'gpu.allocatable': 24,
  'quota.used': 21,
  'quota.limit': 24,
  'quota.waiting': 2,
  'guardrail.attempts': 179_500,
  'guardrail.allowed': 177_000,
  'guardrail.masked': 1_020,
  'guardrail.blocked': 1_436,
  'guardrail.detected': 12,
  'guardrail.skipped': 12,
  'guardrail.failed': 20,
  'pii.scanned': 41_200,
  'pii.masked': 310,
  'pii.exposed': 0,
  'audio.input': 1_260_000,
  'audio.output': 84_000,
  'characters.input': 1_840_000,
  'images.output': 5_120,
  'texts.input': 2_310_000,
  'documents.input': 913_000,
};

/** What a model promises, and what it may cost. */
export const promises = {
  slo: {
    windowSeconds: 30 * 86_400,
    availability: { objective: 0.999, basis: 'requests' as const },
    timeToFirstTokenP95: 0.5,
    interTokenP95: 0.05,
  },
  budget: {
    amount: { amount: '4000', currency: 'EUR' },
    basis: 'used' as const,
  },
  carbon: { gramsPerKilowattHour: 320, region: 'eu-central' },
};

/** Who used the model. */
export const consumers = {
  'component:default/support-bot': 0.61,
  'component:default/search-api': 0.22,
  others: 0.17,
};
