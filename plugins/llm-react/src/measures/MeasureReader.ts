import type {
  LlmMeasureAnswer,
  LlmMeasureAsk,
  LlmMeasureDefinition,
} from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';

/**
 * A question for a measure; what it is called within its request is the
 * business of the one who sends it.
 *
 * @public
 */
export type MeasureQuestion = Omit<LlmMeasureAsk, 'id'>;

/** An answer, and the moment of the request that it came with. */
export interface MeasureAnswer extends LlmMeasureAnswer {
  readonly readAt: string;
}

type Backend = Pick<LlmApi, 'readMeasures' | 'listMeasures'>;

/** What the contract allows in one request. */
const MOST_QUESTIONS = 64;
/**
 * How long questions are gathered. The portal mounts the cards of a page one
 * by one, each as soon as its code is there, within a few frames.
 */
const GATHER_MS = 25;
/** For how long a card that is mounted later takes what another one has read. */
const KEEP_MS = 30_000;

interface Wanted {
  readonly question: MeasureQuestion;
  readonly resolve: (answer: MeasureAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions about one entity that go out together. */
interface Batch {
  readonly entityRef: string;
  readonly wanted: Map<string, Wanted>;
  readonly controller: AbortController;
  timer?: ReturnType<typeof setTimeout>;
  /** How many wait for an answer: nobody needs a request that none waits for. */
  readers: number;
  /** Whether it was answered, or failed. */
  done: boolean;
}

interface Entry {
  readonly batch: Batch;
  readonly promise: Promise<MeasureAnswer>;
  settledAt?: number;
}

/**
 * Reads measures for all cards of a page: what they ask about one entity within
 * a moment goes out as one request, the same question once, and what was read
 * is kept for half a minute. Failures are not kept.
 */
export class MeasureReader {
  readonly #backend: Backend;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #gathering = new Map<string, Batch>();
  #definitions?: Promise<LlmMeasureDefinition[]>;

  static create(backend: Backend, now: () => number = Date.now): MeasureReader {
    return new MeasureReader(backend, now);
  }

  private constructor(backend: Backend, now: () => number) {
    this.#backend = backend;
    this.#now = now;
  }

  /**
   * Answers one question.
   *
   * @param options - `fresh` leaves aside what was read before
   */
  async read(options: {
    entityRef: string;
    question: MeasureQuestion;
    fresh?: boolean;
    signal?: AbortSignal;
  }): Promise<MeasureAnswer> {
    const { entityRef, question, fresh = false, signal } = options;
    signal?.throwIfAborted();
    const key = keyOf(entityRef, question);
    const entry = this.#usable(key, fresh) ?? this.#ask(key, options);
    this.#countReader(entry, signal);
    return entry.promise;
  }

  /** Everything that can be measured, asked for once. */
  definitions(): Promise<LlmMeasureDefinition[]> {
    this.#definitions ??= this.#backend.listMeasures().catch(error => {
      this.#definitions = undefined;
      throw error;
    });
    return this.#definitions;
  }

  #usable(key: string, fresh: boolean): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.settledAt === undefined) {
      return entry;
    }
    const old = this.#now() - entry.settledAt > KEEP_MS;
    return fresh || old ? undefined : entry;
  }

  #ask(
    key: string,
    options: { entityRef: string; question: MeasureQuestion },
  ): Entry {
    const { entityRef, question } = options;
    const batch = this.#batchFor(entityRef);
    const promise = new Promise<MeasureAnswer>((resolve, reject) => {
      batch.wanted.set(key, { question, resolve, reject });
    });
    const entry: Entry = { batch, promise };
    this.#entries.set(key, entry);
    promise.then(
      () => {
        entry.settledAt = this.#now();
      },
      () => this.#forget(key, entry),
    );
    if (batch.wanted.size === MOST_QUESTIONS) {
      this.#send(batch);
    }
    return entry;
  }

  #batchFor(entityRef: string): Batch {
    const gathering = this.#gathering.get(entityRef);
    if (gathering) {
      return gathering;
    }
    const batch: Batch = {
      entityRef,
      wanted: new Map(),
      controller: new AbortController(),
      readers: 0,
      done: false,
    };
    batch.timer = setTimeout(() => this.#send(batch), GATHER_MS);
    this.#gathering.set(entityRef, batch);
    return batch;
  }

  #countReader(entry: Entry, signal?: AbortSignal) {
    const { batch } = entry;
    batch.readers += 1;
    signal?.addEventListener(
      'abort',
      () => {
        batch.readers -= 1;
        if (batch.readers === 0 && !batch.done) {
          this.#giveUp(batch, signal.reason);
        }
      },
      { once: true },
    );
  }

  #giveUp(batch: Batch, reason: unknown) {
    this.#close(batch);
    batch.controller.abort(reason);
    for (const [key, { reject }] of batch.wanted) {
      // At once, so that one who asks in the next moment does not join it.
      this.#forget(key, this.#entries.get(key), batch);
      reject(reason);
    }
  }

  #close(batch: Batch) {
    clearTimeout(batch.timer);
    if (this.#gathering.get(batch.entityRef) === batch) {
      this.#gathering.delete(batch.entityRef);
    }
  }

  async #send(batch: Batch): Promise<void> {
    this.#close(batch);
    this.#dropOld();
    const { entityRef, wanted, controller } = batch;
    const sent = [...wanted.values()];
    try {
      const { answers, readAt } = await this.#backend.readMeasures(
        {
          entityRef,
          asks: sent.map(({ question }, index) => ({
            ...question,
            id: String(index),
          })),
        },
        { signal: controller.signal },
      );
      const byId = new Map(answers.map(answer => [answer.id, answer]));
      sent.forEach(({ question, resolve, reject }, index) => {
        const answer = byId.get(String(index));
        if (answer) {
          resolve({ ...answer, readAt });
        } else {
          reject(new Error(`The answer says nothing of ${question.measure}`));
        }
      });
    } catch (error) {
      sent.forEach(({ reject }) => reject(error));
    } finally {
      batch.done = true;
    }
  }

  #forget(key: string, entry: Entry | undefined, of?: Batch) {
    if (
      entry &&
      this.#entries.get(key) === entry &&
      (of === undefined || entry.batch === of)
    ) {
      this.#entries.delete(key);
    }
  }

  #dropOld() {
    const oldest = this.#now() - KEEP_MS;
    for (const [key, { settledAt }] of this.#entries) {
      if (settledAt !== undefined && settledAt < oldest) {
        this.#entries.delete(key);
      }
    }
  }
}

function keyOf(entityRef: string, question: MeasureQuestion): string {
  const entries = Object.entries(question)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([entityRef, entries]);
}

// Beside the API and not in a context: the portal mounts each card by itself,
// and there is nothing of ours around them.
const readers = new WeakMap<Backend, MeasureReader>();

/** The one reader of an API. */
export function measureReaderOf(backend: Backend): MeasureReader {
  let reader = readers.get(backend);
  if (!reader) {
    reader = MeasureReader.create(backend);
    readers.set(backend, reader);
  }
  return reader;
}
