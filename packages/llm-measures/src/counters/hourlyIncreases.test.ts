import fc from 'fast-check';
import { hourlyIncreases, HourlyIncreasesOptions } from './hourlyIncreases';
import { increaseBounds, isPinned, joinIncreases } from './Increase';
import { CounterSeries, Sample } from './samples';

const HOUR = 3_600_000;
const SCRAPE = 30_000;
const START = Date.UTC(2026, 10, 1);

/** Numbers from 0 to 1 that depend on the seed alone. */
function random(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface World {
  series: CounterSeries[];
  /** Moments of the true events. */
  events: number[];
  options: HourlyIncreasesOptions;
}

/**
 * One replica after the other for some hours: each lives three hours, serves before its first scrape, restarts once in its
 * life, and a part of its scrapes is lost.
 */
function simulate(options: {
  seed: number;
  hours: number;
  perDay: number;
  lost: number;
  starts: boolean;
}): World {
  const { seed, hours, perDay, lost, starts } = options;
  const chance = random(seed);
  const from = START;
  const to = from + hours * HOUR;
  const seenFrom = from - 6 * HOUR;
  const seenTo = to + 10 * SCRAPE;
  const series: CounterSeries[] = [];
  const events: number[] = [];
  const rate = perDay / 86_400_000;
  let born = seenFrom - 3 * HOUR;
  while (born < seenTo) {
    const died = born + 3 * HOUR - Math.floor(chance() * SCRAPE);
    const reset = born + (0.5 + chance() * 2) * HOUR;
    const times: number[] = [];
    for (
      let at = born - Math.log(1 - chance()) / rate;
      at < died;
      at -= Math.log(1 - chance()) / rate
    ) {
      times.push(at);
    }
    const samples: Sample[] = [];
    // A new pod is found by its scraper only after a while.
    let at = born + Math.floor(SCRAPE * (0.5 + chance()));
    let count = 0;
    let next = 0;
    let restarted = false;
    for (; at < died; at += SCRAPE) {
      if (!restarted && at > reset) {
        restarted = true;
        while (next < times.length && times[next] <= reset) {
          next += 1;
        }
        count = 0;
      }
      while (next < times.length && times[next] <= at) {
        count += 1;
        next += 1;
      }
      if (chance() >= lost && at >= seenFrom && at <= seenTo) {
        samples.push({ at, value: count });
      }
    }
    series.push({
      samples,
      ...(starts && { starts: [born, reset] }),
    });
    events.push(...times);
    born = died;
  }
  return { series, events, options: { from, to, seenFrom, seenTo } };
}

function compute(world: World) {
  const result = hourlyIncreases(world.series, world.options);
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
}

const between = (events: readonly number[], from: number, to: number) =>
  events.filter(at => at > from && at <= to).length;

const seed = fc.integer({ min: 0, max: 0xffffffff });

it.each([
  [1_500, 24],
  [20_000, 24],
])(
  'sums of %d requests a day are within 0.5 % of the truth on the mean of worlds, and each is within its interval',
  (perDay, hours) => {
    let truth = 0;
    let sum = 0;
    for (let run = 0; run < 20; run++) {
      const world = simulate({
        seed: run * 7919 + perDay,
        hours,
        perDay,
        lost: 0.05,
        starts: true,
      });
      const total = joinIncreases(compute(world));
      const real = between(world.events, world.options.from, world.options.to);
      const { low = NaN, high = Infinity } = increaseBounds(total);
      expect(real).toBeGreaterThanOrEqual(low);
      expect(real).toBeLessThanOrEqual(high);
      truth += real;
      sum += total.value;
    }
    expect(Math.abs(sum / truth - 1)).toBeLessThan(0.005);
  },
);

it('30 days of a model with 1,000 requests a day are within 0.5 %, births, deaths, restarts and lost scrapes included', () => {
  const world = simulate({
    seed: 30,
    hours: 720,
    perDay: 1_100,
    lost: 0.05,
    starts: false,
  });
  const real = between(world.events, world.options.from, world.options.to);
  const { value } = joinIncreases(compute(world));
  expect(Math.abs(value / real - 1)).toBeLessThan(0.005);
});

it('every hour contains the truth, whatever the pace', () => {
  fc.assert(
    fc.property(
      seed,
      fc.constantFrom(7, 300, 3_000, 50_000),
      fc.constantFrom(0, 0.05),
      (at, perDay, lost) => {
        const world = simulate({
          seed: at,
          hours: 12,
          perDay,
          lost,
          starts: true,
        });
        for (const increase of compute(world)) {
          const real = between(
            world.events,
            increase.hour,
            increase.hour + HOUR,
          );
          const { low = NaN, high = Infinity } = increaseBounds(increase);
          expect(real).toBeGreaterThanOrEqual(low);
          expect(real).toBeLessThanOrEqual(high);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('a rare model of 7 requests a day is approximate, with a bound that contains the truth', () => {
  for (let run = 0; run < 50; run++) {
    const world = simulate({
      seed: run + 1,
      hours: 24,
      perDay: 7,
      lost: 0.05,
      starts: false,
    });
    const day = joinIncreases(compute(world));
    const real = between(world.events, world.options.from, world.options.to);
    const { low = NaN, high = Infinity } = increaseBounds(day);
    expect(isPinned(day)).toBe(false);
    expect(real).toBeGreaterThanOrEqual(low);
    expect(real).toBeLessThanOrEqual(high);
    // Eight replicas and eight restarts leave room for some, not for anything.
    expect(high).toBeLessThan(real + 200);
  }
});

const samples = (...values: [minute: number, value: number][]) =>
  values.map(([minute, value]) => ({ at: START + minute * 60_000, value }));
const hour = (
  series: CounterSeries[],
  options: Partial<HourlyIncreasesOptions> = {},
) => {
  const result = hourlyIncreases(series, {
    from: START,
    to: START + HOUR,
    seenFrom: START - HOUR,
    seenTo: START + HOUR + 300_000,
    scrapeIntervalMs: 60_000,
    ...options,
  });
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value[0];
};
const steadily = (from: number, to: number, each: number, first = 0) =>
  samples(
    ...Array.from({ length: to - from + 1 }, (_, i): [number, number] => [
      from + i,
      first + i * each,
    ]),
  );

it('counts exactly what samples pin', () => {
  const increase = hour([
    {
      samples: steadily(-5, 64, 0, 40).map((s, i) =>
        i > 20 ? { ...s, value: 45 } : s,
      ),
    },
  ]);
  expect(increase).toMatchObject({
    value: 5,
    unseen: 0,
    startEdge: 0,
    endEdge: 0,
    series: 1,
  });
  expect(isPinned(increase)).toBe(true);
});

it('counts what a series was born with, and what it was not seen to count only as far as the pace explains it', () => {
  const busy = { samples: steadily(-5, 64, 10) };
  const born = (value: number) => ({ samples: steadily(20, 64, 0, value) });
  expect(hour([busy, born(30)]).value).toBe(630);
  const late = hour([busy, born(100_000)]);
  expect(late.value).toBeLessThan(1000);
  expect(increaseBounds(late).high).toBeGreaterThanOrEqual(100_600);
});

it('counts all that a series was born with where the start of the process is known', () => {
  const increase = hour([
    { samples: steadily(20, 64, 0, 5_000), starts: [START + 60_000] },
  ]);
  expect(increase).toMatchObject({ value: 5_000, unseen: 0 });
});

it('takes what a series had at the beginning of the range for older', () => {
  const increase = hour([{ samples: steadily(0, 64, 1, 900) }], {
    seenFrom: START,
  });
  expect(increase.value).toBe(60);
});

it('a restart begins at zero, also where only the start of the process shows it', () => {
  const before = steadily(-5, 30, 1);
  const after = (value: number) =>
    samples(
      ...Array.from({ length: 34 }, (_, i): [number, number] => [
        31 + i,
        value,
      ]),
    );
  expect(hour([{ samples: [...before, ...after(4)] }]).value).toBe(34);
  expect(
    hour([
      { samples: [...before, ...after(40)], starts: [START + 30.5 * 60_000] },
    ]).value,
  ).toBe(70);
});

it('shares out what happened across the hour and says how much', () => {
  const increase = hour([
    { samples: samples([-30, 0], [-10, 0], [10, 8], [30, 8], [64, 8]) },
  ]);
  expect(increase).toMatchObject({ value: 4, startEdge: 8 });
  expect(increaseBounds(increase)).toMatchObject({ low: 0 });
});

it('an hour without samples has no series, and is no zero', () => {
  expect(hour([])).toMatchObject({ series: 0, value: 0 });
});

it('a single sample leaves the upper end open', () => {
  expect(
    increaseBounds(hour([{ samples: samples([30, 5]) }])),
  ).not.toHaveProperty('high');
});

it('markers, doubled and unsorted samples do no harm', () => {
  const clean = steadily(-5, 64, 2);
  const dirty = [
    ...clean.slice(3),
    { at: clean[9].at, value: NaN },
    clean[5],
    ...clean.slice(0, 3),
  ];
  expect(hour([{ samples: dirty }])).toEqual(hour([{ samples: clean }]));
});

it.each([
  [{ from: START + 1 }, 'range-invalid'],
  [{ to: START }, 'range-invalid'],
  [{ seenTo: START }, 'range-unseen'],
])('%j is refused: %s', (change, code) => {
  expect(
    hourlyIncreases([], {
      from: START,
      to: START + HOUR,
      seenFrom: START,
      seenTo: START + HOUR,
      ...change,
    }),
  ).toMatchObject({ ok: false, issues: [{ code }] });
});
