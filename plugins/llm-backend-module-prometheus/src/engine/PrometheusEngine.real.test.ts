import { MeasureSeries } from '@modelyard/plugin-llm-node';
import { engineConfig } from '../__testUtils__/engineConfig';
import {
  describeWithEngine,
  HistorySample,
  prometheus,
  victoriaMetrics,
} from '../__testUtils__/realEngines';
import { ClientLimits } from '../http/ApiClient';
import { PrometheusEngine } from './PrometheusEngine';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const SCRAPE = 15 * SECOND;

/** Two days that end on an hour, two hours ago. */
const END = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const START = END - 48 * HOUR;

/** What `requests_total` of the two pods stood at. */
const truth = (pod: 1 | 2) =>
  Array.from({ length: (END - START) / SCRAPE + 1 }, (_, i) => ({
    at: START + i * SCRAPE,
    // Begins again after 24 hours.
    value: pod * (i % 5760),
  }));

const history: HistorySample[] = [
  ...([1, 2] as const).flatMap(pod =>
    truth(pod).map(sample => ({
      series: `requests_total{model="nova \\"x\\"",pod="pod-${pod}"}`,
      ...sample,
    })),
  ),
  // VictoriaMetrics shows nothing that is younger than 30 s.
  { series: 'up{job="vllm"}', at: Date.now() - 40 * SECOND, value: 1 },
];

const SELECTOR = 'requests_total{model="nova \\"x\\""}';
const labels = (pod: 1 | 2) => ({
  __name__: 'requests_total',
  model: 'nova "x"',
  pod: `pod-${pod}`,
});

const byPod = (series: readonly MeasureSeries[]) =>
  [...series].sort((a, b) => (a.labels.pod < b.labels.pod ? -1 : 1));

const silent = { warnings: [], infos: [], partial: false };

const opened: PrometheusEngine[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(engine => engine.close()));
});

function open(url: string, limits?: Partial<ClientLimits>): PrometheusEngine {
  const engine = PrometheusEngine.create(engineConfig(url), limits);
  opened.push(engine);
  return engine;
}

describe.each([
  {
    program: prometheus,
    undefinedRatio: [NaN],
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  },
  { program: victoriaMetrics, undefinedRatio: [], version: undefined },
])(
  'PrometheusEngine, with a real engine',
  ({ program, undefinedRatio, version }) => {
    describeWithEngine(program, history, url => {
      it('asks for one moment', async () => {
        const answer = await open(url()).instant(SELECTOR, { time: END });
        expect(answer).toEqual({ ...silent, series: expect.any(Array) });
        expect(byPod(answer.series)).toEqual(
          ([1, 2] as const).map(pod => ({
            labels: labels(pod),
            samples: [{ at: END, value: pod * 0 }],
          })),
        );
      });

      it('gives a number as a series without labels, and no series for no data', async () => {
        const engine = open(url());
        const time = END;
        expect(await engine.instant('1 + 1', { time })).toEqual({
          ...silent,
          series: [{ labels: {}, samples: [{ at: time, value: 2 }] }],
        });
        expect(await engine.instant('nothing_at_all', { time })).toEqual({
          ...silent,
          series: [],
        });
        expect((await engine.instant('vector(1/0)', { time })).series).toEqual([
          { labels: {}, samples: [{ at: time, value: Infinity }] },
        ]);
        // Prometheus says NaN where VictoriaMetrics says nothing.
        expect((await engine.instant('0 / 0', { time })).series).toEqual(
          undefinedRatio.map(value => ({
            labels: {},
            samples: [{ at: time, value }],
          })),
        );
      });

      it.each([
        ['on the step', START],
        ['off the step', START + 3 * SECOND],
      ])(
        'asks for a range of more points than it gives at once, %s',
        async (_, start) => {
          const step = 10 * SECOND;
          const end = END - 60 * SECOND;
          const { series, ...rest } = await open(url()).range(
            'requests_total{pod="pod-2"}',
            { start, end, step },
          );
          expect(rest).toEqual(silent);
          expect(series).toHaveLength(1);
          const points = Math.floor((end - start) / step) + 1;
          expect(points).toBeGreaterThan(11_000);
          expect(series[0].samples).toEqual(
            Array.from({ length: points }, (_unused, i) => {
              const at = start + i * step;
              const scrape = Math.floor((at - START) / SCRAPE);
              return { at, value: 2 * (scrape % 5760) };
            }),
          );
        },
      );

      it('reads raw samples as they were scraped, both ends among them', async () => {
        const { series, ...rest } = await open(url()).samples(SELECTOR, {
          start: START,
          end: END,
        });
        expect(rest).toEqual(silent);
        expect(byPod(series)).toEqual(
          ([1, 2] as const).map(pod => ({
            labels: labels(pod),
            samples: truth(pod),
          })),
        );
      });

      it('reads them in pieces that hold no more bytes than allowed', async () => {
        const start = START + 1;
        const end = END - 1;
        const engine = open(url(), { maxBytes: 64 * 1024 });
        const { series } = await engine.samples(SELECTOR, { start, end });
        expect(byPod(series).map(({ samples }) => samples)).toEqual(
          ([1, 2] as const).map(pod => truth(pod).slice(1, -1)),
        );
        await expect(
          engine.range(SELECTOR, { start: START, end: END, step: 15 * SECOND }),
        ).rejects.toMatchObject({ kind: 'too-large' });
      });

      it('lists the values of a label', async () => {
        const engine = open(url());
        const span = { start: START, end: END };
        expect(await engine.labelValues('pod', span)).toEqual({
          ...silent,
          values: ['pod-1', 'pod-2'],
        });
        expect(
          await engine.labelValues('pod', {
            ...span,
            selectors: ['requests_total{pod="pod-2"}'],
          }),
        ).toEqual({ ...silent, values: ['pod-2'] });
        expect(await engine.labelValues('nothing', span)).toEqual({
          ...silent,
          values: [],
        });
      });

      it('tells what it is, how fast it answers, and how old its newest scrape is', async () => {
        const health = await open(url()).health();
        expect(health).toEqual({
          ...silent,
          product: program.title,
          version,
          roundTripMs: expect.any(Number),
          lagMs: expect.any(Number),
        });
        expect(health.lagMs).toBeGreaterThanOrEqual(40 * SECOND);
        expect(health.lagMs).toBeLessThan(300 * SECOND);
      });

      it('says that a query is wrong in the words of the engine, whatever words the query holds', async () => {
        const engine = open(url());
        await expect(
          engine.instant('sum(up{reason="timeout exceeds max limit"}'),
        ).rejects.toMatchObject({
          name: 'MeasureEngineError',
          engine: 'fra',
          kind: 'bad-query',
          message: expect.stringMatching(
            /^The engine fra does not take the query: \S+/,
          ),
        });
      });

      it('does not ask for more points than anybody can use', async () => {
        await expect(
          open(url()).range('up', { start: 0, end: 1e12, step: 1000 }),
        ).rejects.toMatchObject({
          kind: 'too-large',
          message: expect.stringContaining('1000000001 points a series'),
        });
      });

      it('says that an address below it is not that of the API', async () => {
        await expect(
          open(`${url()}/nowhere`).instant('up'),
        ).rejects.toMatchObject({
          kind: 'not-prometheus',
          message: expect.stringContaining(
            'check llm.measures.prometheus[0].url',
          ),
        });
      });
    });
  },
);
