import { isSeriesId, Profile, rawSelectors } from '@modelyard/llm-measures';
import {
  isMeasureEngineError,
  MeasureAnswer,
  MeasureEngine,
} from '@modelyard/plugin-llm-node';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EngineSelectors } from '../config/MeasuresConfig';
import { MeasuredSpan, Span, Waiting } from '../reading/ReadingAsk';
import { CachedAnswer, ReadingCache } from '../reading/ReadingCache';
import { DAY, HOUR, isMoving, SECOND } from '../reading/windows';

const FRESH_LIVE = 30 * SECOND;
const FRESH_OVER = 30 * 60 * SECOND;
const FRESH_NAMES = 5 * 60 * SECOND;

/** Asks one engine through the cache. */
export class EngineAsker {
  readonly #cache: ReadingCache;
  readonly #logger: LoggerService;

  static create(options: { cache: ReadingCache; logger: LoggerService }) {
    return new EngineAsker(options.cache, options.logger);
  }

  private constructor(cache: ReadingCache, logger: LoggerService) {
    this.#cache = cache;
    this.#logger = logger;
  }

  /**
   * What a query gives at the end of a span, or at the end of each step.
   *
   * @param options - `question` names what is asked apart from the moment
   * @throws MeasureEngineError, DeadlineError
   */
  async ask(options: {
    engine: MeasureEngine;
    text: string;
    question: readonly unknown[];
    span: MeasuredSpan;
    steps?: readonly Span[];
    waiting: Waiting;
  }): Promise<CachedAnswer<MeasureAnswer>> {
    const { engine, text, question, span, steps, waiting } = options;
    return this.#cache.get({
      question: ['query', engine.name, ...question, span.name],
      waiting,
      freshMs: () => (isMoving(span) ? FRESH_LIVE : FRESH_OVER),
      read: signal =>
        this.#logged(engine, () => {
          if (!steps) {
            return engine.instant(text, { time: span.to, signal });
          }
          const ends = steps.map(({ to }) => to);
          return engine.range(text, {
            start: ends[0],
            end: ends[ends.length - 1],
            step: steps[0].to - steps[0].from,
            signal,
          });
        }),
    });
  }

  /**
   * Which of the names of a profile an engine holds in a span, so that sources that are not there cost no queries.
   *
   * @throws MeasureEngineError, DeadlineError
   */
  async names(options: {
    engine: MeasureEngine;
    settings: EngineSelectors;
    profile: Profile;
    span: Span;
    waiting: Waiting;
  }): Promise<ReadonlySet<string>> {
    const { engine, settings, profile, span, waiting } = options;
    // Names come and go with versions, not with hours: spans of nearly the same days have the same ones.
    const start = Math.floor(span.from / DAY) * DAY;
    const end = Math.ceil(span.to / HOUR) * HOUR;
    const { value } = await this.#cache.get({
      question: ['names', engine.name, profile.id, start, end, settings.labels],
      waiting,
      freshMs: () => FRESH_NAMES,
      read: signal =>
        this.#logged(engine, async () => {
          const selectors = selectorsOfProfile(profile, settings);
          if (selectors.length === 0) {
            return [];
          }
          const { values } = await engine.labelValues('__name__', {
            start,
            end: Math.min(end, span.to),
            selectors: [...new Set(selectors)],
            signal,
          });
          return [...values];
        }),
    });
    return new Set(value);
  }

  async #logged<T>(engine: MeasureEngine, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!isMeasureEngineError(error) && !isAbort(error)) {
        this.#logger.warn(
          `The engine ${
            engine.name
          } failed in a way of its own: ${stringifyError(error)}`,
        );
      }
      throw error;
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Selects every series that a profile has names for. */
function selectorsOfProfile(
  profile: Profile,
  { labels }: EngineSelectors,
): string[] {
  return Object.keys(profile.series)
    .filter(isSeriesId)
    .flatMap(series => {
      const found = rawSelectors({ profile, series, selector: { labels } });
      return found.ok ? found.value.map(({ selector }) => selector) : [];
    });
}

/** Names under which a profile writes a series, as an engine holds them. */
export function metricNames(
  profile: Profile,
  series: keyof Profile['series'],
): string[] {
  const found = rawSelectors({ profile, series, selector: {} });
  return found.ok ? found.value.map(({ metric }) => metric) : [];
}
