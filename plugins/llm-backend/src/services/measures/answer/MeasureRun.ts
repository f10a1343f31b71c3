import {
  AnyReading,
  Dimension,
  Figure,
  Measure,
  MeasureContext,
  MeasuredTask,
  MeasureResult,
  Need,
} from '@modelyard/llm-measures';
import { InputReadings } from '../reading/InputReadings';
import {
  MeasuredSpan,
  ReadingAsk,
  readingOf,
  Readings,
  Scope,
  Span,
  Waiting,
  WHOLE,
} from '../reading/ReadingAsk';
import { spanOfNeed } from '../reading/windows';
import { MeasuredSubject } from '../subject/MeasuredSubject';

/** The readings of every input of a measure, by the name of the need. */
export type Inputs = ReadonlyMap<string, Readings>;

/** One measure of one subject, as far as all its questions have it in common. */
export class MeasureRun {
  readonly measure: Measure;
  readonly subject: MeasuredSubject;
  readonly scope: Scope;
  readonly #tasks: readonly MeasuredTask[];
  readonly #inputs: InputReadings;
  readonly #waiting: Waiting;
  readonly #baselines = new Map<string, Promise<MeasureContext>>();

  static create(options: {
    measure: Measure;
    subject: MeasuredSubject;
    scope: Scope;
    inputs: InputReadings;
    waiting: Waiting;
  }) {
    return new MeasureRun(options);
  }

  private constructor(options: {
    measure: Measure;
    subject: MeasuredSubject;
    scope: Scope;
    inputs: InputReadings;
    waiting: Waiting;
  }) {
    this.measure = options.measure;
    this.subject = options.subject;
    this.scope = options.scope;
    this.#tasks = tasksOf(options.measure, options.subject);
    this.#inputs = options.inputs;
    this.#waiting = options.waiting;
  }

  /** Reads all inputs at once, told apart by a dimension or by steps where that is asked for. */
  async read(options: {
    span: MeasuredSpan;
    by?: Dimension;
    step?: 'hour' | 'day';
    steps?: readonly Span[];
  }): Promise<Inputs> {
    const needs = Object.entries(this.measure.needs);
    const readings = await Promise.all(
      needs.map(([, need]) => this.#readNeed(need, options)),
    );
    return new Map(needs.map(([name], index) => [name, readings[index]]));
  }

  /** What the measure takes from the entity at a moment. A baseline is the same at every moment of a request. */
  async contextAt(scope: Scope, at: number): Promise<MeasureContext> {
    const { context } = this.measure;
    const { contextAt } = this.subject;
    if (!context.includes('baseline')) {
      return contextAt(scope, at, context);
    }
    const key = JSON.stringify(scope);
    const kept = this.#baselines.get(key) ?? contextAt(scope, at, ['baseline']);
    this.#baselines.set(key, kept);
    const [{ baseline }, rest] = await Promise.all([
      kept,
      contextAt(
        scope,
        at,
        context.filter(each => each !== 'baseline'),
      ),
    ]);
    return { ...rest, ...(baseline && { baseline }) };
  }

  /**
   * Why the measure means nothing here whatever its inputs are, so that none has to be read; undefined where it may mean
   * something, or has further figures that do.
   */
  async whyNotApplicable(span: Span): Promise<MeasureResult | undefined> {
    const result = this.result({
      inputs: new Map(),
      key: WHOLE,
      span,
      context: await this.contextAt(this.scope, span.to),
    });
    return result.state === 'not_applicable' &&
      Object.keys(result.parts).length === 0
      ? { ...result, explain: { ...result.explain, inputs: [] } }
      : undefined;
  }

  /** What the measure says of a key; what does not follow the breakdown stands for the whole. */
  result(options: {
    inputs: Inputs;
    key: string;
    span: Span;
    context: MeasureContext;
  }): MeasureResult {
    const { inputs, key, span, context } = options;
    const readings: Record<string, AnyReading> = {};
    for (const [name, each] of inputs) {
      readings[name] = each.of.has(WHOLE)
        ? readingOf(each, WHOLE)
        : readingOf(each, key);
    }
    const results = this.#tasks.map(task =>
      this.measure.compute({ task, window: span, readings, context }),
    );
    return results.find(({ state }) => state === 'value') ?? results[0];
  }

  async #readNeed(
    need: Need,
    options: {
      span: MeasuredSpan;
      by?: Dimension;
      step?: 'hour' | 'day';
      steps?: readonly Span[];
    },
  ): Promise<Readings> {
    const { span, by, step, steps } = options;
    const follows = by !== undefined && !need.notBy?.includes(by);
    const ask: ReadingAsk = {
      series: need.series,
      reads: need.reads,
      ask: need.ask,
      ...(need.vantages && { vantages: need.vantages }),
      span: spanOfNeed({
        window: need.window,
        asked: span,
        sloMs: this.subject.sloMs,
      }),
      scope: this.scope,
      ...(follows && { by }),
      // An input over a window of its own is the same for each step.
      ...(step && need.window === 'asked' && { step }),
    };
    return this.#inputs.read(
      ask,
      this.subject,
      this.#waiting,
      ask.step && steps,
    );
  }
}

/** A model has one task. What uses models may use them for any, and a pool is there for all. */
function tasksOf(
  { tasks }: Measure,
  subject: MeasuredSubject,
): readonly MeasuredTask[] {
  if (subject.kind === 'model') {
    return [subject.task];
  }
  const [first] = tasks;
  if (subject.kind === 'pool') {
    return [first];
  }
  return tasks.includes('chat')
    ? ['chat', ...tasks.filter(task => task !== 'chat')]
    : tasks;
}

/** A result without what explains it: for the steps of a course. */
export function figureOf(result: MeasureResult): Figure {
  const { explain, parts, objective, ...figure } = result;
  return figure;
}
