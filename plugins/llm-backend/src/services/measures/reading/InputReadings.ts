import { AnyReading } from '@modelyard/llm-measures';
import { stringifyError } from '@backstage/errors';
import { LoggerService } from '@backstage/backend-plugin-api';
import { hasAny } from '../engines/joinPlaces';
import { EngineReadings } from '../engines/EngineReadings';
import { LedgerFilter } from '../ledger/LedgerQuestion';
import { LedgerReadings } from '../ledger/LedgerReadings';
import { MeasuredSubject } from '../subject/MeasuredSubject';
import { derivationOf } from './derivationOf';
import { describeFailure } from './describeFailure';
import { ReadingAsk, Readings, Span, Waiting } from './ReadingAsk';
import { DeadlineError } from './ReadingCache';
import { everywhere, failed, notInstrumented, worthiest } from './readings';
import { SourceName, sourcesFor } from './sourcesFor';

/** Reads one input of a measure from the source that it comes from, and from the next where that has none. */
export class InputReadings {
  readonly #ledger: LedgerReadings;
  readonly #engines: EngineReadings;
  readonly #logger: LoggerService;

  static create(options: {
    ledger: LedgerReadings;
    engines: EngineReadings;
    logger: LoggerService;
  }) {
    return new InputReadings(options);
  }

  private constructor(options: {
    ledger: LedgerReadings;
    engines: EngineReadings;
    logger: LoggerService;
  }) {
    this.#ledger = options.ledger;
    this.#engines = options.engines;
    this.#logger = options.logger;
  }

  /** What fails is a reading as well. Rejects only with the reason of the client's signal. */
  async read(
    ask: ReadingAsk,
    subject: MeasuredSubject,
    waiting: Waiting,
    steps?: readonly Span[],
  ): Promise<Readings> {
    const derived = derivationOf(ask, subject);
    if (!derived) {
      return this.#readDirectly(ask, subject, waiting, steps);
    }
    const direct =
      derived.instead === true
        ? undefined
        : await this.#readDirectly(ask, subject, waiting, steps);
    if (direct && hasAny(direct)) {
      return direct;
    }
    const basis = await this.#readDirectly(
      derived.from,
      subject,
      waiting,
      steps,
    );
    return mapReadings(basis, derived.map);
  }

  async #readDirectly(
    ask: ReadingAsk,
    subject: MeasuredSubject,
    waiting: Waiting,
    steps?: readonly Span[],
  ): Promise<Readings> {
    const { order } = sourcesFor(ask, { named: subject.kind === 'consumer' });
    const passed: Readings[] = [];
    for (const source of order) {
      const readings = await this.#readSource(source, {
        ask,
        subject,
        waiting,
        steps,
      });
      if (hasAny(readings)) {
        return readings;
      }
      passed.push(readings);
    }
    return (
      worthiest(passed) ??
      everywhere(
        notInstrumented(
          'not-by-consumer',
          `No source tells ${ask.series} of one consumer`,
        ),
      )
    );
  }

  async #readSource(
    source: SourceName,
    options: {
      ask: ReadingAsk;
      subject: MeasuredSubject;
      waiting: Waiting;
      steps?: readonly Span[];
    },
  ): Promise<Readings> {
    const { ask, subject, waiting, steps } = options;
    if (source === 'engines') {
      return subject.kind === 'consumer'
        ? everywhere(
            notInstrumented(
              'not-by-consumer',
              `Engines do not tell ${ask.series} of one consumer`,
            ),
          )
        : this.#engines.read(ask, subject, waiting, steps);
    }
    const filter = filterOf(subject);
    if (!filter) {
      return everywhere(
        notInstrumented(
          'not-of-pools',
          'The usage ledger tells of models and their consumers, and not of pools',
        ),
      );
    }
    try {
      return await this.#ledger.read(ask, filter, waiting);
    } catch (error) {
      waiting.signal?.throwIfAborted();
      if (!(error instanceof DeadlineError)) {
        this.#logger.error(
          `The usage ledger could not be read: ${stringifyError(error)}`,
        );
      }
      const { code, message } = describeFailure(error);
      return everywhere(
        failed(code, `The usage ledger: ${message}`, ['usage ledger']),
      );
    }
  }
}

function filterOf(subject: MeasuredSubject): LedgerFilter | undefined {
  switch (subject.kind) {
    case 'model':
      return { model: [subject.ref] };
    case 'consumer':
      return { consumer: subject.consumers };
    default:
      return undefined;
  }
}

function mapReadings(
  { of, otherwise }: Readings,
  map: (reading: AnyReading) => AnyReading,
): Readings {
  return {
    of: new Map([...of].map(([key, reading]) => [key, map(reading)])),
    otherwise: map(otherwise),
  };
}
