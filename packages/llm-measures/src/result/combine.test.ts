import fc from 'fast-check';
import {
  addFigures,
  divideFigures,
  mapFigure,
  meets,
  subtractFigures,
} from './combine';
import { known, missing } from './makeFigure';
import { Figure, KnownFigure, Provenance, Qualifier } from './MeasureResult';

const qualifiers: fc.Arbitrary<Qualifier[]> = fc.subarray<Qualifier>([
  'stale',
  'partial',
  'approximate',
]);
const provenance: fc.Arbitrary<Provenance> = fc.record(
  {
    qualifiers,
    sources: fc.subarray(['a', 'b', 'c']),
    asOf: fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ['qualifiers', 'sources'] },
);
const value = fc.double({ min: 0, max: 1e9, noNaN: true });
const knownFigure = fc
  .record({
    a: value,
    b: value,
    c: value,
    from: provenance,
    exact: fc.boolean(),
  })
  .map(({ a, b, c, from, exact }) => {
    const [low, middle, high] = [a, b, c].sort((x, y) => x - y);
    return known({
      value: middle,
      unit: 'tokens',
      ...(!exact && { bounds: { low, high } }),
      from,
    });
  });
const missingFigure = fc
  .record({
    state: fc.constantFrom(
      'no_data' as const,
      'not_instrumented' as const,
      'error' as const,
      'no_traffic' as const,
      'not_applicable' as const,
    ),
    from: provenance,
  })
  .map(({ state, from }) =>
    missing(state, { code: state, message: state, from }),
  );
const figure: fc.Arbitrary<Figure> = fc.oneof(knownFigure, missingFigure);
const figures = fc.array(figure, { minLength: 1, maxLength: 6 });
const mode = fc.constantFrom('fails' as const, 'partial' as const);

const isKnown = (each: Figure): each is KnownFigure => each.state === 'value';
const unknownAddend = ({ state }: Figure) =>
  state !== 'value' && state !== 'no_traffic' && state !== 'not_applicable';

describe('sums', () => {
  it('do not depend on the order', () => {
    fc.assert(
      fc.property(
        figures,
        mode,
        fc.infiniteStream(fc.nat()),
        (list, how, order) => {
          const keys = new Map(list.map(each => [each, order.next().value]));
          const shuffled = [...list].sort(
            (a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0),
          );
          expect(addFigures({ figures: shuffled, missing: how })).toEqual(
            addFigures({ figures: list, missing: how }),
          );
        },
      ),
    );
  });

  it('never take what is missing for zero', () => {
    fc.assert(
      fc.property(figures, missingFigure.filter(unknownAddend), (list, gap) => {
        const all = [...list, gap];
        expect(addFigures({ figures: all, missing: 'fails' }).state).not.toBe(
          'value',
        );
        const sum = addFigures({ figures: all, missing: 'partial' });
        const seen = isKnown(sum) ? sum : undefined;
        expect(list.some(isKnown)).toBe(seen !== undefined);
        expect(seen?.qualifiers ?? ['partial']).toContain('partial');
        expect(seen?.bounds?.high).toBeUndefined();
        expect(seen?.coverage ?? 0).toBeLessThan(1);
      }),
    );
  });

  it('lose no qualifier of what they add', () => {
    fc.assert(
      fc.property(figures, mode, (list, how) => {
        const members = list.filter(
          ({ state }) => how === 'fails' || state !== 'not_applicable',
        );
        const sum = addFigures({ figures: list, missing: how });
        expect(sum.qualifiers).toEqual(
          expect.arrayContaining(members.flatMap(each => [...each.qualifiers])),
        );
      }),
    );
  });

  it('hold every sum of what their addends can be', () => {
    fc.assert(
      fc.property(
        fc.array(knownFigure, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, share) => {
          const sum = addFigures({ figures: list, missing: 'fails' });
          const truth = list.filter(isKnown).reduce((total, each) => {
            const { low = each.value, high = each.value } = each.bounds ?? {};
            return total + low + (high - low) * share;
          }, 0);
          expect(isKnown(sum)).toBe(true);
          const { low = 0, high = Infinity } =
            (isKnown(sum) ? sum.bounds : undefined) ?? {};
          expect(truth).toBeGreaterThanOrEqual(low - 1);
          expect(truth).toBeLessThanOrEqual(high + 1);
        },
      ),
    );
  });

  it('refuse different units and currencies', () => {
    const eur = known({
      value: 1,
      unit: 'money',
      money: { amount: '1', currency: 'EUR' },
      from: { qualifiers: [], sources: [] },
    });
    const usd = known({
      value: 1,
      unit: 'money',
      money: { amount: '1', currency: 'USD' },
      from: { qualifiers: [], sources: [] },
    });
    expect(
      addFigures({ figures: [eur, usd], missing: 'partial' }),
    ).toMatchObject({
      state: 'error',
      reason: { message: 'Figures in EUR and USD have no sum' },
    });
    expect(
      divideFigures({ numerator: eur, denominator: usd, unit: 'ratio' }).state,
    ).toBe('error');
  });

  it('of nothing are no data, and of members to which it does not apply not applicable', () => {
    expect(addFigures({ figures: [], missing: 'partial' }).state).toBe(
      'no_data',
    );
    const none = missing('not_applicable', { code: 'task', message: 'task' });
    expect(addFigures({ figures: [none], missing: 'partial' }).state).toBe(
      'not_applicable',
    );
  });
});

const exactly = (number: number, extra: Partial<Provenance> = {}) =>
  known({
    value: number,
    unit: 'requests',
    from: { qualifiers: [], sources: [], ...extra },
  });
const ratio = (numerator: Figure, denominator: Figure) =>
  divideFigures({ numerator, denominator, unit: 'ratio' });

describe('ratios', () => {
  it('have a value only where both sides do, and lose no qualifier', () => {
    fc.assert(
      fc.property(figure, figure, (n, d) => {
        const result = ratio(n, d);
        expect(result.state === 'value' && (!isKnown(n) || !isKnown(d))).toBe(
          false,
        );
        expect(result.qualifiers).toEqual(
          expect.arrayContaining([...n.qualifiers, ...d.qualifiers]),
        );
      }),
    );
  });

  it('contain every ratio of what both sides can be', () => {
    fc.assert(
      fc.property(
        knownFigure,
        knownFigure,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, d, s, t) => {
          const result = ratio(n, d);
          fc.pre(isKnown(n) && isKnown(d) && isKnown(result));
          const at = (each: Figure, share: number) => {
            if (!isKnown(each)) {
              return NaN;
            }
            const { low = each.value, high = each.value } = each.bounds ?? {};
            return low + (high - low) * share;
          };
          const truth = at(n, s) / at(d, t);
          fc.pre(Number.isFinite(truth));
          const { low = 0, high = Infinity } = isKnown(result)
            ? result.bounds ?? { low: result.value, high: result.value }
            : {};
          expect(truth).toBeGreaterThanOrEqual(low * (1 - 1e-9));
          expect(truth).toBeLessThanOrEqual(high * (1 + 1e-9));
        },
      ),
    );
  });

  it.each<[string, Figure, Figure, string]>([
    ['a known zero', exactly(0), exactly(0), 'no_traffic'],
    [
      'a known zero under a numerator without series',
      missing('no_data', { code: 'x', message: 'x' }),
      exactly(0),
      'no_traffic',
    ],
    [
      'a known zero under a numerator that failed',
      missing('error', { code: 'x', message: 'x' }),
      exactly(0),
      'error',
    ],
    [
      'a zero of which a part was not seen',
      exactly(0),
      exactly(0, { qualifiers: ['partial'] }),
      'no_data',
    ],
    ['a known zero under something', exactly(3), exactly(0), 'error'],
    [
      'something under nothing known',
      missing('no_data', { code: 'x', message: 'x' }),
      exactly(5),
      'no_data',
    ],
  ])('by %s', (_, n, d, state) => {
    expect(ratio(n, d).state).toBe(state);
  });
});

it('a difference holds what is left, and a part above the whole is an error', () => {
  expect(
    subtractFigures({ whole: exactly(5), part: exactly(2) }),
  ).toMatchObject({ value: 3 });
  expect(
    subtractFigures({ whole: exactly(1), part: exactly(2) }),
  ).toMatchObject({ state: 'error', reason: { code: 'contradiction' } });
});

it('a complement turns the bounds round, also where one is not known', () => {
  const figureOf = (bounds: { low?: number; high?: number }) =>
    mapFigure({
      figure: known({
        value: 0.2,
        unit: 'ratio',
        bounds,
        from: { qualifiers: [], sources: [] },
      }),
      map: share => 1 - share,
      unit: 'ratio',
    });
  expect(figureOf({ low: 0.1, high: 0.5 })).toMatchObject({
    value: 0.8,
    bounds: { low: 0.5, high: 0.9 },
  });
  expect(figureOf({ low: 0.1 })).toMatchObject({ bounds: { high: 0.9 } });
});

it.each([
  [{ low: 1, high: 2 }, 'below', 'yes'],
  [{ low: 1, high: 4 }, 'below', 'undecided'],
  [{ low: 4, high: 5 }, 'below', 'no'],
  [{ low: 1 }, 'below', 'undecided'],
  [{ low: 4, high: 5 }, 'above', 'yes'],
  [{ low: 1, high: 2 }, 'above', 'no'],
] as const)('%j %s 3 is met: %s', (bounds, wanted, met) => {
  const each = known({
    value: bounds.low,
    unit: 'seconds',
    bounds,
    from: { qualifiers: [], sources: [] },
  });
  expect(meets({ figure: each, limit: 3, wanted })).toBe(met);
});
