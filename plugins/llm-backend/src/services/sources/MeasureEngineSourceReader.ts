import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  LlmMeasureEngineErrorKind,
  LlmMeasureEngineSource,
} from '@modelyard/plugin-llm-common';
import {
  isMeasureEngineError,
  MeasureEngine,
  MeasureEngineError,
  MeasureEngineHealth,
} from '@modelyard/plugin-llm-node';
import { SourceReader } from './SourcesService';

/** How long a page waits for an engine: less than a person, and than any query may take. */
const PATIENCE_MS = 2_500;
/** How long a look counts, whatever came of it: many people who look do not make many questions. */
const FRESH_MS = 10_000;

const SOURCE = { id: 'measures', type: 'measure-engine' } as const;

/** Tells which hours of an engine the usage ledger lacks. */
export interface EngineGaps {
  gapOf(
    engine: string,
  ): Promise<{ readonly hours: number; readonly oldest?: number } | undefined>;
}

/** What the readers are made with. */
export interface MeasureEngineReadersOptions {
  logger: LoggerService;
  /** Absent where nothing is pulled from engines. */
  gaps?: EngineGaps;
  /** Which measures rest on an engine, by its name. */
  affects?: (engine: string) => readonly string[];
  /** Milliseconds for an answer; 2.5 s where it is absent. */
  patienceMs?: number;
  /** Milliseconds that a look counts; 10 s where it is absent. */
  freshMs?: number;
}

/** Asks an engine for a sign of life, at most once in a few seconds and never for longer than a page can wait. */
class MeasureEngineSourceReader implements SourceReader {
  readonly #engine: MeasureEngine;
  readonly #gaps: EngineGaps | undefined;
  readonly #affects: readonly string[] | undefined;
  readonly #logger: LoggerService;
  readonly #patienceMs: number;
  readonly #freshMs: number;
  #look: { until: number; result: Promise<LlmMeasureEngineSource> } | undefined;
  #lastSuccessAt: string | undefined;
  #lastError: string | undefined;

  static create(engine: MeasureEngine, options: MeasureEngineReadersOptions) {
    return new MeasureEngineSourceReader(engine, options);
  }

  private constructor(
    engine: MeasureEngine,
    options: MeasureEngineReadersOptions,
  ) {
    this.#engine = engine;
    this.#gaps = options.gaps;
    this.#affects = options.affects?.(engine.name);
    this.#logger = options.logger;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
    this.#freshMs = options.freshMs ?? FRESH_MS;
  }

  read(): Promise<LlmMeasureEngineSource> {
    const now = Date.now();
    if (!this.#look || now >= this.#look.until) {
      this.#look = { until: now + this.#freshMs, result: this.#ask() };
    }
    return this.#look.result;
  }

  async #ask(): Promise<LlmMeasureEngineSource> {
    const { name, clusters } = this.#engine;
    const readAt = new Date().toISOString();
    const known = {
      ...SOURCE,
      id: `${SOURCE.id}/${name}`,
      name,
      ...(clusters && { clusters: [...clusters] }),
      ...(this.#affects && { affects: [...this.#affects] }),
      readAt,
    };
    try {
      const [health, gap] = await Promise.all([
        this.#health(),
        this.#describeGap(),
      ]);
      this.#lastSuccessAt = readAt;
      this.#lastError = undefined;
      const warnings = [...toWarnings(health), ...gap];
      return {
        ...known,
        state: warnings.length > 0 ? 'degraded' : 'ok',
        ...pickFigures(health),
        lastSuccessAt: readAt,
        ...(warnings.length > 0 && { warnings }),
      };
    } catch (error) {
      this.#logOnce(error);
      return {
        ...known,
        state: 'error',
        ...this.#explain(error),
        ...(this.#lastSuccessAt && { lastSuccessAt: this.#lastSuccessAt }),
      };
    }
  }

  /** Figures of the past lack what the ledger lacks. That it cannot be asked is no fault of the engine. */
  async #describeGap(): Promise<string[]> {
    try {
      const gap = await this.#gaps?.gapOf(this.#engine.name);
      if (gap?.oldest === undefined) {
        return [];
      }
      const oldest = new Date(gap.oldest).toISOString().slice(0, 16);
      return [
        `${gap.hours} ${
          gap.hours === 1 ? 'hour is' : 'hours are'
        } not in the usage ledger yet, the oldest of ${oldest.replace(
          'T',
          ' ',
        )} UTC`,
      ];
    } catch (error) {
      this.#logger.warn(
        `The usage ledger did not tell which hours of ${
          this.#engine.name
        } it lacks: ${stringifyError(error)}`,
      );
      return [];
    }
  }

  /** Ends in time also where the engine's own code does not heed the signal. */
  async #health(): Promise<MeasureEngineHealth> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    const late = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    );
    try {
      return await Promise.race([this.#engine.health({ signal }), late]);
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) {
        throw error;
      }
      const { name } = this.#engine;
      const seconds = this.#patienceMs / 1000;
      throw new MeasureEngineError({
        engine: name,
        kind: 'timeout',
        message: `The engine ${name} did not answer within ${seconds} s`,
      });
    }
  }

  #explain(error: unknown): {
    errorKind: LlmMeasureEngineErrorKind;
    error: string;
  } {
    return isMeasureEngineError(error)
      ? { errorKind: error.kind, error: error.message }
      : {
          errorKind: 'engine-error',
          error: `The engine ${
            this.#engine.name
          } could not be asked; the log of the backend says why`,
        };
  }

  #logOnce(error: unknown): void {
    const { error: message } = this.#explain(error);
    if (message !== this.#lastError) {
      this.#lastError = message;
      // What is not known to be clean goes to the log as a whole, and to the log alone.
      const detail = isMeasureEngineError(error) ? '' : stringifyError(error);
      this.#logger.warn(`${message}${detail ? ` (${detail})` : ''}`);
    }
  }
}

/** One reader for each engine; where there is none, one that says so. */
export function createMeasureEngineReaders(
  options: MeasureEngineReadersOptions & { engines: readonly MeasureEngine[] },
): SourceReader[] {
  const { engines, ...rest } = options;
  return engines.length > 0
    ? engines.map(engine => MeasureEngineSourceReader.create(engine, rest))
    : [{ read: async () => notConfigured() }];
}

function notConfigured(): LlmMeasureEngineSource {
  const readAt = new Date().toISOString();
  return { ...SOURCE, state: 'not_configured', readAt };
}

function pickFigures({
  product,
  version,
  roundTripMs,
  lagMs,
}: MeasureEngineHealth): Partial<LlmMeasureEngineSource> {
  return {
    ...(product !== undefined && { product }),
    ...(version !== undefined && { version }),
    roundTripMs: Math.round(roundTripMs),
    ...(lagMs !== undefined && { lagMs: Math.round(lagMs) }),
  };
}

function toWarnings({ warnings, partial }: MeasureEngineHealth): string[] {
  return partial && warnings.length === 0
    ? ['a part of the data was out of reach']
    : [...warnings];
}
