import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import knexFactory from 'knex';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { engineConfig } from '../../../plugins/llm-backend-module-prometheus/src/__testUtils__/engineConfig';
import { victoriaMetrics } from '../../../plugins/llm-backend-module-prometheus/src/__testUtils__/realEngines';
import { PrometheusEngine } from '../../../plugins/llm-backend-module-prometheus/src/engine/PrometheusEngine';
import { vllmTraffic } from '../../../plugins/llm-backend/src/services/usage/__testUtils__/traffics';
import { simulate } from '../../../plugins/llm-backend/src/services/usage/__testUtils__/World';
import { createUsage } from '../../../plugins/llm-backend/src/services/usage/createUsage';
import { UsagePull } from '../../../plugins/llm-backend/src/services/usage/pull/UsagePull';
import { watchTurns } from '../support/watchTurns';

const MODELS = 200;
/** Fewer for a look while something is worked on. */
const DAYS = Number(process.env.MODELYARD_BENCH_DAYS ?? 30);
const SCRAPE_MS = 60_000;
const PER_DAY = 500;
/** Every tenth model has a histogram as well, whose series outnumber all others. */
const TIMED = 10;
const HOUR = 3_600_000;
const END = Math.floor(Date.now() / HOUR) * HOUR - HOUR;
const START = END - DAYS * 24 * HOUR;

/** What engines of vLLM were scraped for, in the format of VictoriaMetrics. */
function writeWorld(file: string): number {
  const handle = fs.openSync(file, 'w');
  let samples = 0;
  simulate(
    {
      seed: 1,
      start: START,
      hours: DAYS * 24,
      scrapeMs: SCRAPE_MS,
      lost: 0.05,
      traffics: Array.from({ length: MODELS }, (_, i) =>
        vllmTraffic({
          name: `model-${i}`,
          perDay: PER_DAY,
          histograms: i % TIMED === 0,
        }),
      ),
    },
    ({ name, labels, at, values }) => {
      samples += at.length;
      const metric = { __name__: name, ...labels };
      fs.writeSync(
        handle,
        `${JSON.stringify({ metric, values, timestamps: at })}\n`,
      );
    },
  );
  fs.closeSync(handle);
  return samples;
}

/** One backfill of a new ledger in a file. */
async function measureBackfill(folder: string, url: string) {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'llm.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const logger = mockServices.rootLogger({ level: 'warn' });
  const engine = PrometheusEngine.create(engineConfig(url));
  const { hours, subjects } = await createUsage({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [] }),
    config: mockServices.rootConfig({
      data: { backend: { baseUrl: 'http://localhost:7007' } },
    }),
    database: mockServices.database({ knex }),
    logger,
  });
  await subjects.refresh();
  const pull = UsagePull.create({
    config: {
      engines: [{ name: engine.name, labels: [], clusterLabel: 'cluster' }],
      backfillMs: DAYS * 24 * HOUR,
      rereadMs: 3 * HOUR,
      scrapeIntervalMs: SCRAPE_MS,
    },
    engines: [engine],
    store: hours,
    names: subjects,
    logger,
    now: () => END + HOUR / 2,
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 100);
  const before = process.memoryUsage().rss;
  const turns = watchTurns();
  const began = performance.now();
  await pull.run(new AbortController().signal);
  const seconds = (performance.now() - began) / 1000;
  const blockMs = turns.stop();
  clearInterval(watch);
  const gap = await pull.gapOf(engine.name);
  const [{ rows }] = await knex('llm_usage_hours').count({ rows: '*' });
  await engine.close();
  await knex.destroy();
  if (gap?.hours !== 0 || Number(rows) < MODELS * DAYS * 20) {
    throw new Error(`The backfill is not whole: ${gap?.hours}, ${rows} rows`);
  }
  return {
    seconds,
    rows: Number(rows),
    blockMs,
    grown: (peak - before) / 1024 ** 2,
  };
}

/** What it takes to bring a month of an engine into the ledger. */
export default async function benchBackfill() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-backfill-'));
  try {
    const importLines = path.join(folder, 'import.jsonl');
    const samples = writeWorld(importLines);
    const engine = await victoriaMetrics.start({
      importLines,
      openMetrics: '',
    });
    fs.rmSync(importLines);
    try {
      const { seconds, rows, blockMs, grown } = await measureBackfill(
        folder,
        engine.url,
      );
      const conditions = `${DAYS} days of ${MODELS} models with ${PER_DAY} requests a day, each with pods that live for 3 hours, a scrape every ${
        SCRAPE_MS / 1000
      } s of which 5 % are lost, every ${TIMED}th model with a histogram of 11 buckets: ${samples} samples in VictoriaMetrics on the same machine, ${rows} rows in SQLite in a file; one run`;
      const round = (value: number) => Number(value.toPrecision(3));
      return [
        {
          id: 'measures/backfill',
          value: round(seconds),
          unit: 's',
          lowerIsBetter: true,
          conditions,
        },
        {
          id: 'measures/backfill-samples',
          value: Math.round(samples / seconds),
          unit: 'samples/s',
          lowerIsBetter: false,
          conditions,
        },
        {
          id: 'measures/backfill-block',
          value: round(blockMs),
          unit: 'ms',
          goal: 50,
          lowerIsBetter: true,
          conditions: `longest time in which the event loop did nothing else, in processor time; ${conditions}`,
        },
        {
          id: 'measures/backfill-memory',
          value: round(grown),
          unit: 'MiB',
          lowerIsBetter: true,
          conditions: `growth of the resident memory at its peak; ${conditions}`,
        },
      ];
    } finally {
      await engine.stop();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
