import fc from 'fast-check';
import {
  currenciesOf,
  facetOptions,
  filterRows,
  modelFacets,
  poolFacets,
  type PriceBound,
} from './filters';
import { modelRow } from '../__testUtils__/modelRow';
import { defaultFleetQuery, type FleetFacet, type FleetQuery } from './query';
import type { ModelRow, PoolRow } from './rowTypes';

const inputPrices = (row: ModelRow) => (row.inputPrice ? [row.inputPrice] : []);

function queryWith(
  facets: Partial<FleetQuery['facets']>,
  text = '',
): FleetQuery {
  return {
    ...defaultFleetQuery,
    text,
    facets: { ...defaultFleetQuery.facets, ...facets },
  };
}

function refs(options: {
  rows: ModelRow[];
  query?: FleetQuery;
  bound?: PriceBound;
}): string[] {
  return filterRows({
    rows: options.rows,
    query: options.query ?? defaultFleetQuery,
    facets: modelFacets,
    prices: inputPrices,
    bound: options.bound,
  }).rows.map(row => row.ref);
}

const place = (kind: 'pool' | 'provider' | 'base', ref: string) => ({
  deployment: 'prod',
  kind,
  ref,
});

const rows = [
  modelRow({
    ref: 'model:a/chat',
    task: 'chat',
    capabilities: ['tool-calling', 'vision'],
    owner: 'group:a/one',
    lifecycle: 'production',
    places: [place('pool', 'gpupool:gpu/h100'), place('base', 'model:a/base')],
    regions: ['eu-central'],
    inputPrice: { currency: 'EUR', amount: 0.4 },
    searchText: 'chat llama large',
  }),
  modelRow({
    ref: 'model:a/tools',
    task: 'chat',
    capabilities: ['tool-calling'],
    places: [place('provider', 'resource:x/azure')],
    regions: ['eu-north', 'us-east'],
    inputPrice: { currency: 'USD', amount: 0.1 },
    searchText: 'tools llama small',
  }),
  modelRow({ ref: 'model:b/embed', task: 'embedding', searchText: 'embed' }),
];

describe('filterRows', () => {
  it.each<[string, Partial<FleetQuery['facets']>, string[]]>([
    ['one task', { task: ['embedding'] }, ['model:b/embed']],
    [
      'either of two tasks',
      { task: ['chat', 'embedding'] },
      ['model:a/chat', 'model:a/tools', 'model:b/embed'],
    ],
    [
      'all of two capabilities',
      { capability: ['tool-calling', 'vision'] },
      ['model:a/chat'],
    ],
    ['a provider', { pool: ['resource:x/azure'] }, ['model:a/tools']],
    ['a pool', { pool: ['gpupool:gpu/h100'] }, ['model:a/chat']],
    ['not a base', { pool: ['model:a/base'] }, []],
    ['one of several regions', { region: ['us-east'] }, ['model:a/tools']],
    ['an owner', { owner: ['group:a/one'] }, ['model:a/chat']],
    ['a lifecycle', { lifecycle: ['production'] }, ['model:a/chat']],
    [
      'a facet that models do not have',
      { accelerator: ['nvidia-h100-sxm-80gb'] },
      ['model:a/chat', 'model:a/tools', 'model:b/embed'],
    ],
    [
      'two facets at once',
      { task: ['chat'], region: ['eu-north'] },
      ['model:a/tools'],
    ],
  ])('keeps %s', (_, facets, expected) => {
    expect(refs({ rows, query: queryWith(facets) })).toEqual(expected);
  });

  it.each([
    ['LLAMA', ['model:a/chat', 'model:a/tools']],
    ['  small   llama ', ['model:a/tools']],
    ['llama embed', []],
    ['', ['model:a/chat', 'model:a/tools', 'model:b/embed']],
  ])('keeps rows with each word of %j', (text, expected) => {
    expect(refs({ rows, query: queryWith({}, text) })).toEqual(expected);
  });

  it('never compares currencies, and counts what it could not compare', () => {
    const filter = (bound: PriceBound, query = defaultFleetQuery) =>
      filterRows({
        rows,
        query,
        facets: modelFacets,
        prices: inputPrices,
        bound,
      });
    const euros = filter({ max: 0.4, currency: 'EUR' });
    expect(euros.rows.map(row => row.ref)).toEqual(['model:a/chat']);
    expect(euros.withoutPrice).toBe(2);

    expect(filter({ max: 0.39, currency: 'EUR' })).toEqual({
      rows: [],
      withoutPrice: 2,
    });
    expect(
      filter({ max: 1, currency: 'USD' }).rows.map(row => row.ref),
    ).toEqual(['model:a/tools']);
    // Only rows that pass everything else are counted.
    expect(
      filter({ max: 1, currency: 'USD' }, queryWith({ task: ['embedding'] }))
        .withoutPrice,
    ).toBe(1);
  });

  it('passes a pool when one of its device groups is cheap enough', () => {
    const pool: PoolRow = {
      ref: 'gpupool:gpu/mixed',
      title: 'Mixed',
      devices: [],
      gpus: 8,
      allowedDataClasses: [],
      gpuHourPrices: [
        { currency: 'EUR', amount: 0.9 },
        { currency: 'EUR', amount: 2.4 },
      ],
      quotas: [],
      searchText: '',
    };
    const passes = (max: number) =>
      filterRows({
        rows: [pool],
        query: defaultFleetQuery,
        facets: poolFacets,
        prices: row => row.gpuHourPrices,
        bound: { max, currency: 'EUR' },
      }).rows.length === 1;
    expect([0.5, 0.9, 1].map(passes)).toEqual([false, true, true]);
  });

  const values = ['a', 'b', 'c'];
  const anyRow: fc.Arbitrary<ModelRow> = fc.record(
    {
      ref: fc.uuid().map(id => `model:x/${id}`),
      title: fc.constantFrom('one', 'two', 'Two', 'three 10', 'three 9'),
      task: fc.constantFrom(...values),
      capabilities: fc.subarray(values),
      owner: fc.constantFrom(...values),
      lifecycle: fc.constantFrom(...values),
      places: fc
        .subarray(values)
        .map(pools => pools.map(pool => place('pool', pool))),
      regions: fc.subarray(values),
      inputPrice: fc.record({
        currency: fc.constantFrom('EUR', 'USD'),
        amount: fc.constantFrom(0, 0.5, 1, 2),
      }),
      otherPrices: fc.constant([]),
      searchText: fc.constantFrom('alpha beta', 'beta', 'gamma'),
    },
    {
      requiredKeys: [
        'ref',
        'title',
        'capabilities',
        'places',
        'regions',
        'otherPrices',
        'searchText',
      ],
    },
  );
  const facet = fc.subarray(values);
  const anyFacets = fc.record({
    task: facet,
    capability: facet,
    owner: facet,
    lifecycle: facet,
    pool: facet,
    region: facet,
    accelerator: facet,
  });
  const anyBound = fc.option(
    fc.record({
      max: fc.constantFrom(0, 0.5, 1),
      currency: fc.constantFrom('EUR', 'USD'),
    }),
    { nil: undefined },
  );
  const anyText = fc.constantFrom('', 'beta', 'ALPHA', 'beta gamma');

  it('keeps the order, invents nothing, and filters nothing twice', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow),
        anyFacets,
        anyBound,
        anyText,
        (all, facets, bound, text) => {
          const query = queryWith(facets, text);
          const once = refs({ rows: all, query, bound });
          const kept = all.filter(row => once.includes(row.ref));
          expect(once).toEqual(kept.map(row => row.ref));
          expect(refs({ rows: kept, query, bound })).toEqual(once);
        },
      ),
    );
  });

  it('never keeps more when a filter is added, whichever', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow),
        anyFacets,
        anyBound,
        anyText,
        fc.constantFrom<FleetFacet>('task', 'owner', 'pool', 'region'),
        (all, facets, bound, text, dropped) => {
          const narrow = refs({
            rows: all,
            query: queryWith(facets, text),
            bound,
          });
          for (const wide of [
            refs({
              rows: all,
              query: queryWith({ ...facets, [dropped]: [] }, text),
              bound,
            }),
            refs({ rows: all, query: queryWith(facets, ''), bound }),
            refs({ rows: all, query: queryWith(facets, text) }),
          ]) {
            expect(wide).toEqual(expect.arrayContaining(narrow));
          }
        },
      ),
    );
  });

  it('never keeps a row above the bound or of another currency', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(0, 0.5, 1), (all, max) => {
        const { rows: kept, withoutPrice } = filterRows({
          rows: all,
          query: defaultFleetQuery,
          facets: modelFacets,
          prices: inputPrices,
          bound: { max, currency: 'EUR' },
        });
        kept.forEach(row => {
          expect(row.inputPrice?.currency).toBe('EUR');
          expect(row.inputPrice?.amount).toBeLessThanOrEqual(max);
        });
        expect(withoutPrice).toBe(
          all.filter(row => row.inputPrice?.currency !== 'EUR').length,
        );
      }),
    );
  });
});

describe('facetOptions', () => {
  it('offers what the rows have, and what is chosen already', () => {
    expect(
      facetOptions({
        rows,
        read: modelFacets.region!,
        chosen: ['moon', 'eu-north'],
      }),
    ).toEqual(['eu-central', 'eu-north', 'moon', 'us-east']);
  });
});

describe('currenciesOf', () => {
  it('puts the most frequent first', () => {
    const priced = (currency: string) =>
      modelRow({ ref: 'x', inputPrice: { currency, amount: 1 } });
    expect(
      currenciesOf(
        [priced('USD'), priced('EUR'), priced('EUR'), priced('CHF'), rows[2]],
        inputPrices,
      ),
    ).toEqual(['EUR', 'CHF', 'USD']);
  });
});
