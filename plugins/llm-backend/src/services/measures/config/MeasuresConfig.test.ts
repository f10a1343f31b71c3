import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { canonicalSeries, profiles } from '@modelyard/llm-measures';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findBadQuery, placeOfError } from './findBadQuery';
import { readMeasuresConfig } from './MeasuresConfig';

const read = (measures?: JsonObject) =>
  readMeasuresConfig(
    mockServices.rootConfig({ data: measures ? { llm: { measures } } : {} }),
    { engines: ['fra', 'ber'] },
  );

it('is content with nothing', () => {
  expect(read()).toEqual({
    profiles,
    selectors: new Map(),
    carbon: [],
    deadlineMs: 10_000,
  });
});

it('reads what can be set', () => {
  const { profiles: all, ...rest } = read({
    deadline: '5s',
    carbon: [{ region: 'eu-central', gramsPerKilowattHour: 380 }],
    selectors: [
      {
        engine: 'fra',
        labels: { tenant: 'ai' },
        clusterLabel: 'k8s_cluster',
        poolLabel: 'pool',
        profiles: ['vllm', 'ours'],
        scrapeInterval: { seconds: 15 },
      },
    ],
    profiles: [
      {
        id: 'ours',
        vantage: 'gateway',
        labels: { model: 'model' },
        series: {
          'tokens.input': 'our_input_total',
          'requests.running': { expression: 'sum(running{$matchers})' },
        },
      },
      {
        id: 'vllm',
        extends: 'vllm',
        labels: { namespace: 'exported_namespace' },
      },
    ],
  });
  expect(rest).toEqual({
    deadlineMs: 5_000,
    carbon: [{ region: 'eu-central', gramsPerKilowattHour: 380 }],
    selectors: new Map([
      [
        'fra',
        {
          labels: [{ label: 'tenant', is: 'equal', to: 'ai' }],
          clusterLabel: 'k8s_cluster',
          poolLabel: 'pool',
          profiles: ['vllm', 'ours'],
          scrapeIntervalMs: 15_000,
        },
      ],
    ]),
  });
  expect(all.map(({ id }) => id)).toEqual([
    ...profiles.map(({ id }) => id),
    'ours',
  ]);
  expect(all[0].labels).toMatchObject({
    model: 'model_name',
    namespace: 'exported_namespace',
  });
});

it.each<[string, JsonObject, string]>([
  [
    'an engine that there is not',
    { selectors: [{ engine: 'nowhere' }] },
    'llm.measures.selectors[0].engine: there is no engine nowhere; known are fra, ber',
  ],
  [
    'an engine twice',
    { selectors: [{ engine: 'fra' }, { engine: 'fra' }] },
    'llm.measures.selectors[1].engine: fra is named twice',
  ],
  [
    'a profile that there is not',
    { selectors: [{ engine: 'fra', profiles: ['x'] }] },
    'llm.measures.selectors[0].profiles: x is no profile',
  ],
  [
    'an empty label',
    { selectors: [{ engine: 'fra', labels: { a: '' } }] },
    "key 'llm.measures.selectors[0].labels.a'",
  ],
  [
    'the name of the metric as a label',
    { selectors: [{ engine: 'fra', poolLabel: '__name__' }] },
    'llm.measures.selectors[0].poolLabel: it may not be __name__',
  ],
  [
    'a deadline that is none',
    { deadline: 'soon' },
    'llm.measures.deadline: it is no duration',
  ],
  [
    'a deadline that nobody waits for',
    { deadline: '1h' },
    'llm.measures.deadline: it must be from 1 to 120 seconds',
  ],
  [
    'a region twice',
    {
      carbon: [
        { region: 'a', gramsPerKilowattHour: 1 },
        { region: 'a', gramsPerKilowattHour: 2 },
      ],
    },
    'llm.measures.carbon[1].region: a is named twice',
  ],
  [
    'an intensity below zero',
    { carbon: [{ region: 'a', gramsPerKilowattHour: -1 }] },
    'llm.measures.carbon[0].gramsPerKilowattHour: -1 is not from 0',
  ],
  [
    'profiles that are no list',
    { profiles: { id: 'a' } },
    'llm.measures.profiles: it is not a list',
  ],
  [
    'a profile with a field that is not known',
    { profiles: [{ id: 'a', vantage: 'engine', serie: {}, series: {} }] },
    'llm.measures.profiles[0].serie: it is not known here',
  ],
  [
    'a profile twice',
    {
      profiles: [
        { id: 'a', vantage: 'engine', series: { 'tokens.input': 'b' } },
        { id: 'a', vantage: 'engine', series: { 'tokens.input': 'c' } },
      ],
    },
    'llm.measures.profiles[1].id: there is a profile a already',
  ],
  [
    'an expression that is no PromQL',
    {
      profiles: [
        {
          id: 'a',
          vantage: 'engine',
          series: { 'requests.running': { expression: 'sum(b{$matchers}))' } },
        },
      ],
    },
    'llm.measures.profiles[0].series.requests.running: it makes a query that is no PromQL, from character',
  ],
])('refuses %s', (_, measures, message) => {
  expect(() => read(measures)).toThrow(message);
});

it('finds no fault with the profiles of the package', () => {
  expect(profiles.flatMap(profile => findBadQuery(profile) ?? [])).toEqual([]);
  expect(canonicalSeries.length).toBeGreaterThan(0);
});

it('knows PromQL from other texts', () => {
  expect(placeOfError('sum by (a) (rate(b{c="d"}[5m]))')).toBeUndefined();
  expect(placeOfError('sum(')).toBeDefined();
  expect(placeOfError('drop table users;')).toBeDefined();
});

it('takes what the documentation shows', () => {
  const text = readFileSync(
    join(__dirname, '../../../../../llm/docs/measures.md'),
    'utf8',
  );
  const shown = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml]) =>
    parse(yaml),
  );
  expect(shown).toHaveLength(3);
  for (const data of shown) {
    expect(() =>
      readMeasuresConfig(mockServices.rootConfig({ data }), {
        engines: ['thanos'],
      }),
    ).not.toThrow();
  }
});
