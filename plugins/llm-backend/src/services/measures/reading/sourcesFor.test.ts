import { SeriesId } from '@modelyard/llm-measures';
import { ReadingAsk } from './ReadingAsk';
import { sourcesFor } from './sourcesFor';
import { DAY, HOUR } from './windows';

const ask = (
  series: SeriesId,
  length: number,
  rest: Partial<ReadingAsk> = {},
): ReadingAsk => ({
  series,
  reads: 'number',
  ask: 'increase',
  span: { from: 0, to: length, name: 'a', live: true },
  scope: {},
  ...rest,
});
const over = { span: { from: 0, to: HOUR, name: 'a', live: false } };

it.each<[string, ReadingAsk, string[], boolean?]>([
  [
    'counts of long windows',
    ask('tokens.input', 7 * DAY),
    ['ledger', 'engines'],
  ],
  [
    'counts of hours that are over',
    ask('tokens.input', 0, over),
    ['ledger', 'engines'],
  ],
  [
    'counts of the last hour',
    ask('requests.total', HOUR),
    ['engines', 'ledger'],
  ],
  ['counts of minutes', ask('requests.total', HOUR / 12), ['engines']],
  [
    'counts by the hour',
    ask('requests.total', HOUR, { step: 'hour' }),
    ['ledger', 'engines'],
  ],
  ['money', ask('cost.used', 30 * DAY), ['ledger', 'engines']],
  [
    'latency of the last hour',
    ask('latency.end_to_end', HOUR),
    ['engines', 'ledger'],
  ],
  [
    'latency of the last days',
    ask('latency.end_to_end', DAY),
    ['ledger', 'engines'],
  ],
  ['gauges', ask('requests.waiting', 7 * DAY), ['engines']],
  ['GPUs', ask('gpu.energy', 7 * DAY), ['engines']],
  ['guardrails', ask('guardrail.blocked', 7 * DAY), ['ledger', 'engines']],
  [
    'counts by consumer',
    ask('tokens.input', HOUR, { by: 'consumer' }),
    ['ledger'],
  ],
  ['counts of a consumer', ask('tokens.input', HOUR), ['ledger'], true],
  ['latency of a consumer', ask('latency.end_to_end', DAY), [], true],
  ['GPUs of a consumer', ask('gpu.energy', DAY), [], true],
])('%s', (_, asked, order, named = false) => {
  const found = sourcesFor(asked, { named });
  expect(found.order).toEqual(order);
  expect(found.because).not.toBe('');
});
