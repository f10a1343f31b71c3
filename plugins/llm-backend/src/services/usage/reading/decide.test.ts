import { exactIncrease, Vantage } from '@modelyard/llm-measures';
import { Cell } from './Cells';
import { Decisions } from './decide';
import { sumOf } from './sumCells';

const MODEL = 'model:default/qwen';

function cell(vantage: Vantage, requests: number, period?: string): Cell {
  return {
    ...(period && { period }),
    parts: { model: MODEL, source: 'otel' },
    vantage,
    counts: new Map([
      ['requests', { increase: exactIncrease(requests), bits: 0 }],
    ]),
    unpriced: false,
  };
}

const requestsOf = (cells: Cell[], decisions: Decisions) =>
  sumOf({ key: {}, cells, money: [] }, decisions, [])[0].counts.requests;

it('weighs what applications tell of themselves by the whole span, and calls it partial where two ways differ', () => {
  const cells = [
    cell('client', 5, '2026-11-25'),
    cell('client-log', 3, '2026-11-25'),
    cell('client-log', 99, '2026-11-26'),
  ];
  expect(requestsOf(cells, Decisions.from({ cells }))).toMatchObject({
    increase: { value: 102 },
    vantages: ['client-log'],
    qualifiers: ['partial'],
  });
});

it('weighs by what is said of all consumers where one is asked for, and by itself where nothing is', () => {
  const all = [cell('client', 100), cell('client-log', 20)];
  const own = [cell('client', 1), cell('client-log', 20)];
  expect(
    requestsOf(own, Decisions.from({ cells: all, besides: own }))?.increase
      .value,
  ).toBe(1);
  expect(
    requestsOf(own, Decisions.from({ cells: [], besides: own }))?.increase
      .value,
  ).toBe(20);
});

it('leaves what one vantage tells alone as it is', () => {
  const cells = [cell('client', 5)];
  expect(requestsOf(cells, Decisions.from({ cells }))?.qualifiers).toEqual([]);
});
