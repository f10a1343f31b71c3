import { execFile, spawn } from 'node:child_process';
import { existsSync, openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A sample for the history of an engine. */
export interface HistorySample {
  /** The series, such as `requests_total{model="a"}`. */
  readonly series: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** A history that is too long to be held in memory, in files. */
export interface HistoryFiles {
  /** In the format of OpenMetrics. */
  readonly openMetrics: string;
  /** As `/api/v1/import` of VictoriaMetrics takes it. */
  readonly importLines: string;
}

type EngineHistory = readonly HistorySample[] | HistoryFiles;

/** A program that stores series and answers PromQL. */
export interface RealEngine {
  readonly url: string;
  stop(): Promise<void>;
}

/** How a program is found, and started with a history. */
export interface EngineProgram {
  readonly title: string;
  readonly install: string;
  /** Names of the files that must be in the PATH, each with its other names. */
  readonly files: readonly (readonly string[])[];
  start(history: EngineHistory): Promise<RealEngine>;
}

/** Prometheus, whose history promtool makes into blocks before it starts. */
export const prometheus: EngineProgram = {
  title: 'Prometheus',
  install: 'apt-get install prometheus',
  files: [['prometheus'], ['promtool']],
  async start(history) {
    const folder = await mkdtemp(join(tmpdir(), 'modelyard-prometheus-'));
    const settings = join(folder, 'prometheus.yml');
    await writeFile(settings, 'scrape_configs: []\n');
    const data = join(folder, 'data');
    const isFile = 'openMetrics' in history;
    const text = isFile ? history.openMetrics : join(folder, 'history.txt');
    if (!isFile) {
      await writeFile(text, openMetrics(history));
    }
    await run('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      // The file is read anew for each block, of which there are few.
      '--max-block-duration=768h',
      text,
      data,
    ]);
    return startProgram({
      file: 'prometheus',
      folder,
      ready: '/-/ready',
      args: port => [
        `--config.file=${settings}`,
        `--storage.tsdb.path=${data}`,
        // Blocks of any age stay.
        '--storage.tsdb.retention.time=10y',
        `--web.listen-address=127.0.0.1:${port}`,
      ],
    });
  },
};

/** VictoriaMetrics, which takes its history when it runs. */
export const victoriaMetrics: EngineProgram = {
  title: 'VictoriaMetrics',
  install: 'apt-get install victoria-metrics',
  files: [['victoria-metrics', 'victoria-metrics-prod']],
  async start(history) {
    const folder = await mkdtemp(join(tmpdir(), 'modelyard-victoria-'));
    const engine = await startProgram({
      file: find(['victoria-metrics', 'victoria-metrics-prod'])!,
      folder,
      ready: '/health',
      args: port => [
        `-storageDataPath=${join(folder, 'data')}`,
        '-retentionPeriod=10y',
        `-httpListenAddr=127.0.0.1:${port}`,
      ],
    });
    const isFile = 'importLines' in history;
    await fetch(`${engine.url}/api/v1/import${isFile ? '' : '/prometheus'}`, {
      method: 'POST',
      body: isFile
        ? await openAsBlob(history.importLines)
        : history
            .map(({ series, value, at }) => `${series} ${value} ${at}\n`)
            .join(''),
    });
    await fetch(`${engine.url}/internal/force_flush`);
    return engine;
  },
};

/**
 * Declares tests that need a program. Where the machine has none they are reported as skipped with the way to install it; in
 * CI (`CI=true`) they fail instead.
 */
export function describeWithEngine(
  program: EngineProgram,
  history: EngineHistory | (() => EngineHistory),
  tests: (url: () => string) => void,
): void {
  const missing = program.files.find(names => find(names) === undefined);
  const { title, install } = program;
  const declare = missing && !process.env.CI ? describe.skip : describe;
  declare(`${title} (needs ${title}: ${install})`, () => {
    let engine: RealEngine | undefined;
    beforeAll(async () => {
      if (missing) {
        throw new Error(`${missing[0]} is not in the PATH: ${install}`);
      }
      engine = await program.start(
        typeof history === 'function' ? history() : history,
      );
    }, 120_000);
    afterAll(() => engine?.stop());
    tests(() => engine!.url);
  });
}

function find(names: readonly string[]): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(path => existsSync(path));
}

/** The format wants the samples of a metric together, and its name without `_total` in the header. */
function openMetrics(history: readonly HistorySample[]): string {
  const metrics = new Map<string, string[]>();
  for (const { series, value, at } of history) {
    const name = series.split('{')[0];
    const lines = metrics.get(name) ?? [];
    metrics.set(name, lines);
    lines.push(`${series} ${value} ${(at / 1000).toFixed(3)}`);
  }
  return [...metrics]
    .flatMap(([name, lines]) => [
      name.endsWith('_total')
        ? `# TYPE ${name.replace(/_total$/, '')} counter`
        : `# TYPE ${name} gauge`,
      ...lines,
    ])
    .concat('# EOF\n')
    .join('\n');
}

async function startProgram(options: {
  file: string;
  folder: string;
  ready: string;
  args: (port: number) => string[];
}): Promise<RealEngine> {
  const { file, folder, ready, args } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = spawn(file, args(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  program.stdout.on('data', text => (log += text));
  program.stderr.on('data', text => (log += text));
  const ended = new Promise<void>(resolve => program.once('close', resolve));
  const stop = async () => {
    program.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (let turn = 0; turn < 300; turn++) {
    const answer = await fetch(`${url}${ready}`).catch(() => undefined);
    if (answer?.ok) {
      return { url, stop };
    }
    if (program.exitCode !== null) {
      break;
    }
    await pause(100);
  }
  await stop();
  throw new Error(`${file} did not become ready:\n${log.slice(-2000)}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
