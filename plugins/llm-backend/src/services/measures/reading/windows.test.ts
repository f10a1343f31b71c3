import { LlmWindow } from '@modelyard/plugin-llm-common';
import {
  DAY,
  HOUR,
  isMoving,
  SLO_WINDOW,
  spanBefore,
  spanOfNeed,
  spanOfWindow,
  stepsOf,
} from './windows';

const NOW = Date.parse('2026-11-26T20:20:30.123Z');
const spanOf = (window: LlmWindow, sloMs = SLO_WINDOW) =>
  spanOfWindow({ window, now: NOW, sloMs, at: 'asks[0]' });
const iso = ({ from, to }: { from: number; to: number }) => [
  new Date(from).toISOString(),
  new Date(to).toISOString(),
];

it.each<[LlmWindow, string, string, boolean]>([
  ['1h', '2026-11-26T19:20:30.000Z', '2026-11-26T20:20:30.000Z', true],
  ['6h', '2026-11-26T14:00:00.000Z', '2026-11-26T20:20:30.000Z', true],
  ['30d', '2026-10-27T20:00:00.000Z', '2026-11-26T20:20:30.000Z', true],
  ['month', '2026-11-01T00:00:00.000Z', '2026-11-26T20:20:30.000Z', true],
  [
    { from: '2026-11-01T10:30:00Z', to: '2026-11-02T00:00:00Z' },
    '2026-11-01T10:00:00.000Z',
    '2026-11-02T00:00:00.000Z',
    false,
  ],
  [
    { from: '2026-11-26T00:00:00Z', to: '2026-12-01T00:00:00Z' },
    '2026-11-26T00:00:00.000Z',
    '2026-11-26T20:20:30.000Z',
    true,
  ],
])('the window %j', (window, from, to, live) => {
  const span = spanOf(window);
  expect(iso(span)).toEqual([from, to]);
  expect(span.live).toBe(live);
});

it('a span that moves keeps its name, and another does not share it', () => {
  const later = spanOfWindow({
    window: '24h',
    now: NOW + 45_000,
    sloMs: SLO_WINDOW,
    at: '',
  });
  expect(later.name).toBe(spanOf('24h').name);
  const names = [
    spanOf('24h'),
    spanBefore(spanOf('24h')),
    spanOf('month'),
    spanOf({ from: '2026-11-01', to: '2026-11-02' }),
    spanBefore(spanOf({ from: '2026-11-01', to: '2026-11-02' })),
    spanOf({ from: '2026-11-01', to: '2027-01-01' }),
  ];
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  expect(names.map(isMoving)).toEqual([true, true, true, false, false, true]);
});

it('the span before has the same length, and neither overlaps nor shares hours', () => {
  const span = spanOf('24h');
  const before = spanBefore(span);
  expect(before.to - before.from).toBe(span.to - span.from);
  expect(iso(before)).toEqual([
    '2026-11-24T19:00:00.000Z',
    '2026-11-25T19:20:30.000Z',
  ]);
  expect(Math.ceil(before.to / HOUR) * HOUR).toBeLessThanOrEqual(span.from);
});

it('inputs have windows of their own', () => {
  const asked = spanOf('24h');
  const of = (window: Parameters<typeof spanOfNeed>[0]['window']) =>
    iso(spanOfNeed({ window, asked, sloMs: 7 * DAY }))[0];
  expect(of('asked')).toBe('2026-11-25T20:00:00.000Z');
  expect(of('slo')).toBe('2026-11-19T20:00:00.000Z');
  expect(of('month')).toBe('2026-11-01T00:00:00.000Z');
  expect(of(300)).toBe('2026-11-26T20:15:30.000Z');
});

it('the month of a span that ends with it is that month', () => {
  const asked = spanOf({ from: '2026-10-05', to: '2026-11-01' });
  const span = spanOfNeed({ window: 'month', asked, sloMs: 1 });
  expect(iso(span)).toEqual([
    '2026-10-01T00:00:00.000Z',
    '2026-11-01T00:00:00.000Z',
  ]);
});

it('steps are whole hours or days', () => {
  const steps = stepsOf(spanOf('24h'), 'day', '');
  expect(steps.map(each => iso(each)[0])).toEqual([
    '2026-11-25T00:00:00.000Z',
    '2026-11-26T00:00:00.000Z',
  ]);
  expect(stepsOf(spanOf('30d'), 'hour', '')).toHaveLength(721);
});

it.each<[object, RegExp]>([
  [{ from: 'yesterday', to: '2026-11-26' }, /moments in ISO 8601/],
  [{ from: '2026-11-26', to: '2026-11-26' }, /end after it begins/],
  [{ from: '2027-01-01', to: '2027-01-02' }, /in the future/],
  [{ from: '2020-01-01', to: '2026-01-01' }, /longer than 1000 days/],
])('refuses %j', (window, message) => {
  expect(() => spanOf(window as LlmWindow)).toThrow(message);
});
