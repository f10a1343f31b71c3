import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { Waiting } from './ReadingAsk';

/** So long what was read once stands in for a source that fails. */
const STANDS_IN_MS = 60 * 60_000;

/** What was read, and when. */
export interface CachedAnswer<T> {
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** Why it was not read anew, where it should have been. */
  readonly failure?: unknown;
}

/** The time that one request may take is over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

interface Flight {
  readonly answer: Promise<CachedAnswer<unknown>>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Keeps what sources said, for everybody alike, and asks each question once however many wait for it. Where a source fails, what
 * it said within the last hour stands in.
 */
export class ReadingCache {
  readonly #cache: CacheService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #flights = new Map<string, Flight>();
  #failing = false;

  static create(options: {
    cache: CacheService;
    logger: LoggerService;
    now?: () => number;
  }) {
    return new ReadingCache(options);
  }

  private constructor(options: {
    cache: CacheService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#cache = options.cache;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Reads what is kept, or asks the source.
   *
   * @param options - `question` names what is asked; `freshMs` says how long an answer is fresh; `read` ends with its signal as
   * soon as nobody waits any more
   * @throws What `read` threw, or DeadlineError, where nothing stands in; the reason of the client's signal
   */
  async get<T>(options: {
    question: readonly unknown[];
    freshMs: (value: T) => number;
    waiting: Waiting;
    read: (signal: AbortSignal) => Promise<T>;
  }): Promise<CachedAnswer<T>> {
    const { question, waiting } = options;
    const key = `measures-${createHash('sha256')
      .update(JSON.stringify(question))
      .digest('hex')}`;
    const kept = await this.#kept<T>(key);
    if (kept && kept.freshUntil > this.#now()) {
      return { value: kept.value, readAt: kept.readAt };
    }
    try {
      return await this.#fly<T>(key, options);
    } catch (failure) {
      waiting.signal?.throwIfAborted();
      if (kept && this.#now() - kept.readAt < STANDS_IN_MS) {
        return { value: kept.value, readAt: kept.readAt, failure };
      }
      throw failure;
    }
  }

  async #fly<T>(
    key: string,
    options: {
      freshMs: (value: T) => number;
      waiting: Waiting;
      read: (signal: AbortSignal) => Promise<T>;
    },
  ): Promise<CachedAnswer<T>> {
    const flight = this.#flights.get(key) ?? this.#start(key, options);
    flight.waiting += 1;
    try {
      // The key names what is read, and so its type.
      return (await untilWaited(
        flight.answer,
        options.waiting,
      )) as CachedAnswer<T>;
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        flight.controller.abort();
        if (this.#flights.get(key) === flight) {
          this.#flights.delete(key);
        }
      }
    }
  }

  #start<T>(
    key: string,
    options: {
      freshMs: (value: T) => number;
      read: (signal: AbortSignal) => Promise<T>;
    },
  ): Flight {
    const controller = new AbortController();
    const land = async (): Promise<CachedAnswer<T>> => {
      const value = await options.read(controller.signal);
      const readAt = this.#now();
      await this.#keep(key, {
        value,
        readAt,
        freshUntil: readAt + options.freshMs(value),
      });
      return { value, readAt };
    };
    const flight = { answer: land(), controller, waiting: 0 };
    // Who waits hears of a failure; there may be nobody any more.
    flight.answer.catch(() => {});
    this.#flights.set(key, flight);
    return flight;
  }

  async #kept<T>(
    key: string,
  ): Promise<{ value: T; readAt: number; freshUntil: number } | undefined> {
    try {
      const text = await this.#cache.get<string>(key);
      this.#failing = false;
      return text === undefined ? undefined : JSON.parse(text, revive);
    } catch (error) {
      this.#noteFailure(error);
      return undefined;
    }
  }

  async #keep(
    key: string,
    entry: { value: unknown; readAt: number; freshUntil: number },
  ): Promise<void> {
    try {
      await this.#cache.set(key, JSON.stringify(entry, replace), {
        ttl: Math.max(STANDS_IN_MS, entry.freshUntil - entry.readAt),
      });
    } catch (error) {
      this.#noteFailure(error);
    }
  }

  #noteFailure(error: unknown): void {
    if (!this.#failing) {
      this.#failing = true;
      this.#logger.warn(
        `The cache does not answer, so that measures are read anew each time: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

/** Waits for an answer for as long as somebody waits for this one. */
async function untilWaited<T>(
  answer: Promise<T>,
  { signal, deadline }: Waiting,
): Promise<T> {
  signal?.throwIfAborted();
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () =>
      reject(
        signal?.aborted
          ? signal.reason
          : new DeadlineError('There was no answer in the time that there is'),
      );
    signal?.addEventListener('abort', stop);
    deadline.addEventListener('abort', stop);
    if (deadline.aborted) {
      stop();
    }
  });
  try {
    return await Promise.race([answer, stopped]);
  } finally {
    signal?.removeEventListener('abort', stop);
    deadline.removeEventListener('abort', stop);
  }
}

// JSON has neither infinity nor NaN, which sources do say.
function replace(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value)
    ? { $number: `${value}` }
    : value;
}

function revive(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$number' in value
    ? Number(value.$number)
    : value;
}
