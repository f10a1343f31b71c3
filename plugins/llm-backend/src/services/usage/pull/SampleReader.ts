import {
  isMeasureEngineError,
  MeasureEngine,
  MeasureSeries,
  MeasureSpan,
} from '@modelyard/plugin-llm-node';
import { Breather } from './Breather';

/** Samples that one answer should have at most: so many are read within a few milliseconds. */
const AT_ONCE = 30_000;
/** Values of a label that one query selects at most: queries have a length. */
const MOST_VALUES = 50;
const SHORTEST_MS = 60_000;
/** Where nothing is known yet: ten series of a value with a sample every 30 s. */
const FIRST_GUESS = 10 / 30_000;

/** What to read. */
export interface SampleRequest {
  /** Names what is alike: what was found of it tells how much there will be next time. */
  readonly kind: string;
  /** Values of a label, such as names of models. */
  readonly values: readonly string[];
  /** The selector of the series with any of these values. */
  readonly select: (values: readonly string[]) => string;
  readonly span: MeasureSpan;
}

/** Puts pieces of series together, whatever order their labels come in. */
class Collected {
  readonly #series = new Map<
    string,
    {
      labels: MeasureSeries['labels'];
      samples: MeasureSeries['samples'][number][];
    }
  >();
  partial = false;

  add(pieces: readonly MeasureSeries[], partial: boolean): void {
    this.partial ||= partial;
    for (const { labels, samples } of pieces) {
      const key = JSON.stringify(
        Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      const known = this.#series.get(key);
      if (known) {
        const last = known.samples[known.samples.length - 1].at;
        for (const sample of samples) {
          if (sample.at > last) {
            known.samples.push(sample);
          }
        }
      } else {
        this.#series.set(key, { labels, samples: [...samples] });
      }
    }
  }

  result() {
    const series: MeasureSeries[] = [...this.#series.values()];
    return {
      series,
      samples: series.reduce((sum, each) => sum + each.samples.length, 0),
      partial: this.partial,
    };
  }
}

/**
 * Reads raw samples in answers that are small enough to be read without keeping others waiting. How many samples a value has
 * is remembered, and the next answer is cut accordingly.
 */
export class SampleReader {
  readonly #engine: MeasureEngine;
  readonly #atOnce: number;
  readonly #breather = Breather.create();
  /** Samples in a millisecond, by kind and value. */
  readonly #densities = new Map<string, number>();
  readonly #guesses = new Map<string, number>();

  static create(options: {
    engine: MeasureEngine;
    /** Samples that an answer should have at most; 30,000 where it is absent. */
    atOnce?: number;
  }) {
    return new SampleReader(options.engine, options.atOnce ?? AT_ONCE);
  }

  private constructor(engine: MeasureEngine, atOnce: number) {
    this.#engine = engine;
    this.#atOnce = atOnce;
  }

  /**
   * Reads all series, each as a whole.
   *
   * @throws MeasureEngineError
   */
  async read(
    request: SampleRequest,
    signal: AbortSignal,
  ): Promise<{ series: MeasureSeries[]; samples: number; partial: boolean }> {
    const found = new Collected();
    const { span } = request;
    let rest = request.values;
    while (rest.length > 0) {
      const values = this.#take(request, rest);
      let start = span.start;
      while (start <= span.end) {
        const length = this.#lengthFor(request, values, span.end - start + 1);
        const end = Math.min(span.end, start + length - 1);
        const read = await this.#ask(request, values, { start, end }, signal);
        if (read) {
          found.add(read.series, read.partial);
          start = end + 1;
        } else if (values.length > 1) {
          break;
        }
        await this.#breather.breathe();
      }
      // What was found before the answer became too large is read again with fewer values, and is there once.
      rest = start > span.end ? rest.slice(values.length) : rest;
    }
    return found.result();
  }

  /** As many of the first values as fit into an answer, and one at least. */
  #take({ kind, span }: SampleRequest, rest: readonly string[]) {
    const room = this.#atOnce / (span.end - span.start + 1);
    let count = 0;
    let sum = 0;
    while (count < Math.min(rest.length, MOST_VALUES)) {
      sum += this.#densityOf(kind, rest[count]);
      if (count > 0 && sum > room) {
        break;
      }
      count += 1;
    }
    return rest.slice(0, count);
  }

  #lengthFor(
    { kind }: SampleRequest,
    values: readonly string[],
    left: number,
  ): number {
    const density = values.reduce(
      (sum, value) => sum + this.#densityOf(kind, value),
      0,
    );
    const pieces = Math.ceil((density * left) / this.#atOnce);
    return Math.max(SHORTEST_MS, Math.ceil(left / Math.max(1, pieces)));
  }

  #densityOf(kind: string, value: string): number {
    return (
      this.#densities.get(`${kind}\n${value}`) ??
      this.#guesses.get(kind) ??
      FIRST_GUESS
    );
  }

  /** Undefined where the answer would be too large; the next one is then smaller. */
  async #ask(
    request: SampleRequest,
    values: readonly string[],
    span: MeasureSpan,
    signal: AbortSignal,
  ) {
    try {
      const answer = await this.#engine.samples(request.select(values), {
        ...span,
        signal,
      });
      const samples = answer.series.reduce(
        (sum, series) => sum + series.samples.length,
        0,
      );
      const length = span.end - span.start + 1;
      this.#learn(request.kind, values, samples / length / values.length);
      return answer;
    } catch (error) {
      const isTooLarge =
        isMeasureEngineError(error) && error.kind === 'too-large';
      const length = span.end - span.start + 1;
      if (!isTooLarge || (values.length === 1 && length <= SHORTEST_MS)) {
        throw error;
      }
      this.#learn(
        request.kind,
        values,
        (4 * this.#atOnce) / length / values.length,
      );
      return undefined;
    }
  }

  #learn(kind: string, values: readonly string[], density: number): void {
    this.#guesses.set(kind, density);
    for (const value of values) {
      this.#densities.set(`${kind}\n${value}`, density);
    }
  }
}
