import { CanonicalSeries } from './CanonicalSeries';

const counter = (unit: string, description: string) =>
  ({ kind: 'counter', unit, description } as const);
const histogram = (unit: string, description: string) =>
  ({ kind: 'histogram', unit, description } as const);
const amount = (description: string) =>
  ({ kind: 'amount', unit: 'money', description } as const);
const gauge = (
  unit: string,
  across: 'sum' | 'average' | 'max',
  description: string,
) => ({ kind: 'gauge', unit, across, description } as const);

/**
 * Every canonical series by its name.
 *
 * @public
 */
export const seriesTable = {
  'tokens.input': counter(
    'tokens',
    'Tokens of prompts, those found in a cache among them',
  ),
  'tokens.output': counter(
    'tokens',
    'Tokens that were generated, those of reasoning among them',
  ),
  'tokens.cached_input': counter(
    'tokens',
    'Tokens of prompts that were found in a cache: a part of all of them',
  ),
  'requests.total': counter(
    'requests',
    'Requests that ended, whatever their outcome',
  ),
  'requests.failed': counter(
    'requests',
    'Requests that the service failed: server errors and timeouts, not bad requests, limits or clients that went away',
  ),
  'requests.refused': counter(
    'requests',
    'Requests that were refused for what they were: limits, rights, form',
  ),
  'requests.aborted': counter(
    'requests',
    'Requests whose client went away before the end',
  ),
  'requests.running': gauge('requests', 'sum', 'Requests being worked on'),
  'requests.waiting': gauge('requests', 'sum', 'Requests waiting for room'),
  'service.up': gauge('replicas', 'sum', 'Replicas that answered their scrape'),
  'requests.queue_time': histogram(
    'seconds',
    'Time that requests waited before they were worked on',
  ),
  'latency.time_to_first_token': histogram(
    'seconds',
    'Time from the request to the first token of the answer',
  ),
  'latency.inter_token': histogram(
    'seconds',
    'Time between two tokens, counted once for each gap',
  ),
  'latency.time_per_output_token': histogram(
    'seconds',
    'Time for each token after the first, counted once for each request as its mean',
  ),
  'latency.end_to_end': histogram(
    'seconds',
    'Time from the request to the end of the answer',
  ),
  'latency.first_audio': histogram(
    'seconds',
    'Time from the request to the first piece of audio',
  ),
  'latency.real_time_factor': histogram(
    'factor',
    'Seconds of work for a second of audio',
  ),
  'throughput.saturated_peak': gauge(
    'tokens-per-second',
    'max',
    'The most output tokens per second while requests were waiting',
  ),
  'cache.prefix_queries': counter(
    'tokens',
    'Tokens that were looked up in the prefix cache',
  ),
  'cache.prefix_hits': counter(
    'tokens',
    'Tokens that were found in the prefix cache',
  ),
  'kv_cache.use': gauge(
    'ratio',
    'average',
    'Share of the KV cache that is taken',
  ),
  'cost.used': amount('Price of what was used, by price list or gateway'),
  'cost.held': amount('Price of the GPUs that were held'),
  'cost.unpriced_requests': counter(
    'requests',
    'Requests that a gateway counted without having a price for them',
  ),
  'gpu.held_hours': counter('gpu-hours', 'GPU-hours that were held'),
  'gpu.activity': gauge(
    'ratio',
    'average',
    'Share of time in which the compute engine of a GPU was busy',
  ),
  'gpu.memory_used': gauge('bytes', 'sum', 'GPU memory in use'),
  'gpu.memory_free': gauge('bytes', 'sum', 'GPU memory that is free'),
  'gpu.energy': counter('kilowatt-hours', 'Energy that GPUs took'),
  'gpu.power': gauge('watts', 'sum', 'Power that GPUs draw'),
  'gpu.requested': gauge('gpus', 'sum', 'GPUs that pods ask for'),
  'gpu.allocatable': gauge('gpus', 'sum', 'GPUs that nodes can give'),
  'quota.used': gauge('gpus', 'sum', 'GPUs of a quota that are taken'),
  'quota.limit': gauge('gpus', 'sum', 'GPUs that a quota allows'),
  'quota.waiting': gauge('requests', 'sum', 'Workloads that wait for a quota'),
  'guardrail.attempts': counter('checks', 'Checks that guardrails began'),
  'guardrail.allowed': counter('checks', 'Checks that let pass unchanged'),
  'guardrail.masked': counter('checks', 'Checks that masked something'),
  'guardrail.blocked': counter('checks', 'Checks that blocked'),
  'guardrail.detected': counter(
    'checks',
    'Checks that found something and only reported it: would have masked or blocked',
  ),
  'guardrail.skipped': counter(
    'checks',
    'Checks that did not run and let pass: fail-open',
  ),
  'guardrail.failed': counter(
    'checks',
    'Checks that failed and had the request denied: fail-closed',
  ),
  'pii.scanned': counter('checks', 'Texts that were scanned for personal data'),
  'pii.masked': counter(
    'checks',
    'Scans that found personal data and masked or blocked it',
  ),
  'pii.exposed': counter(
    'checks',
    'Scans that found personal data and left it unmasked',
  ),
  'audio.input': counter('seconds', 'Audio that was transcribed'),
  'audio.output': counter('seconds', 'Audio that was spoken'),
  'characters.input': counter('characters', 'Characters that were spoken'),
  'images.output': counter('images', 'Images that were made'),
  'texts.input': counter('texts', 'Texts that were embedded or judged'),
  'documents.input': counter('documents', 'Documents that were ranked'),
} as const satisfies Record<string, Omit<CanonicalSeries, 'id'>>;

/**
 * Name of a canonical series.
 *
 * @public
 */
export type SeriesId = keyof typeof seriesTable;

/** Names of the series of one kind. */
export type SeriesOfKind<TKind extends CanonicalSeries['kind']> = {
  [Id in SeriesId]: (typeof seriesTable)[Id]['kind'] extends TKind ? Id : never;
}[SeriesId];

/**
 * Whether a text names a canonical series.
 *
 * @public
 */
export function isSeriesId(id: unknown): id is SeriesId {
  return typeof id === 'string' && Object.hasOwn(seriesTable, id);
}

/**
 * Every canonical series.
 *
 * @public
 */
export const canonicalSeries: readonly (CanonicalSeries & {
  readonly id: SeriesId;
})[] = Object.freeze(
  Object.keys(seriesTable)
    .filter(isSeriesId)
    .map(id => Object.freeze({ id, ...seriesTable[id] })),
);

/**
 * The canonical series of a name.
 *
 * @public
 */
export function seriesOf(id: SeriesId): CanonicalSeries & {
  readonly id: SeriesId;
} {
  return { id, ...seriesTable[id] };
}
