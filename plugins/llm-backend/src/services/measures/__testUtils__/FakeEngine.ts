import {
  MeasureAnswer,
  MeasureEngine,
  MeasureEngineError,
  MeasureSample,
} from '@modelyard/plugin-llm-node';

const COMPLETE = { warnings: [], infos: [], partial: false };

/** One row of an answer. */
interface FakeRow {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a query gives: rows, or what it throws. */
type FakeAnswer = readonly FakeRow[] | Error | Promise<never>;

/** An engine that answers queries by what stands in them. For states; what engines really answer is tried with real ones. */
export class FakeEngine implements MeasureEngine {
  readonly name: string;
  readonly clusters?: readonly string[];
  /** Names of metrics that it holds. */
  metrics: string[] = [];
  /** Each answers queries that contain its text, the first that does. */
  answers: Array<readonly [text: string, answer: FakeAnswer]> = [];
  /** Moment of the newest sample, in seconds since 1970. */
  newest = () => Date.now() / 1000;
  remarks: Partial<Pick<MeasureAnswer, 'warnings' | 'partial'>> = {};
  readonly asked: string[] = [];
  readonly aborted: string[] = [];

  constructor(name: string, clusters?: readonly string[]) {
    this.name = name;
    if (clusters) {
      this.clusters = clusters;
    }
  }

  fail(kind: MeasureEngineError['kind'], message: string): MeasureEngineError {
    return new MeasureEngineError({
      engine: this.name,
      kind,
      message: `${this.name} ${message}`,
    });
  }

  async instant(
    query: string,
    { time = Date.now(), signal }: { time?: number; signal?: AbortSignal } = {},
  ): Promise<MeasureAnswer> {
    return this.#answer(query, [time], signal);
  }

  async range(
    query: string,
    options: { start: number; end: number; step: number; signal?: AbortSignal },
  ): Promise<MeasureAnswer> {
    const moments: number[] = [];
    for (let at = options.start; at <= options.end; at += options.step) {
      moments.push(at);
    }
    return this.#answer(query, moments, options.signal);
  }

  async samples(): Promise<MeasureAnswer> {
    throw new Error('Nobody asks for raw samples here');
  }

  async labelValues(
    _: string,
    { selectors = [] }: { selectors?: readonly string[] } = {},
  ) {
    return {
      ...COMPLETE,
      values: this.metrics.filter(metric =>
        selectors.some(
          selector => selector === metric || selector.startsWith(`${metric}{`),
        ),
      ),
    };
  }

  async health() {
    return { ...COMPLETE, roundTripMs: 1 };
  }

  async #answer(
    query: string,
    moments: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<MeasureAnswer> {
    this.asked.push(query);
    signal?.addEventListener('abort', () => this.aborted.push(query));
    const found = this.answers.find(([text]) => query.includes(text));
    const isAge = query.includes('timestamp(');
    const given = found?.[1] ?? [];
    if (given instanceof Error) {
      throw given;
    }
    const rows = await given;
    const answered = isAge ? [{ value: this.newest() }] : rows;
    return {
      ...COMPLETE,
      ...this.remarks,
      series: answered.map(({ labels = {}, value }) => ({
        labels,
        samples: moments.map((at): MeasureSample => ({ at, value })),
      })),
    };
  }
}
