import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { profiles } from '@modelyard/llm-measures';
import { readPullConfig } from './PullConfig';

const HOUR = 3_600_000;
const read = (pull?: JsonObject) =>
  readPullConfig(
    mockServices.rootConfig({ data: pull ? { llm: { usage: { pull } } } : {} }),
    { profiles },
  );

it('pulls from nothing unless engines are named', () => {
  expect(read()).toEqual({
    engines: [],
    backfillMs: 720 * HOUR,
    rereadMs: 3 * HOUR,
    scrapeIntervalMs: 60_000,
  });
});

it('reads what is pulled from an engine', () => {
  expect(
    read({
      engines: [
        { name: 'fra', labels: { cluster: 'fra-1' }, profiles: ['vllm'] },
        { name: 'ber', clusterLabel: 'k8s_cluster' },
      ],
      backfill: { days: 2 },
      reread: '0s',
      scrapeInterval: '30s',
    }),
  ).toEqual({
    engines: [
      {
        name: 'fra',
        labels: [{ label: 'cluster', is: 'equal', to: 'fra-1' }],
        clusterLabel: 'cluster',
        profiles: ['vllm'],
      },
      { name: 'ber', labels: [], clusterLabel: 'k8s_cluster' },
    ],
    backfillMs: 48 * HOUR,
    rereadMs: 0,
    scrapeIntervalMs: 30_000,
  });
});

it.each<[JsonObject, string]>([
  [{ engines: [{ name: 'a' }, { name: 'a' }] }, 'engines: a is named twice'],
  [
    { engines: [{ name: 'a', profiles: ['nova'] }] },
    'engines[0].profiles: nova is no profile; known are vllm,',
  ],
  [{ backfill: '10m' }, 'backfill: it must be from 3600 to 34560000 seconds'],
  [{ reread: 'soon' }, 'reread: it is no duration'],
  [{ scrapeInterval: { hours: 1 } }, 'scrapeInterval: it must be from 1 to'],
])('says what is wrong with %j', (pull, message) => {
  expect(() => read(pull)).toThrow(`Invalid llm.usage.pull.${message}`);
});
