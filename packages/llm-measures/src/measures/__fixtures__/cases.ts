import { Money } from '@modelyard/llm-units';
import { Histogram } from '../../histograms/Histogram';
import { MeasureContext } from '../../measure/MeasureContext';
import { MeasuredTask } from '../../tasks';

/** What a source answered for a need: a value; `zero` and `absent` are answers without series. */
export type Answer =
  | number
  | Histogram
  | readonly Money[]
  | 'born-later'
  | 'absent'
  | 'not_instrumented'
  | 'error';

/** A measure with inputs and what it must say of them. */
export interface MeasureCase {
  readonly measure: string;
  readonly name: string;
  readonly task?: MeasuredTask;
  readonly inputs: Readonly<Record<string, Answer>>;
  readonly context?: MeasureContext;
  /** Value, or the state where there is none. */
  readonly is: number | string;
  readonly bounds?: { readonly low?: number; readonly high?: number };
  readonly parts?: Readonly<Record<string, number | string>>;
  readonly met?: string;
  readonly qualifiers?: readonly string[];
}

const eur = (amount: string): readonly Money[] => [{ amount, currency: 'EUR' }];

/** 100 observations: 90 up to 0.1, 8 up to 0.5, 2 above the last bound. */
const durations: Histogram = {
  bounds: [0.1, 0.5, 1],
  counts: [90, 8, 0, 2],
  sum: 20,
};
const latency = { is: 0.35, bounds: { low: 0.1, high: 0.5 } };
const ofLatency = (
  measure: string,
  task: MeasuredTask,
  slo?: MeasureContext['slo'],
): MeasureCase[] => [
  {
    measure,
    task,
    name: 'percentiles by their buckets',
    inputs: { durations },
    ...latency,
    qualifiers: ['approximate'],
    parts: { p50: 0.1 * (50 / 90), p99: 1, mean: 0.2 },
  },
  {
    measure,
    task,
    name: 'nothing observed',
    inputs: { durations: { bounds: [1], counts: [0, 0] } },
    is: 'no_traffic',
  },
  ...(slo
    ? [
        {
          measure,
          task,
          name: 'within its objective',
          inputs: { durations },
          context: { slo },
          ...latency,
          met: 'yes',
          parts: { 'within-objective': 0.98 },
        },
      ]
    : []),
];

const burn: Record<string, number> = Object.fromEntries(
  ['', '-5m', '-30m', '-1h', '-2h', '-6h', '-1d', '-3d'].flatMap(window => [
    [`failed${window}`, 20],
    [`total${window}`, 1000],
  ]),
);
const slo = { availability: { objective: 0.999, basis: 'requests' as const } };
const counted = (measure: string, task: MeasuredTask): MeasureCase => ({
  measure,
  task,
  name: 'what was counted',
  inputs: { count: 12 },
  is: 12,
});
const guarded = {
  attempts: 100,
  masked: 3,
  blocked: 5,
  detected: 2,
  skipped: 8,
  failed: 2,
};

export const cases: readonly MeasureCase[] = [
  {
    measure: 'requests',
    name: 'all and their outcomes',
    inputs: {
      total: 50,
      failed: 'born-later',
      refused: 3,
      aborted: 'not_instrumented',
    },
    is: 50,
    parts: { failed: 0, refused: 3, aborted: 'not_instrumented' },
  },
  { measure: 'requests', name: 'none', inputs: { total: 0 }, is: 0 },
  {
    measure: 'error-rate',
    name: 'failed of all',
    inputs: { failed: 2, total: 50 },
    is: 0.04,
  },
  {
    measure: 'error-rate',
    name: 'a series that its first event will make',
    inputs: { failed: 'born-later', total: 50 },
    is: 0,
  },
  {
    measure: 'error-rate',
    name: 'a series that is missing for no known reason',
    inputs: { failed: 'absent', total: 50 },
    is: 'no_data',
  },
  {
    measure: 'error-rate',
    name: 'no traffic',
    inputs: { failed: 'born-later', total: 0 },
    is: 'no_traffic',
  },
  {
    measure: 'error-rate',
    name: 'neither',
    inputs: { failed: 'born-later', total: 'absent' },
    is: 'no_data',
  },
  {
    measure: 'availability',
    name: 'by requests',
    inputs: { failed: 5, total: 10_000 },
    context: { slo },
    is: 0.9995,
    met: 'yes',
    parts: { 'budget-left': 0.5, 'by-time': 'not_instrumented' },
  },
  {
    measure: 'availability',
    name: 'by time',
    inputs: { failed: 5, total: 10_000, up: 0.99 },
    context: { slo: { availability: { objective: 0.999, basis: 'time' } } },
    is: 0.99,
    met: 'no',
  },
  {
    measure: 'availability',
    name: 'no traffic',
    inputs: { failed: 0, total: 0 },
    context: { slo },
    is: 'no_traffic',
    met: 'undecided',
  },
  {
    measure: 'slo-burn',
    name: 'too fast in every window',
    inputs: burn,
    context: { slo },
    is: 20,
    met: 'no',
    parts: { 'burn-5m': 20, fastest: 20, slowest: 20 },
  },
  {
    measure: 'slo-burn',
    name: 'over for a moment',
    inputs: { ...burn, 'failed-5m': 0 },
    context: { slo },
    is: 20,
    parts: { 'burn-5m': 0, fastest: 0, fast: 20 },
  },
  {
    measure: 'slo-burn',
    name: 'no objective',
    inputs: burn,
    is: 'not_applicable',
  },
  {
    measure: 'token-usage',
    name: 'input and output, cached among them',
    inputs: { input: 1500, output: 310, cached: 570 },
    is: 1810,
    parts: { input: 1500, output: 310, cached: 570, 'cached-share': 0.38 },
  },
  {
    measure: 'token-usage',
    name: 'a sum lacks no part',
    inputs: { input: 1500, output: 'absent' },
    is: 'no_data',
    parts: { input: 1500, output: 'no_data' },
  },
  {
    measure: 'token-usage',
    name: 'an embedding model writes none',
    task: 'embedding',
    inputs: { input: 1500 },
    is: 1500,
  },
  ...ofLatency('time-to-first-token', 'chat', { timeToFirstTokenP95: 0.5 }),
  ...ofLatency('inter-token-latency', 'chat', { interTokenP95: 0.5 }),
  ...ofLatency('time-per-output-token', 'chat'),
  ...ofLatency('end-to-end-latency', 'image', { endToEndP95: 0.5 }),
  ...ofLatency('first-audio', 'speech', { firstAudioP95: 0.5 }),
  ...ofLatency('real-time-factor', 'transcription', { realTimeFactorP95: 0.5 }),
  ...ofLatency('queue-time', 'rerank'),
  {
    measure: 'time-to-first-token',
    name: 'an objective within the bucket',
    inputs: { durations },
    context: { slo: { timeToFirstTokenP95: 0.3 } },
    ...latency,
    met: 'undecided',
    parts: { 'within-objective': 'not_applicable' },
  },
  {
    measure: 'queue-length',
    name: 'waiting and running',
    inputs: { waiting: 3, most: 9, running: 12 },
    is: 3,
    parts: { most: 9, running: 12 },
  },
  {
    measure: 'kv-cache-use',
    name: 'share taken',
    inputs: { mean: 0.4, most: 0.9 },
    is: 0.4,
    parts: { most: 0.9 },
  },
  {
    measure: 'cache-hit-rate',
    name: 'hits of look-ups',
    inputs: { hits: 30, queries: 120, cached: 20, input: 100 },
    is: 0.25,
    parts: { 'cached-input': 0.2 },
  },
  {
    measure: 'cache-hit-rate',
    name: 'nothing looked up',
    inputs: { hits: 0, queries: 0 },
    is: 'no_traffic',
  },
  {
    measure: 'throughput-gain',
    name: 'against a record',
    inputs: { peak: 1500, output: 1 },
    context: { baseline: { id: 'b', tokensPerSecond: 1000, differences: [] } },
    is: 1.5,
    parts: { peak: 1500 },
  },
  {
    measure: 'throughput-gain',
    name: 'never saturated',
    inputs: { peak: 'absent', output: 5 },
    context: { baseline: { id: 'b', tokensPerSecond: 1000, differences: [] } },
    is: 'no_data',
  },
  {
    measure: 'throughput-gain',
    name: 'other conditions',
    inputs: { peak: 1500 },
    context: {
      baseline: {
        id: 'b',
        tokensPerSecond: 1000,
        differences: ['H100 and not A100'],
      },
    },
    is: 'not_applicable',
    parts: { peak: 1500 },
  },
  {
    measure: 'cost-used',
    name: 'closed hours',
    inputs: { spent: eur('13.1') },
    is: 13.1,
  },
  {
    measure: 'cost-used',
    name: 'by counters and list price',
    inputs: { spent: 'not_instrumented', input: 2_000_000, output: 1_000_000 },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 0.4,
        perMillionOutputTokens: 1.2,
      },
    },
    is: 2,
    qualifiers: ['approximate'],
  },
  {
    measure: 'cost-used',
    name: 'a count that the price names is missing',
    inputs: { spent: 'absent', input: 2_000_000, output: 'absent' },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 0.4,
        perMillionOutputTokens: 1.2,
      },
    },
    is: 'no_data',
  },
  {
    measure: 'cost-used',
    name: 'requests without a price',
    inputs: { spent: eur('5'), unpriced: 3 },
    is: 5,
    qualifiers: ['partial'],
  },
  {
    measure: 'cost-used',
    name: 'two currencies',
    inputs: { spent: [...eur('5'), { amount: '1', currency: 'USD' }] },
    is: 'error',
  },
  {
    measure: 'cost-used',
    name: 'a source that failed is no reason to estimate',
    inputs: { spent: 'error', input: 5, output: 5 },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 1,
      },
    },
    is: 'error',
  },
  {
    measure: 'cost-held',
    name: 'by the source of costs',
    inputs: { spent: eur('26.4') },
    is: 26.4,
  },
  {
    measure: 'cost-held',
    name: 'by GPU-hours',
    inputs: { spent: 'not_instrumented', hours: 11 },
    context: { pricePerGpuHour: { amount: '2.4', currency: 'EUR' } },
    is: 26.4,
    parts: { 'gpu-hours': 11 },
  },
  {
    measure: 'idle-share',
    name: 'no request running',
    inputs: { busy: 0.78 },
    is: 0.22,
  },
  {
    measure: 'idle-cost',
    name: 'held and idle',
    inputs: { spent: eur('100'), busy: 0.75, activity: 0.4 },
    is: 25,
    parts: { 'by-gpu-activity': 60 },
  },
  {
    measure: 'idle-cost',
    name: 'by GPU-hours',
    inputs: { spent: 'absent', hours: 10, busy: 0.5 },
    context: { pricePerGpuHour: { amount: '2', currency: 'EUR' } },
    is: 10,
  },
  {
    measure: 'budget-use',
    name: 'half of the month',
    inputs: { used: eur('1500'), recentUsed: eur('700') },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'used' },
    },
    is: 0.375,
    parts: { spent: 1500, budget: 4000, forecast: 3000 },
  },
  {
    measure: 'budget-use',
    name: 'what is held',
    inputs: { used: 'absent', held: eur('3000') },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'held' },
    },
    is: 0.75,
    parts: { forecast: 6000 },
  },
  {
    measure: 'budget-use',
    name: 'another currency',
    inputs: { used: [{ amount: '1', currency: 'USD' }] },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'used' },
    },
    is: 'error',
  },
  {
    measure: 'budget-use',
    name: 'no budget',
    inputs: { used: eur('5') },
    is: 'not_applicable',
  },
  {
    measure: 'guardrail-execution',
    name: 'outcomes of requests',
    inputs: { ...guarded, requests: 125, refused: 25 },
    is: 0.9,
    parts: { evaluated: 90, requests: 100 },
  },
  {
    measure: 'guardrail-execution',
    name: 'a source that cannot say what it skipped',
    inputs: { attempts: 100, failed: 10, requests: 100 },
    is: 0.9,
    bounds: { high: 0.9 },
    qualifiers: ['approximate'],
  },
  {
    measure: 'guardrail-execution',
    name: 'several checks for one request',
    inputs: { ...guarded, requests: 45 },
    is: 2,
  },
  {
    measure: 'guardrail-execution',
    name: 'no requests',
    inputs: { attempts: 0, skipped: 0, failed: 0, requests: 0 },
    is: 'no_traffic',
  },
  {
    measure: 'guardrail-reliability',
    name: 'outcomes of checks; a block is one',
    inputs: guarded,
    is: 0.9,
    parts: { failed: 0.02 },
  },
  {
    measure: 'guardrail-reliability',
    name: 'no checks',
    inputs: { attempts: 0, skipped: 0, failed: 0 },
    is: 'no_traffic',
  },
  {
    measure: 'guardrail-reliability',
    name: 'more failed than began',
    inputs: { attempts: 1, skipped: 0, failed: 5 },
    is: 'error',
  },
  {
    measure: 'guardrail-blocks',
    name: 'blocks of outcomes',
    inputs: guarded,
    is: 5 / 90,
    parts: { blocked: 5, triggered: 10 / 90, enforced: 0.8 },
  },
  {
    measure: 'guardrail-skips',
    name: 'fail-open',
    inputs: { attempts: 100, skipped: 12 },
    is: 0.12,
    parts: { skipped: 12 },
  },
  {
    measure: 'guardrail-skips',
    name: 'none yet',
    inputs: { attempts: 100, skipped: 'born-later' },
    is: 0,
  },
  {
    measure: 'pii-exposure',
    name: 'none found in a part of the requests',
    inputs: { exposed: 'born-later', scanned: 1000, requests: 4000 },
    is: 0,
    bounds: { low: 0, high: 0.75 },
    parts: { 'scan-coverage': 0.25, 'likely-most': 0.003 },
  },
  {
    measure: 'pii-exposure',
    name: 'some found',
    inputs: { exposed: 10, scanned: 1000, masked: 40, requests: 4000 },
    is: 0.01,
    bounds: { low: 0.0025, high: 0.7525 },
    parts: { detected: 0.04 },
  },
  {
    measure: 'pii-exposure',
    name: 'every request scanned',
    inputs: { exposed: 10, scanned: 1000, requests: 1000 },
    is: 0.01,
  },
  {
    measure: 'pii-exposure',
    name: 'requests not known',
    inputs: { exposed: 10, scanned: 1000 },
    is: 0.01,
    bounds: {},
  },
  {
    measure: 'pii-exposure',
    name: 'a series that nobody writes',
    inputs: { exposed: 'not_instrumented', scanned: 1000, requests: 4000 },
    is: 'not_instrumented',
  },
  {
    measure: 'pii-exposure',
    name: 'nothing scanned',
    inputs: { exposed: 0, scanned: 0, requests: 4000 },
    is: 'no_traffic',
  },
  {
    measure: 'gateway-coverage',
    name: 'a part came through',
    inputs: { gateway: 98, engine: 100 },
    is: 0.98,
  },
  {
    measure: 'gateway-coverage',
    name: 'the engine did nothing',
    inputs: { gateway: 0, engine: 0 },
    is: 'no_traffic',
  },
  {
    measure: 'gpu-utilisation',
    name: 'activity and memory',
    inputs: { activity: 0.6, used: 60, free: 20 },
    is: 0.6,
    parts: { memory: 0.75 },
  },
  {
    measure: 'gpu-allocation',
    name: 'asked for of what there is',
    inputs: { requested: 6, allocatable: 8 },
    is: 0.75,
  },
  {
    measure: 'quota-use',
    name: 'taken of allowed',
    inputs: { used: 4, limit: 8, waiting: 2 },
    is: 0.5,
    parts: { waiting: 2 },
  },
  {
    measure: 'energy',
    name: 'by meter, with carbon',
    inputs: { energy: 12 },
    context: { carbon: { gramsPerKilowattHour: 300, region: 'eu-central' } },
    is: 12,
    parts: { carbon: 3600 },
  },
  {
    measure: 'energy',
    name: 'by power, without carbon',
    inputs: { energy: 'not_instrumented', power: 500 },
    is: 12,
    qualifiers: ['approximate'],
    parts: { carbon: 'not_applicable' },
  },
  {
    measure: 'energy-per-output-token',
    name: 'for a thousand',
    inputs: { energy: 12, output: 10_000_000 },
    is: 1.2,
  },
  {
    measure: 'energy-per-output-token',
    name: 'nothing generated',
    inputs: { energy: 'absent', output: 0 },
    is: 'no_traffic',
  },
  counted('texts-read', 'embedding'),
  counted('documents-ranked', 'rerank'),
  counted('transcribed-audio', 'transcription'),
  counted('spoken-audio', 'speech'),
  counted('spoken-characters', 'speech'),
  counted('images-made', 'image'),
];
