import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  Increase,
  increaseBounds,
  isPinned,
  joinIncreases,
  LedgerCount,
  LedgerRow,
  mergeHistograms,
  profiles,
  quantileOf,
} from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
// Programs are started in one place; what tests share is no part of a package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  describeWithEngine,
  prometheus,
  victoriaMetrics,
} from '../../../../../llm-backend-module-prometheus/src/__testUtils__/realEngines';
import { MemoryHourStore } from '../__testUtils__/MemoryHourStore';
import { startEngine } from '../__testUtils__/startEngines';
import {
  envoyTraffic,
  guardrailTraffic,
  litellmTraffic,
  trustyaiTraffic,
  vllmTraffic,
} from '../__testUtils__/traffics';
import { History, writeHistory } from '../__testUtils__/writeHistory';
import { PullConfig } from './PullConfig';
import { SubjectNames } from './SubjectGroups';
import { UsagePull } from './UsagePull';

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const DAYS_30 = 720;
const DAYS_10 = 240;
const START = Math.floor(Date.now() / HOUR) * HOUR - (DAYS_30 + 1) * HOUR;
const END = START + DAYS_30 * HOUR;

/** Takes names as they are. */
const names: SubjectNames = {
  ready: async () => {},
  resolve: ({ model = 'unknown', consumer = 'unknown', ...rest }) => ({
    model,
    consumer,
    version: rest.version ?? 'unknown',
    deployment: rest.deployment ?? 'unknown',
    operation: rest.operation ?? 'unknown',
    provider: rest.provider ?? 'unknown',
  }),
};

const directory = createMockDirectory();
let history: History;

beforeAll(() => {
  history = writeHistory(directory.path, {
    seed: 5,
    start: START,
    hours: DAYS_30,
    scrapeMs: 30_000,
    lost: 0.05,
    traffics: [
      vllmTraffic({ name: 'rare', perDay: 7, scrapeMs: 60_000 }),
      vllmTraffic({ name: 'thousand', perDay: 1_200 }),
      vllmTraffic({ name: 'busy', perDay: 100_000 }),
      vllmTraffic({
        name: 'timed',
        perDay: 5_000,
        histograms: true,
        lastHours: DAYS_10,
        scrapeMs: 60_000,
      }),
      envoyTraffic({ name: 'steady', perDay: 5_000, teams: ['blue', 'green'] }),
      envoyTraffic({
        name: 'slow',
        perDay: 2_000,
        teams: ['blue'],
        histograms: true,
        lastHours: DAYS_10,
        scrapeMs: 60_000,
      }),
      litellmTraffic({ name: 'proxy', perDay: 3_000, lastHours: DAYS_10 }),
      trustyaiTraffic({ name: 'email', perDay: 4_000 }),
      guardrailTraffic({
        name: 'pii',
        perDay: 6_000,
        source: 'agentgateway',
        lastHours: DAYS_10,
      }),
      guardrailTraffic({ name: 'pii', perDay: 3_000, source: 'aisix' }),
    ],
  });
});

const config: PullConfig = {
  engines: [{ name: 'fra', labels: [], clusterLabel: 'cluster' }],
  backfillMs: DAYS_30 * HOUR,
  rereadMs: 3 * HOUR,
  scrapeIntervalMs: 60_000,
};

/** Hours without a row are hours of which nothing is known. */
function joined(
  rows: readonly LedgerRow[],
  model: string,
  count: LedgerCount,
): Increase {
  return joinIncreases(
    rows.flatMap(({ key, counts }) =>
      key.model === model ? counts[count] ?? [] : [],
    ),
  );
}

describe.each([prometheus, victoriaMetrics])(
  'UsagePull, with 30 days in a real engine',
  program => {
    describeWithEngine(
      program,
      () => history,
      url => {
        const store = new MemoryHourStore();
        let engine: MeasureEngine;
        let stop: () => Promise<void>;

        beforeAll(async () => {
          ({ engine, stop } = await startEngine('fra', url()));
          const began = Date.now();
          await UsagePull.create({
            config,
            engines: [engine],
            store,
            names,
            logger: mockServices.rootLogger({ level: 'warn' }),
            now: () => END + HOUR / 2,
          }).run(AbortSignal.timeout(110_000));
          process.stderr.write(`pulled ${Date.now() - began} ms\n`);
        });
        afterAll(async () => stop?.());

        it.each([
          ['vllm', 'thousand', 'requests', 'requests'],
          ['vllm', 'thousand', 'inputTokens', 'input'],
          ['vllm', 'busy', 'requests', 'requests'],
          ['vllm', 'busy', 'inputTokens', 'input'],
          ['vllm', 'busy', 'outputTokens', 'output'],
          ['vllm', 'busy', 'cachedInputTokens', 'cached'],
          ['vllm', 'busy', 'failed', 'error'],
          ['vllm', 'busy', 'aborted', 'abort'],
          ['envoy-ai-gateway', 'steady', 'requests', 'requests'],
          ['envoy-ai-gateway', 'steady', 'inputTokens', 'input'],
          ['envoy-ai-gateway', 'steady', 'outputTokens', 'output'],
          ['envoy-ai-gateway', 'steady', 'cachedInputTokens', 'cached'],
          ['litellm', 'proxy', 'requests', 'requests'],
          ['litellm', 'proxy', 'inputTokens', 'input'],
          ['litellm', 'proxy', 'refused', 'refused'],
        ] as const)(
          'sums of 30 days: %s, %s, %s',
          (profile, model, count, name) => {
            const traffic = `${profile.split('-')[0]}-${model}`;
            const truth = history.truth.sum(traffic, name);
            const { value } = joined(
              store.rows(`fra/${profile}`),
              model,
              count,
            );
            process.stderr.write(
              `${traffic} ${count} ${truth} ${value} ${(
                (value / truth - 1) *
                100
              ).toFixed(3)} %\n`,
            );
            expect(truth).toBeGreaterThan(100);
            expect(Math.abs(value / truth - 1)).toBeLessThan(0.005);
          },
        );
      },
    );
  },
);
