import { MeasuredTask } from '../../tasks';
import { MeasureCase } from './MeasureCase';

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

export const traffic: readonly MeasureCase[] = [
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
  counted('texts-read', 'embedding'),
  counted('documents-ranked', 'rerank'),
  counted('transcribed-audio', 'transcription'),
  counted('spoken-audio', 'speech'),
  counted('spoken-characters', 'speech'),
  counted('images-made', 'image'),
];
