import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  countOf,
  hourlyIncreases,
  Increase,
  increaseBounds,
  isPinned,
  joinIncreases,
  LedgerCount,
  LedgerRow,
  meanOf,
  mergeHistograms,
  periodStart,
  profiles,
  quantileOf,
  rawSelectors,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
// Programs are started in one place; what tests share is no part of a package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  describeWithEngine,
  prometheus,
  victoriaMetrics,
} from '../../../../../llm-backend-module-prometheus/src/__testUtils__/realEngines';
import { askEveryMeasure, askIncrease } from '../__testUtils__/askMeasures';
import { MemoryHourStore } from '../__testUtils__/MemoryHourStore';
import { plainNames } from '../__testUtils__/plainNames';
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
import { UsagePull } from './UsagePull';

jest.setTimeout(240_000);

const HOUR = 3_600_000;
const DAYS = 30;
const START = Math.floor(Date.now() / HOUR) * HOUR - (DAYS * 24 + 1) * HOUR;
const END = START + DAYS * 24 * HOUR;
/** Days of those traffics that need not be as long to prove the same. */
const SHORT = 6;

/** A month that takes each engine a few seconds: its samples are in the millions. */
const short = { lastHours: SHORT * 24 };
const traffics = [
  vllmTraffic({ name: 'rare', perDay: 7, scrapeMs: 60_000 }),
  vllmTraffic({ name: 'hundred', perDay: 100, scrapeMs: 60_000, ...short }),
  vllmTraffic({ name: 'thousand', perDay: 1_200 }),
  vllmTraffic({ name: 'busy', perDay: 100_000, ...short }),
  vllmTraffic({ name: 'timed', perDay: 5_000, histograms: true, ...short }),
  envoyTraffic({ name: 'steady', perDay: 5_000, teams: ['blue', 'green'] }),
  envoyTraffic({
    name: 'slow',
    perDay: 4_000,
    teams: ['blue'],
    histograms: true,
    ...short,
  }),
  litellmTraffic({ name: 'proxy', perDay: 8_000, ...short }),
  trustyaiTraffic({ name: 'email', perDay: 4_000 }),
  guardrailTraffic({
    name: 'pii',
    perDay: 9_000,
    source: 'agentgateway',
    ...short,
  }),
  guardrailTraffic({ name: 'pii', perDay: 9_000, source: 'aisix', ...short }),
];

const directory = createMockDirectory();
let history: History;

beforeAll(() => {
  history = writeHistory(directory.path, {
    seed: 5,
    start: START,
    hours: DAYS * 24,
    scrapeMs: 30_000,
    lost: 0.05,
    traffics,
  });
});

const config: PullConfig = {
  engines: [{ name: 'fra', labels: [], clusterLabel: 'cluster' }],
  backfillMs: DAYS * 24 * HOUR,
  rereadMs: 3 * HOUR,
  scrapeIntervalMs: 60_000,
};

/** What is true of the last so many days. */
const truthOf = (traffic: string, name: string, days: number) =>
  history.truth.sum(traffic, name, (DAYS - days) * 24);

/** Hours without a row are hours of which nothing is known. */
function joined(
  rows: readonly LedgerRow[],
  model: string,
  count: LedgerCount,
  [from, to]: readonly [number, number],
): Increase {
  return joinIncreases(
    rows.flatMap(({ key, counts }) => {
      const start = periodStart(key.period);
      return key.model === model && start >= from && start < to
        ? counts[count] ?? []
        : [];
    }),
  );
}
const last = (days: number) => [END - days * 24 * HOUR, END] as const;

describe.each([prometheus, victoriaMetrics])(
  'UsagePull, with 30 days in a real engine',
  program => {
    describeWithEngine(
      program,
      () => history,
      url => {
        const store = new MemoryHourStore();
        let engine: MeasureEngine;
        let pull: UsagePull;
        let stop: () => Promise<void>;

        beforeAll(async () => {
          ({ engine, stop } = await startEngine('fra', url()));
          pull = UsagePull.create({
            config,
            engines: [engine],
            store,
            names: plainNames,
            logger: mockServices.rootLogger({ level: 'warn' }),
            now: () => END + HOUR / 2,
          });
          await pull.run(AbortSignal.timeout(200_000));
        });
        afterAll(async () => stop?.());

        it('has read every hour', async () => {
          expect(await pull.gapOf('fra')).toEqual({ hours: 0 });
        });

        it.each([
          ['vllm', 'thousand', 'requests', 'requests', DAYS],
          ['vllm', 'thousand', 'inputTokens', 'input', DAYS],
          ['vllm', 'thousand', 'outputTokens', 'output', DAYS],
          ['vllm', 'busy', 'requests', 'requests', SHORT],
          ['vllm', 'busy', 'inputTokens', 'input', SHORT],
          ['vllm', 'busy', 'outputTokens', 'output', SHORT],
          ['vllm', 'busy', 'cachedInputTokens', 'cached', SHORT],
          ['vllm', 'busy', 'failed', 'error', SHORT],
          ['vllm', 'timed', 'requests', 'requests', SHORT],
          ['envoy-ai-gateway', 'steady', 'requests', 'requests', DAYS],
          ['envoy-ai-gateway', 'steady', 'inputTokens', 'input', DAYS],
          ['envoy-ai-gateway', 'steady', 'outputTokens', 'output', DAYS],
          ['envoy-ai-gateway', 'steady', 'cachedInputTokens', 'cached', DAYS],
          ['litellm', 'proxy', 'requests', 'requests', SHORT],
          ['litellm', 'proxy', 'inputTokens', 'input', SHORT],
        ] as const)(
          'sums are within 0.5 %%: %s, %s, %s',
          (profile, model, count, name, days) => {
            const traffic = `${profile.split('-')[0]}-${model}`;
            const truth = truthOf(traffic, name, days);
            const rows = store.rows(`fra/${profile}`);
            const sum = joined(rows, model, count, last(days));
            const { low = NaN, high = Infinity } = increaseBounds(sum);
            expect(truth).toBeGreaterThan(10_000);
            expect(Math.abs(sum.value / truth - 1)).toBeLessThan(0.005);
            expect(truth).toBeGreaterThanOrEqual(low);
            expect(truth).toBeLessThanOrEqual(high);
          },
        );

        it('each day and each consumer has its own', () => {
          const rows = store.rows('fra/vllm');
          for (let day = DAYS - SHORT; day < DAYS; day++) {
            const span = [day, day + 1].map(each => START + each * 24 * HOUR);
            const sum = joined(rows, 'busy', 'requests', [span[0], span[1]]);
            const truth = history.truth.sum(
              'vllm-busy',
              'requests',
              day * 24,
              day * 24 + 24,
            );
            expect(Math.abs(sum.value / truth - 1)).toBeLessThan(0.005);
          }
          for (const team of ['blue', 'green']) {
            const of = store
              .rows('fra/envoy-ai-gateway')
              .filter(({ key }) => key.consumer === team);
            const truth = truthOf('envoy-steady', `requests:${team}`, DAYS);
            const sum = joined(of, 'steady', 'requests', last(DAYS));
            expect(Math.abs(sum.value / truth - 1)).toBeLessThan(0.005);
          }
        });

        it.each([
          ['rare', DAYS],
          ['hundred', SHORT],
        ])(
          'a model that is seldom used is approximate, with bounds that contain the truth: %s',
          (model, days) => {
            const counts: [LedgerCount, string][] = [
              ['requests', 'requests'],
              ['inputTokens', 'input'],
              ['outputTokens', 'output'],
            ];
            for (const [count, name] of counts) {
              const truth = truthOf(`vllm-${model}`, name, days);
              const rows = store.rows('fra/vllm');
              const sum = joined(rows, model, count, last(days));
              const { low = NaN, high = Infinity } = increaseBounds(sum);
              expect(isPinned(sum)).toBe(false);
              expect(truth).toBeGreaterThanOrEqual(low);
              expect(truth).toBeLessThanOrEqual(high);
              // Births and deaths of 240 pods leave room for some, not for anything.
              expect(high).toBeLessThan(40 * truth);
            }
          },
        );

        it.each([
          ['vllm', 'timed', 'latency.time_to_first_token', 'ttft'],
          ['envoy-ai-gateway', 'slow', 'latency.end_to_end', 'duration'],
        ])(
          'the bucket that is chosen for a quantile contains that of the raw values: %s, %s',
          (profile, model, series, name) => {
            const merged = mergeHistograms(
              store
                .rows(`fra/${profile}`)
                .flatMap(({ key, histograms }) =>
                  key.model === model ? histograms[series] ?? [] : [],
                ),
            );
            if (!merged.ok) {
              throw new Error(merged.issues[0].message);
            }
            const traffic = `${profile.split('-')[0]}-${model}`;
            const raw = history.truth.values(traffic, name);
            const { unseen, ...seen } = merged.value;
            expect(raw.length).toBeGreaterThan(10_000);
            expect(unseen).toBeGreaterThan(0);
            expect(countOf(seen) / raw.length).toBeCloseTo(1, 1);
            for (const quantile of [0.5, 0.9, 0.95, 0.99]) {
              const truth = raw[Math.ceil(quantile * raw.length) - 1];
              // The bucket of what was seen, and those that hold for certain whatever was not.
              for (const histogram of [seen, merged.value]) {
                const estimate = quantileOf({ histogram, quantile });
                const { low = 0, high = Infinity } = estimate?.bounds ?? {};
                expect(truth).toBeGreaterThan(low);
                expect(truth).toBeLessThanOrEqual(high);
              }
            }
            const mean = raw.reduce((sum, each) => sum + each, 0) / raw.length;
            expect((meanOf(seen) ?? NaN) / mean).toBeCloseTo(1, 1);
          },
        );

        it.each([
          ['trustyai', 'guardrail.attempts', 'trustyai-email', 'attempts'],
          [
            'agentgateway',
            'guardrail.attempts',
            'agentgateway-pii',
            'attempts',
          ],
          ['agentgateway', 'guardrail.allowed', 'agentgateway-pii', 'allowed'],
          ['aisix', 'guardrail.attempts', 'aisix-pii', 'attempts'],
          ['aisix', 'guardrail.allowed', 'aisix-pii', 'allowed'],
        ] as const)(
          'sums of guardrails are within 0.5 %%: %s, %s',
          async (id, series, traffic, name) => {
            const profile = profiles.find(each => each.id === id)!;
            const selectors = rawSelectors({ profile, series, selector: {} });
            const [from, to] = last(SHORT);
            const [seenFrom, seenTo] = [from - HOUR / 6, to + HOUR / 12];
            const { series: found } = await engine.samples(
              selectors.ok ? selectors.value[0].selector : '',
              { start: seenFrom, end: seenTo },
            );
            const read = hourlyIncreases(found, { from, to, seenFrom, seenTo });
            const { value } = joinIncreases(read.ok ? read.value : []);
            const truth = truthOf(traffic, name, SHORT);
            expect(truth).toBeGreaterThan(10_000);
            expect(Math.abs(value / truth - 1)).toBeLessThan(0.005);
          },
        );

        it('no query of a measure is refused, and what they give is near the truth', async () => {
          const asked = await askEveryMeasure(engine, END);
          expect(asked.refused).toEqual([]);
          expect(asked.count).toBeGreaterThan(300);
          expect(asked.answered).toBeGreaterThan(100);
          // Engines extrapolate and leave out births.
          const known: [string, SeriesId, string, string, number][] = [
            ['litellm', 'requests.total', 'litellm-proxy', 'requests', 0.03],
            ['litellm', 'tokens.output', 'litellm-proxy', 'output', 0.03],
            ['litellm', 'cost.used', 'litellm-proxy', 'cost', 0.03],
            ['litellm', 'requests.refused', 'litellm-proxy', 'refused', 0.1],
            [
              'trustyai',
              'guardrail.attempts',
              'trustyai-email',
              'attempts',
              0.03,
            ],
            [
              'trustyai',
              'guardrail.detected',
              'trustyai-email',
              'detected',
              0.03,
            ],
            ['aisix', 'guardrail.allowed', 'aisix-pii', 'allowed', 0.03],
            ['aisix', 'guardrail.masked', 'aisix-pii', 'masked', 0.1],
          ];
          for (const [id, series, traffic, name, tolerance] of known) {
            const value = await askIncrease(engine, id, series, END);
            const truth = truthOf(traffic, name, 1);
            expect(Math.abs(value / truth - 1)).toBeLessThan(tolerance);
          }
        });
      },
    );
  },
);
