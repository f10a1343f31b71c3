import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { findMeasure, Measure, measures } from '@modelyard/llm-measures';
import {
  LlmMeasureAnswer,
  LlmMeasureAsk,
  LlmMeasureDefinition,
  LlmMeasuresAnswer,
  LlmMeasuresQuestion,
} from '@modelyard/plugin-llm-common';
import { whyNotApplicable } from './answer/appliesTo';
import { groupsOf, keysOf } from './answer/groupsOf';
import { figureOf, Inputs, MeasureRun } from './answer/MeasureRun';
import { MeasuresService } from './MeasuresService';
import { InputReadings } from './reading/InputReadings';
import {
  MeasuredSpan,
  Span,
  stepKey,
  Waiting,
  WHOLE,
} from './reading/ReadingAsk';
import { spanBefore, spanOfWindow, stepsOf } from './reading/windows';
import { MeasuredSubject } from './subject/MeasuredSubject';
import { SubjectReader } from './subject/SubjectReader';

/** Tells whose names the caller may read. */
export interface ConsumerNamesView {
  viewOf(options: {
    credentials: BackstageCredentials;
    models: readonly Entity[];
    consumers: Iterable<string>;
  }): Promise<{ sees(model: string, consumer: string): boolean }>;
}

/** A question that can be answered. */
interface CheckedAsk {
  readonly ask: LlmMeasureAsk;
  readonly measure: Measure;
  readonly span: MeasuredSpan;
  readonly steps?: readonly Span[];
}

/** All that the questions of one request have in common. */
interface Request {
  readonly subject: MeasuredSubject;
  readonly credentials: BackstageCredentials;
  readonly waiting: Waiting;
}

/** Computes measures from what the ledger and engines say. */
export class DefaultMeasuresService implements MeasuresService {
  readonly #catalog: CatalogService;
  readonly #subjects: SubjectReader;
  readonly #inputs: InputReadings;
  readonly #names: ConsumerNamesView;
  readonly #deadlineMs: number;
  readonly #now: () => number;

  static create(options: {
    catalog: CatalogService;
    subjects: SubjectReader;
    inputs: InputReadings;
    names: ConsumerNamesView;
    /** How long one request waits for its sources. */
    deadlineMs: number;
    now?: () => number;
  }) {
    return new DefaultMeasuresService(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    subjects: SubjectReader;
    inputs: InputReadings;
    names: ConsumerNamesView;
    deadlineMs: number;
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#subjects = options.subjects;
    this.#inputs = options.inputs;
    this.#names = options.names;
    this.#deadlineMs = options.deadlineMs;
    this.#now = options.now ?? Date.now;
  }

  async listMeasures(): Promise<LlmMeasureDefinition[]> {
    return measures.map(measure => ({
      id: measure.id,
      unit: measure.unit,
      tasks: [...measure.tasks],
      better: measure.better,
      formula: measure.formula,
      parts: [...measure.parts],
      breakdowns: [...measure.breakdowns],
    }));
  }

  async readMeasures(options: {
    question: LlmMeasuresQuestion;
    credentials: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<LlmMeasuresAnswer> {
    const { question, credentials, signal } = options;
    const { entityRef, asks } = question;
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef}`);
    }
    const subject = await this.#subjects.read(entity, credentials);
    const now = this.#now();
    const checked = asks.map((ask, index) =>
      checkAsk({ ask, at: `asks[${index}]`, subject, now, asks }),
    );
    signal?.throwIfAborted();
    const waiting: Waiting = {
      ...(signal && { signal }),
      deadline: AbortSignal.timeout(this.#deadlineMs),
    };
    return {
      entityRef: subject.ref,
      answers: await Promise.all(
        checked.map(each =>
          this.#answer(each, { subject, credentials, waiting }),
        ),
      ),
      readAt: new Date(this.#now()).toISOString(),
    };
  }

  async #answer(
    { ask, measure, span, steps }: CheckedAsk,
    request: Request,
  ): Promise<LlmMeasureAnswer> {
    const { subject, waiting } = request;
    const { id, by, compare, step } = ask;
    const common = {
      id,
      measure: measure.id,
      from: stepKey(span.from),
      to: stepKey(span.to),
    };
    const scope = {
      ...(ask.deployment !== undefined && { deployment: ask.deployment }),
      ...(ask.version !== undefined && { version: ask.version }),
    };
    const run = MeasureRun.create({
      measure,
      subject,
      scope,
      inputs: this.#inputs,
      waiting,
    });
    const without =
      whyNotApplicable(measure, subject) ?? (await run.whyNotApplicable(span));
    if (without) {
      return { ...common, result: without };
    }
    const [result, previous, groups, course] = await Promise.all([
      this.#whole(run, span),
      compare ? this.#whole(run, spanBefore(span)) : undefined,
      by && this.#groups(run, span, by, request),
      steps && step && this.#course(run, span, step, steps),
    ]);
    return {
      ...common,
      result,
      ...(previous && { previous }),
      ...(groups && { groups }),
      ...(course && { course }),
    };
  }

  async #whole(run: MeasureRun, span: MeasuredSpan) {
    const [inputs, context] = await Promise.all([
      run.read({ span }),
      run.contextAt(run.scope, span.to),
    ]);
    return run.result({ inputs, key: WHOLE, span, context });
  }

  async #groups(
    run: MeasureRun,
    span: MeasuredSpan,
    by: NonNullable<LlmMeasureAsk['by']>,
    request: Request,
  ) {
    const inputs = await run.read({ span, by });
    return groupsOf({
      run,
      inputs,
      by,
      span,
      hidden:
        by === 'consumer'
          ? await this.#hidden(keysOf(inputs), request)
          : new Set(),
      contextOf: scope => run.contextAt(scope, span.to),
    });
  }

  /** Consumers whose names the caller may not read; what belongs to a consumer is told to who is told of that. */
  async #hidden(
    consumers: readonly string[],
    { subject, credentials }: Request,
  ): Promise<ReadonlySet<string>> {
    if (subject.kind !== 'model') {
      return new Set();
    }
    const view = await this.#names.viewOf({
      credentials,
      models: [subject.entity],
      consumers,
    });
    return new Set(consumers.filter(each => !view.sees(subject.ref, each)));
  }

  async #course(
    run: MeasureRun,
    span: MeasuredSpan,
    step: 'hour' | 'day',
    steps: readonly Span[],
  ) {
    // Without an input over the asked window every step would be the same.
    if (
      Object.values(run.measure.needs).every(({ window }) => window !== 'asked')
    ) {
      return undefined;
    }
    const inputs: Inputs = await run.read({ span, step, steps });
    return Promise.all(
      steps.map(async each => ({
        from: stepKey(each.from),
        figure: figureOf(
          run.result({
            inputs,
            key: stepKey(each.from),
            span: each,
            context: await run.contextAt(run.scope, each.to),
          }),
        ),
      })),
    );
  }
}

/** @throws InputError that names the question and the reason */
function checkAsk(options: {
  ask: LlmMeasureAsk;
  at: string;
  subject: MeasuredSubject;
  now: number;
  asks: readonly LlmMeasureAsk[];
}): CheckedAsk {
  const { ask, at, subject, now, asks } = options;
  if (asks.filter(({ id }) => id === ask.id).length > 1) {
    throw new InputError(
      `Invalid ${at}.id: there are several questions ${ask.id}, whose answers could not be told apart`,
    );
  }
  const measure = findMeasure(ask.measure);
  if (!measure) {
    throw new InputError(
      `Invalid ${at}.measure: there is no measure ${ask.measure}; GET /v1/measures lists them`,
    );
  }
  if (ask.by && !measure.breakdowns.includes(ask.by)) {
    throw new InputError(
      `Invalid ${at}.by: ${measure.id} is not told apart by ${
        ask.by
      }; it is by ${measure.breakdowns.join(', ') || 'nothing'}`,
    );
  }
  for (const part of ['deployment', 'version'] as const) {
    const name = ask[part];
    if (name !== undefined && subject.kind !== 'model') {
      throw new InputError(
        `Invalid ${at}.${part}: only a Model has any, and ${subject.ref} is none`,
      );
    }
    if (
      name !== undefined &&
      subject.kind === 'model' &&
      !isKnown(subject.entity, part, name)
    ) {
      throw new InputError(
        `Invalid ${at}.${part}: ${subject.ref} has no ${part} ${name}`,
      );
    }
  }
  const span = spanOfWindow({
    window: ask.window,
    now,
    sloMs: subject.sloMs,
    at,
  });
  return {
    ask,
    measure,
    span,
    ...(ask.step && { steps: stepsOf(span, ask.step, at) }),
  };
}

/** A version may be measured that nothing serves any more. */
function isKnown(
  { spec }: Entity,
  part: 'deployment' | 'version',
  name: string,
): boolean {
  const list = spec?.[part === 'deployment' ? 'deployments' : 'versions'];
  return (
    Array.isArray(list) &&
    list.some(
      each =>
        typeof each === 'object' &&
        each !== null &&
        'name' in each &&
        each.name === name,
    )
  );
}
