import fc from 'fast-check';
import { exactIncrease } from '../counters/Increase';
import { increaseReading } from '../counters/increaseReading';
import { Provenance } from '../result/MeasureResult';
import { profiles } from '../profiles';
import { SeriesId } from '../series/seriesTable';
import { profileReading, RawAnswer } from './profileReading';
import { qualifiersOf } from './qualifiersOf';
import { countFromSample, shareOfSample } from './sampling';

const from: Provenance = { qualifiers: [], sources: ['p'] };
const read = (id: string, series: SeriesId, answer: Partial<RawAnswer>) => {
  const profile = profiles.find(each => each.id === id);
  if (!profile) {
    throw new Error(`There is no profile ${id}`);
  }
  return profileReading({ profile, series, answer: { ...from, ...answer } });
};

describe('a reading by its profile', () => {
  it.each<[string, string, SeriesId, Partial<RawAnswer>, object]>([
    [
      'is scaled',
      'dcgm',
      'gpu.energy',
      { value: 3.6e9, bounds: { low: 1.8e9 } },
      { state: 'read', value: 1, bounds: { low: 0.5 } },
    ],
    [
      'knows that it only comes near',
      'litellm',
      'guardrail.blocked',
      { value: 3 },
      {
        state: 'read',
        value: 3,
        qualifiers: ['approximate'],
        note: expect.stringContaining('exception'),
      },
    ],
    [
      'is money of its currency',
      'litellm',
      'cost.used',
      { value: 1.25 },
      { state: 'read', value: [{ amount: '1.25', currency: 'USD' }] },
    ],
    [
      'of a series that its first event makes is absent as zero',
      'envoy-ai-gateway',
      'requests.failed',
      {},
      { state: 'absent', absence: 'zero' },
    ],
    [
      'of a series that is written with zeros from the start is not',
      'vllm',
      'requests.failed',
      {},
      { state: 'absent', absence: 'unknown' },
    ],
    [
      'that is no number is absent',
      'vllm',
      'tokens.input',
      { value: NaN },
      { state: 'absent' },
    ],
    [
      'of what cannot happen is zero',
      'nemo-guardrails',
      'guardrail.skipped',
      {},
      { state: 'read', value: 0 },
    ],
    [
      'of what the source does not have is not instrumented',
      'trustyai',
      'guardrail.skipped',
      { value: 5 },
      { state: 'not_instrumented' },
    ],
  ])('%s', (_, id, series, answer, expected) => {
    expect(read(id, series, answer)).toMatchObject(expected);
  });
});

it.each([
  [{ asOf: 0, now: 150_000 }, []],
  [{ asOf: 0, now: 150_001 }, ['stale']],
  [{ now: 0, coverage: 0.98 }, ['partial']],
  [{ now: 0, coverage: NaN }, ['partial']],
  [{ now: 0, coverage: 1, incomplete: true }, ['partial']],
  [
    { asOf: 0, now: 1e9, estimated: true, incomplete: true },
    ['stale', 'partial', 'approximate'],
  ],
])('%j has the qualifiers %j', (options, expected) => {
  expect(qualifiersOf({ scrapeIntervalMs: 30_000, ...options })).toEqual(
    expected,
  );
});

it('an increase that samples do not pin is approximate, another is not', () => {
  expect(increaseReading({ increase: exactIncrease(5), from })).toMatchObject({
    value: 5,
    qualifiers: [],
  });
  const increase = { value: 100, unseen: 20, startEdge: 5, endEdge: 0 };
  expect(increaseReading({ increase, from })).toMatchObject({
    value: 100,
    bounds: { low: 95, high: 125 },
    qualifiers: ['approximate'],
  });
  expect(
    increaseReading({ increase: { ...exactIncrease(1000), unseen: 4 }, from })
      .qualifiers,
  ).toEqual([]);
});

it('an interval of a sampled count holds the count that would give what was kept', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.constantFrom(0.01, 0.1, 0.5, 1),
      (truth, ratio) => {
        // What is kept lies within three deviations of its mean in 99.7 of 100 cases.
        const deviation = 3 * Math.sqrt(truth * ratio * (1 - ratio));
        for (const kept of [
          truth * ratio - deviation,
          truth * ratio + deviation,
        ].filter(each => each >= 0 && each <= truth)) {
          const { bounds } = countFromSample({ kept, ratio });
          expect(truth).toBeGreaterThanOrEqual(bounds.low * (1 - 1e-9) - 1e-6);
          expect(truth).toBeLessThanOrEqual(bounds.high * (1 + 1e-9) + 1e-6);
        }
      },
    ),
  );
  expect(countFromSample({ kept: 10, ratio: 0.1 }).value).toBe(100);
  expect(countFromSample({ kept: 0, ratio: 0.1 }).bounds.high).toBeGreaterThan(
    0,
  );
});

it('the interval of Wilson', () => {
  // Reference: 10 of 100 at 95 % is 5.52 % to 17.44 %.
  const { value, bounds } = shareOfSample({ hits: 10, of: 100 });
  expect(value).toBe(0.1);
  expect(bounds.low).toBeCloseTo(0.0552, 4);
  expect(bounds.high).toBeCloseTo(0.1744, 4);
  expect(shareOfSample({ hits: 0, of: 50 }).bounds.high).toBeGreaterThan(0);
});
