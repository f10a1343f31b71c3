import fc from 'fast-check';
import { exactIncrease } from '../counters/Increase';
import { chooseAuthority, Testimony } from './authority';

function testimony(
  source: string,
  vantage: Testimony['vantage'],
  value: number,
): Testimony {
  return { source, vantage, increase: exactIncrease(value) };
}

it('one vantage counts, and the others are compared with it', () => {
  const testimonies = [
    testimony('otel', 'client', 99),
    testimony('vllm', 'engine', 90),
    testimony('gw-b', 'gateway', 60),
    testimony('gw-a', 'gateway', 40),
  ];
  expect(chooseAuthority({ testimonies })).toMatchObject({
    vantage: 'gateway',
    sources: ['gw-a', 'gw-b'],
    increase: { value: 100 },
    others: [
      { vantage: 'engine', difference: expect.closeTo(-0.1), agrees: false },
      { vantage: 'client', difference: expect.closeTo(-0.01) },
    ],
  });
  expect(chooseAuthority({ testimonies, order: ['engine'] })).toMatchObject({
    vantage: 'engine',
    others: [],
  });
  expect(chooseAuthority({ testimonies, order: ['cost'] })).toBeUndefined();
  // The spans of an engine and its counters are the same calls.
  expect(
    chooseAuthority({
      testimonies: [
        testimony('vllm', 'engine-log', 90),
        testimony('vllm', 'engine', 90),
      ],
    }),
  ).toMatchObject({
    vantage: 'engine',
    increase: { value: 90 },
    others: [{ vantage: 'engine-log', agrees: true }],
  });
});

it('of what applications say of themselves the larger part counts, and it is partial where they differ', () => {
  const said = fc.record({
    counters: fc.nat({ max: 1000 }),
    calls: fc.nat({ max: 1000 }),
  });
  fc.assert(
    fc.property(said, ({ counters, calls }) => {
      const testimonies = [
        testimony('otel', 'client', counters),
        testimony('otel', 'client-log', calls),
      ];
      expect(chooseAuthority({ testimonies })).toMatchObject({
        vantage: calls > counters ? 'client-log' : 'client',
        increase: { value: Math.max(calls, counters) },
        partial: calls !== counters,
      });
      // Whoever sees all of them counts, however few that are.
      expect(
        chooseAuthority({
          testimonies: [...testimonies, testimony('vllm', 'engine', 1)],
        }),
      ).toMatchObject({ vantage: 'engine', partial: false });
    }),
  );
});
