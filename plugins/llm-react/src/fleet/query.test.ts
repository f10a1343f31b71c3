import fc from 'fast-check';
import {
  defaultFleetQuery,
  fleetFacets,
  parseFleetQuery,
  writeFleetQuery,
  type FleetQuery,
} from './query';

const facetValues = fc.uniqueArray(fc.string({ minLength: 1, unit: 'binary' }));

const anyQuery: fc.Arbitrary<FleetQuery> = fc.record({
  tab: fc.constantFrom(
    'models' as const,
    'pools' as const,
    'changes' as const,
    'sources' as const,
  ),
  text: fc.string({ unit: 'binary' }),
  facets: fc.record({
    task: facetValues,
    capability: facetValues,
    owner: facetValues,
    lifecycle: facetValues,
    pool: facetValues,
    region: facetValues,
    accelerator: facetValues,
  }),
  maxInputPrice: fc.option(
    fc.double({
      min: 0,
      noNaN: true,
      noDefaultInfinity: true,
      minExcluded: true,
    }),
    {
      nil: undefined,
    },
  ),
  maxGpuHourPrice: fc.option(fc.constantFrom(0, 0.5, 2.4), { nil: undefined }),
  currency: fc.option(fc.constantFrom('EUR', 'USD'), { nil: undefined }),
  sort: fc.option(
    fc.record({
      column: fc.constantFrom('title', 'inputPrice'),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    { nil: undefined },
  ),
  page: fc.integer({ min: 1, max: 200 }),
  change: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,99}$/), {
    nil: undefined,
  }),
});

// Lone surrogates have no UTF-8 form, so that no address can carry them.
const isWellFormed = (text: string) =>
  new URLSearchParams({ text }).toString() !== '' &&
  new TextDecoder().decode(new TextEncoder().encode(text)) === text;

describe('fleet query', () => {
  it('opens with the models when the address says nothing', () => {
    expect(parseFleetQuery(new URLSearchParams())).toEqual(defaultFleetQuery);
    expect(writeFleetQuery(defaultFleetQuery).toString()).toBe('');
  });

  it('survives the way through the address', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        fc.pre(
          [
            query.text,
            ...fleetFacets.flatMap(facet => query.facets[facet]),
          ].every(isWellFormed),
        );
        const address = writeFleetQuery(query).toString();
        expect(parseFleetQuery(new URLSearchParams(address))).toEqual(query);
      }),
    );
  });

  it('replaces its own parameters and leaves those of others', () => {
    const base = new URLSearchParams('task=chat&task=embedding&lang=de&page=4');
    const written = writeFleetQuery(
      {
        ...defaultFleetQuery,
        facets: { ...defaultFleetQuery.facets, task: ['rerank'] },
      },
      base,
    );
    expect(written.toString()).toBe('lang=de&task=rerank');
  });

  it.each([
    ['tab=nonsense', {}],
    ['page=0', {}],
    ['page=2.5', {}],
    ['page=abc', {}],
    ['maxInputPrice=cheap', {}],
    ['maxInputPrice=-1', {}],
    ['maxInputPrice=', {}],
    ['currency=euros', {}],
    ['sort=', {}],
    ['task=', {}],
    ['change=', {}],
    ['change=..', {}],
    ['change=a/b', {}],
    [
      'tab=changes&change=serve-nova.2',
      { tab: 'changes', change: 'serve-nova.2' },
    ],
    ['maxInputPrice=0.5&currency=eur', { maxInputPrice: 0.5, currency: 'EUR' }],
    ['sort=-inputPrice', { sort: { column: 'inputPrice', direction: 'desc' } }],
  ])('reads %s', (address, expected) => {
    expect(parseFleetQuery(new URLSearchParams(address))).toEqual({
      ...defaultFleetQuery,
      ...expected,
    });
  });
});
