import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { simulate, Truth, WorldOptions, WrittenSeries } from './World';

/** Files that engines take a history from. */
export interface History {
  /** OpenMetrics, for `promtool tsdb create-blocks-from openmetrics`. */
  readonly openMetrics: string;
  /** Lines of JSON, for `/api/v1/import` of VictoriaMetrics. */
  readonly importLines: string;
  readonly truth: Truth;
  readonly samples: number;
}

const BUFFER = 1_000_000;

class Writer {
  readonly #handle: number;
  #text = '';

  constructor(readonly path: string) {
    this.#handle = openSync(path, 'w');
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length > BUFFER) {
      this.flush();
    }
  }

  flush(): void {
    writeSync(this.#handle, this.#text);
    this.#text = '';
  }

  append(path: string): void {
    this.flush();
    const from = openSync(path, 'r');
    const piece = Buffer.alloc(BUFFER);
    for (
      let read = readSync(from, piece);
      read > 0;
      read = readSync(from, piece)
    ) {
      writeSync(this.#handle, piece, 0, read);
    }
    closeSync(from);
  }

  close(): void {
    this.flush();
    closeSync(this.#handle);
  }
}

/** Lets a world happen and writes what was scraped of it into files of a folder. */
export function writeHistory(folder: string, options: WorldOptions): History {
  const parts = join(folder, 'metrics');
  mkdirSync(parts, { recursive: true });
  const lines = new Writer(join(folder, 'import.jsonl'));
  // The format wants the series of a metric together.
  const metrics = new Map<string, Writer>();
  let samples = 0;
  const truth = simulate(options, series => {
    const { name, labels, at, values } = series;
    samples += at.length;
    lines.write(
      `${JSON.stringify({
        metric: { __name__: name, ...labels },
        values,
        timestamps: at,
      })}\n`,
    );
    const writer =
      metrics.get(name) ?? new Writer(join(parts, `${metrics.size}`));
    if (!metrics.has(name)) {
      metrics.set(name, writer);
      writer.write(typeLine(name));
    }
    const selector = selectorOf(series);
    for (let i = 0; i < at.length; i++) {
      writer.write(`${selector} ${values[i]} ${seconds(at[i])}\n`);
    }
  });
  lines.close();
  const whole = new Writer(join(folder, 'openmetrics.txt'));
  for (const writer of metrics.values()) {
    writer.close();
    whole.append(writer.path);
  }
  whole.write('# EOF\n');
  whole.close();
  rmSync(parts, { recursive: true });
  return {
    openMetrics: whole.path,
    importLines: lines.path,
    truth,
    samples,
  };
}

function typeLine(name: string): string {
  return name.endsWith('_total')
    ? `# TYPE ${name.replace(/_total$/, '')} counter\n`
    : `# TYPE ${name} gauge\n`;
}

function selectorOf({ name, labels }: WrittenSeries): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return `${name}{${pairs.join(',')}}`;
}

/** Exactly, as the format has it. */
function seconds(ms: number): string {
  const text = `${ms}`;
  return `${text.slice(0, -3)}.${text.slice(-3)}`;
}
