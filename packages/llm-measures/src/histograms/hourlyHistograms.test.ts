import fc from 'fast-check';
import { hourlyIncreases } from '../counters/hourlyIncreases';
import { increaseBounds, joinIncreases } from '../counters/Increase';
import { Sample } from '../counters/samples';
import { mergeHistograms } from './Histogram';
import { hourlyHistograms, HistogramSeries } from './hourlyHistograms';
import { countOf, quantileOf } from './statistics';

const HOUR = 3_600_000;
const SCRAPE = 30_000;
const START = Date.UTC(2026, 10, 1);
const BOUNDS = [0.1, 0.5, 1, 5];
const LES = [...BOUNDS.map(bound => `${bound}`), '+Inf'];

interface Observed {
  at: number;
  value: number;
}

/** What a scraper sees of a process that lives from one moment to another and begins again at some. */
function scrape(options: {
  observed: readonly Observed[];
  from: number;
  to: number;
  restarts?: readonly number[];
  lost?: (scrape: number) => boolean;
}): HistogramSeries {
  const { observed, from, to, restarts = [], lost = () => false } = options;
  const buckets = LES.map(le => ({ le, samples: [] as Sample[] }));
  const sum: Sample[] = [];
  for (let at = from, turn = 0; at <= to; at += SCRAPE, turn++) {
    if (!lost(turn)) {
      const begun = Math.max(from - HOUR, ...restarts.filter(r => r <= at));
      const counted = observed.filter(each => each.at > begun && each.at <= at);
      for (const [index, { samples }] of buckets.entries()) {
        const bound = BOUNDS[index] ?? Infinity;
        const value = counted.filter(each => each.value <= bound).length;
        samples.push({ at, value });
      }
      sum.push({
        at,
        value: counted.reduce((all, each) => all + each.value, 0),
      });
    }
  }
  return { buckets, sum };
}

const range = {
  from: START,
  to: START + 3 * HOUR,
  seenFrom: START - HOUR / 4,
  seenTo: START + 3 * HOUR + HOUR / 4,
};

function compute(processes: readonly HistogramSeries[]) {
  const result = hourlyHistograms(processes, range);
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result;
}

function merged(processes: readonly HistogramSeries[]) {
  const result = mergeHistograms(
    compute(processes).value.flatMap(({ histogram }) => histogram ?? []),
  );
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
}

const observations = fc.array(
  fc.record({
    at: fc.integer({ min: START - HOUR / 4, max: START + 3 * HOUR + HOUR / 4 }),
    value: fc.double({ min: 0, max: 10, noNaN: true }),
  }),
  { maxLength: 300 },
);

it('counts exactly what happened in a process that lived all the time, whatever scrapes were lost', () => {
  fc.assert(
    fc.property(
      observations,
      fc.integer({ min: 2, max: 20 }),
      (observed, n) => {
        const process = scrape({
          observed,
          from: range.seenFrom,
          to: range.seenTo,
          // Never those on the limits of the range, between which all is known.
          lost: turn => turn % n === 1 && turn % 120 !== 30,
        });
        const histogram = merged([process]);
        const inside = observed.filter(
          ({ at }) => at > range.from && at <= range.to,
        );
        const alone = BOUNDS.concat(Infinity).map((bound, index) => {
          const above = BOUNDS[index - 1] ?? -Infinity;
          return inside.filter(({ value }) => value > above && value <= bound)
            .length;
        });
        expect(histogram.counts).toEqual(alone);
        expect(histogram.unseen).toBeUndefined();
        const sum = inside.reduce((all, { value }) => all + value, 0);
        expect(histogram.sum).toBeCloseTo(sum, 6);
      },
    ),
    { numRuns: 60 },
  );
});

it('counts as many as the counter of its observations, and what that leaves open is unseen', () => {
  fc.assert(
    fc.property(
      observations,
      fc.array(fc.integer({ min: START, max: START + 2 * HOUR }), {
        maxLength: 3,
      }),
      fc.integer({ min: START + HOUR, max: START + 3 * HOUR }),
      (observed, restarts, died) => {
        const to = died - (died % SCRAPE);
        const alive = observed.filter(({ at }) => at <= to);
        const process = scrape({
          observed: alive,
          from: range.seenFrom,
          to,
          restarts,
        });
        const histogram = merged([process]);
        const total = process.buckets[LES.length - 1].samples;
        const read = hourlyIncreases([{ samples: total }], range);
        const increase = joinIncreases(read.ok ? read.value : []);
        const seen = countOf(histogram);
        // Restarts that only a bucket shows are known to the histogram alone.
        expect(seen).toBeGreaterThanOrEqual(increase.value);
        const inside = alive.filter(
          ({ at }) => at > range.from && at <= range.to,
        );
        expect(seen).toBeLessThanOrEqual(inside.length);
        expect(inside.length).toBeLessThanOrEqual(
          Math.max(
            seen + (histogram.unseen ?? 0),
            increaseBounds(increase).high!,
          ),
        );
        const sorted = inside.map(({ value }) => value).sort((a, b) => a - b);
        for (const quantile of [0.5, 0.95]) {
          const truth = sorted[Math.ceil(quantile * sorted.length - 1e-9) - 1];
          const { low = 0, high = Infinity } =
            quantileOf({ histogram, quantile })?.bounds ?? {};
          // What was not seen at all is no promise.
          const isPromised = seen + (histogram.unseen ?? 0) >= sorted.length;
          expect(
            !isPromised || seen === 0 || (truth >= low && truth <= high),
          ).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});

const steady = (from: number, to: number, perScrape: number, value: number) => {
  const observed: Observed[] = [];
  for (let at = from; at < to; at += SCRAPE) {
    for (let i = 0; i < perScrape; i++) {
      observed.push({ at: at + 1000 + i, value });
    }
  }
  return observed;
};

it('a restart that one bucket shows is one of all buckets', () => {
  const restart = START + HOUR / 2 + 500;
  // Slow before and fast after: of the fast ones there are more after the restart than before it.
  const observed = [
    ...steady(restart - 20 * SCRAPE, restart - SCRAPE, 1, 2),
    { at: restart - SCRAPE, value: 0.05 },
    { at: restart + 100, value: 0.05 },
    { at: restart + 200, value: 0.05 },
  ];
  const process = scrape({
    observed,
    from: range.seenFrom,
    to: range.seenTo,
    restarts: [restart],
  });
  const fast = process.buckets[0].samples.map(({ value }) => value);
  expect([...fast].sort((a, b) => a - b)).toEqual(fast);
  expect(merged([process]).counts[0]).toBe(3);
});

it('adds processes with equal bounds, and says where bounds differ', () => {
  const observed = steady(START, START + HOUR, 1, 0.3);
  const process = scrape({ observed, from: range.seenFrom, to: range.seenTo });
  const twice = compute([process, process]);
  expect(twice.value[0]).toMatchObject({ hour: START, series: 2 });
  expect(twice.value[0].histogram?.counts).toEqual([0, 240, 0, 0, 0]);
  const other = {
    ...process,
    buckets: process.buckets.filter(({ le }) => le !== '5'),
  };
  const mixed = compute([process, process, other]);
  expect(mixed.value[0].histogram?.counts).toEqual([0, 240, 0, 0, 0]);
  expect(mixed.issues).toEqual([
    expect.objectContaining({ code: 'histogram-bounds', severity: 'warning' }),
  ]);
});

it('leaves out a process whose total is missing, and knows nothing of hours without samples', () => {
  const process = scrape({
    observed: [],
    from: range.seenFrom,
    to: START + HOUR / 2,
  });
  const { value } = compute([process]);
  expect(value[0]).toMatchObject({ series: 1 });
  expect(value[2]).toEqual({ hour: START + 2 * HOUR, series: 0 });
  const broken = { buckets: process.buckets.slice(0, -1) };
  expect(compute([broken])).toMatchObject({
    value: [{ series: 0 }, { series: 0 }, { series: 0 }],
    issues: [{ code: 'bucket-missing', severity: 'warning' }],
  });
});

it('what began with more than its pace explains is unseen', () => {
  const observed = steady(START, START + HOUR, 1, 0.3);
  const late = scrape({
    observed: [
      ...Array.from({ length: 5000 }, (_, i) => ({ at: START + i, value: 3 })),
      ...observed,
    ],
    from: START + HOUR / 2,
    to: range.seenTo,
  });
  const histogram = merged([late]);
  expect(histogram.counts[3]).toBe(0);
  expect(histogram.unseen).toBeGreaterThanOrEqual(5000);
});

it('is refused where the range is none', () => {
  expect(hourlyHistograms([], { ...range, to: range.from })).toMatchObject({
    ok: false,
    issues: [{ code: 'range-invalid' }],
  });
});
