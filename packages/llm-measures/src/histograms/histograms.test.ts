import fc from 'fast-check';
import {
  Histogram,
  histogramFromBuckets,
  histogramFromRanges,
  mergeHistograms,
} from './Histogram';
import { meanOf, quantileOf, shareUpTo } from './statistics';

const BOUNDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 10];

function histogramOf(values: readonly number[], bounds = BOUNDS): Histogram {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  for (const value of values) {
    const index = bounds.findIndex(bound => value <= bound);
    counts[index < 0 ? bounds.length : index] += 1;
  }
  return { bounds, counts, sum: values.reduce((a, b) => a + b, 0) };
}

const durations = fc.array(
  fc.oneof(
    fc.double({ min: 0, max: 20, noNaN: true }),
    fc.constantFrom(...BOUNDS),
  ),
  { minLength: 1, maxLength: 200 },
);
const quantile = fc.constantFrom(0.01, 0.5, 0.9, 0.95, 0.99, 1);
const nearestRank = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[
    Math.ceil(q * values.length - 1e-9 * values.length) - 1
  ];

it('the bucket of a quantile contains the true quantile of the raw values', () => {
  fc.assert(
    fc.property(durations, quantile, (values, q) => {
      const estimate = quantileOf({
        histogram: histogramOf(values),
        quantile: q,
      });
      const truth = nearestRank(values, q);
      const { low = -Infinity, high = Infinity } = estimate?.bounds ?? {};
      // A value of zero lies in the lowest bucket, whose lower end is zero.
      expect(truth > low || (truth === 0 && low === 0)).toBe(true);
      expect(truth).toBeLessThanOrEqual(high);
      expect(estimate?.value).toBeGreaterThanOrEqual(low);
      expect(estimate?.value).toBeLessThanOrEqual(high);
    }),
  );
});

it('the bucket of a quantile is not wider than one, where all was seen', () => {
  const { bounds } =
    quantileOf({ histogram: histogramOf([0.3, 0.3, 0.3]), quantile: 0.5 }) ??
    {};
  expect(bounds).toEqual({ low: 0.1, high: 0.5 });
});

it('the bounds of a quantile hold wherever missed observations fell', () => {
  fc.assert(
    fc.property(
      durations,
      fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 20 }),
      quantile,
      (seen, missed, q) => {
        const histogram = { ...histogramOf(seen), unseen: missed.length };
        const { low = 0, high = Infinity } =
          quantileOf({ histogram, quantile: q })?.bounds ?? {};
        const truth = nearestRank([...seen, ...missed], q);
        expect(truth).toBeGreaterThanOrEqual(low);
        expect(truth).toBeLessThanOrEqual(high);
      },
    ),
  );
});

it('above the last bound only the lower end is known', () => {
  expect(quantileOf({ histogram: histogramOf([50]), quantile: 0.95 })).toEqual({
    value: 10,
    bounds: { low: 10 },
  });
});

it('of nothing there is neither quantile nor mean', () => {
  const histogram = histogramOf([]);
  expect(quantileOf({ histogram, quantile: 0.5 })).toBeUndefined();
  expect(meanOf(histogram)).toBeUndefined();
  expect(shareUpTo({ histogram, threshold: 1 })).toMatchObject({
    ok: true,
    value: undefined,
  });
});

it('the share up to a bound is exact, and refused between bounds', () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(...BOUNDS), (values, threshold) => {
      const share = shareUpTo({ histogram: histogramOf(values), threshold });
      const truth =
        values.filter(value => value <= threshold).length / values.length;
      expect(share).toMatchObject({
        ok: true,
        value: { value: truth, bounds: { low: truth, high: truth } },
      });
    }),
  );
  expect(
    shareUpTo({ histogram: histogramOf([1]), threshold: 0.3 }),
  ).toMatchObject({
    ok: false,
    issues: [
      {
        message: expect.stringContaining('the nearest bounds are 0.1 and 0.5'),
      },
    ],
  });
});

it('histograms of parts add up to that of the whole, in any order', () => {
  fc.assert(
    fc.property(durations, durations, (a, b) => {
      const whole = histogramOf([...a, ...b]);
      for (const parts of [
        [a, b],
        [b, a],
      ]) {
        const sum = mergeHistograms(parts.map(part => histogramOf(part)));
        expect(sum).toMatchObject({
          ok: true,
          value: { bounds: BOUNDS, counts: whole.counts },
        });
        expect(sum.ok && sum.value.sum).toBeCloseTo(whole.sum ?? NaN, 6);
      }
    }),
  );
});

it('histograms with different bounds are not added, and a sum that lacks a part is none', () => {
  expect(
    mergeHistograms([histogramOf([1]), histogramOf([1], [1, 2])]),
  ).toMatchObject({
    ok: false,
    issues: [
      { code: 'histogram-bounds', message: expect.stringContaining('[1, 2]') },
    ],
  });
  const merged = mergeHistograms([
    histogramOf([1]),
    { bounds: BOUNDS, counts: histogramOf([2]).counts },
  ]);
  expect(merged.ok && merged.value.sum).toBeUndefined();
  expect(mergeHistograms([]).ok).toBe(false);
});

it('buckets by le are read whatever the form of their bounds and their order', () => {
  const read = histogramFromBuckets({
    buckets: [
      { le: '+Inf', count: 7 },
      { le: '1.0', count: 3 },
      { le: '500', count: 6 },
    ],
    sum: 2000,
    scale: 0.001,
  });
  expect(read).toMatchObject({
    ok: true,
    value: { bounds: [0.001, 0.5], counts: [3, 3, 1], sum: 2 },
  });
});

it.each([
  [[{ le: '1', count: 1 }], 'bucket-missing'],
  [
    [
      { le: 'x', count: 1 },
      { le: '+Inf', count: 1 },
    ],
    'bucket-invalid',
  ],
  [
    [
      { le: '1', count: NaN },
      { le: '+Inf', count: 1 },
    ],
    'bucket-invalid',
  ],
  [
    [
      { le: '1', count: 5 },
      { le: '+Inf', count: 1 },
    ],
    'bucket-falls',
  ],
  [
    [
      { le: '1', count: 1 },
      { le: '1.0', count: 1 },
      { le: '+Inf', count: 1 },
    ],
    'bucket-twice',
  ],
])('%j is refused: %s', (buckets, code) => {
  expect(histogramFromBuckets({ buckets })).toMatchObject({
    ok: false,
    issues: [{ code }],
  });
});

it('buckets with both ends are read, gaps as empty buckets', () => {
  expect(
    histogramFromRanges({
      ranges: [
        { low: 2, high: 4, count: 3 },
        { low: 0.5, high: 1, count: 2 },
      ],
    }),
  ).toMatchObject({
    ok: true,
    value: { bounds: [0.5, 1, 2, 4], counts: [0, 2, 0, 3, 0] },
  });
  expect(
    histogramFromRanges({
      ranges: [
        { low: 0, high: 2, count: 1 },
        { low: 1, high: 3, count: 1 },
      ],
    }),
  ).toMatchObject({ ok: false, issues: [{ code: 'bucket-overlaps' }] });
});
