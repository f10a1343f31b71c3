import { InputError } from '@backstage/errors';
import { LlmUsageAnswer, LlmUsageRow } from '@modelyard/plugin-llm-common';
import { randomUUID } from 'node:crypto';
import { digestOf } from '../tables/digestOf';
import { CheckedQuestion } from './checkQuestion';
import { comparePlaces, placeOf, RowPlace } from './orderRows';

/** An answer with all its rows, in the order that was asked for. */
export type WholeAnswer = Omit<LlmUsageAnswer, 'nextCursor'>;

/** An answer of which there are further pages. */
interface Kept {
  readonly at: number;
  readonly digest: string;
  readonly answer: WholeAnswer;
}

/** Where a page ended. */
interface Cursor extends RowPlace {
  readonly answer: string;
  readonly digest: string;
}

const KEEP_MS = 5 * 60_000;
/** Rows that are kept at most, of all answers together. */
const MOST_ROWS = 200_000;

/**
 * Cuts answers into pages. Further pages are cut from the answer that the first one was cut from, which is kept for five minutes:
 * what comes in meanwhile neither repeats a row nor loses one. Where it is not kept any more, or by another replica, the page is
 * cut from an answer of now, behind the place where the one before it ended.
 */
export class AnswerPages {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  static create(options: { now?: () => number } = {}) {
    return new AnswerPages(options.now ?? Date.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Gives the page that was asked for.
   *
   * @param options - `who` asks, whose answers nobody else gets; `read` answers anew
   * @throws InputError where the cursor is none, or of another question
   */
  async page(options: {
    question: CheckedQuestion;
    who: string;
    read: () => Promise<WholeAnswer>;
  }): Promise<LlmUsageAnswer> {
    const { question, who, read } = options;
    const { limit, cursor, ...asked } = question;
    const digest = digestOf(JSON.stringify([who, asked]));
    if (cursor === undefined) {
      return this.#cut(await read(), { question, digest, start: 0 });
    }
    const after = readCursor(cursor);
    if (after.digest !== digest) {
      throw new InputError(
        'Invalid cursor: it belongs to another question; ask anew without one',
      );
    }
    this.#forget();
    const kept = this.#kept.get(after.answer);
    const answer = kept?.digest === digest ? kept.answer : await read();
    const start = answer.rows.findIndex(
      row => comparePlaces(this.#placeOf(row, question), after) > 0,
    );
    return this.#cut(answer, {
      question,
      digest,
      start: start < 0 ? answer.rows.length : start,
      ...(kept && { id: after.answer }),
    });
  }

  #placeOf(row: LlmUsageRow, { by, sort }: CheckedQuestion): RowPlace {
    return placeOf(row, by, sort);
  }

  #cut(
    answer: WholeAnswer,
    options: {
      question: CheckedQuestion;
      digest: string;
      start: number;
      id?: string;
    },
  ): LlmUsageAnswer {
    const { question, digest, start, id = randomUUID() } = options;
    const end = start + question.limit;
    const rows = answer.rows.slice(start, end);
    const last = rows[rows.length - 1];
    if (!last || end >= answer.rows.length) {
      return { ...answer, rows };
    }
    this.#keep(id, { at: this.#now(), digest, answer });
    const cursor: Cursor = {
      answer: id,
      digest,
      ...this.#placeOf(last, question),
    };
    return {
      ...answer,
      rows,
      nextCursor: Buffer.from(JSON.stringify(cursor)).toString('base64url'),
    };
  }

  #keep(id: string, kept: Kept): void {
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    this.#forget();
  }

  #forget(): void {
    let rows = 0;
    for (const [id, kept] of [...this.#kept].reverse()) {
      rows += kept.answer.rows.length;
      if (rows > MOST_ROWS || this.#now() - kept.at > KEEP_MS) {
        this.#kept.delete(id);
      }
    }
  }
}

function readCursor(text: string): Cursor {
  try {
    const { answer, digest, key, value, currency } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if ([answer, digest, key].every(each => typeof each === 'string')) {
      return {
        answer,
        digest,
        key,
        ...(typeof value === 'number' && { value }),
        ...(typeof currency === 'string' && { currency }),
      };
    }
  } catch {
    // Said below.
  }
  throw new InputError(
    'Invalid cursor: it is none that an answer gave; ask anew without one',
  );
}
