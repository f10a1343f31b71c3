import { UsageReceipt, UsageRefusal } from '@modelyard/plugin-llm-node';
import { Knex } from 'knex';
import { DAY_MS } from './tables/units';

/** What was refused for one reason. */
export interface RefusedRequests {
  readonly code: string;
  readonly requests: number;
  /** When the last of them came, in milliseconds since 1970. */
  readonly lastAt: number;
}

/** What an intake has done since a day. */
export interface IntakeRecord {
  readonly counted: number;
  readonly repeated: number;
  readonly late: number;
  /** When something was counted last, in milliseconds since 1970. Absent where nothing was. */
  readonly lastAt?: number;
  readonly refusals: readonly RefusedRequests[];
}

/**
 * Remembers by day what intakes have counted and what they had to refuse. What was counted is written now and then: reports come
 * many times a second, and the usage itself is stored already.
 */
export class IntakeRecords {
  readonly #knex: Knex;
  #pending = new Map<string, Pending>();

  static create(options: { knex: Knex }) {
    return new IntakeRecords(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  addReceipt(intake: string, receipt: UsageReceipt, at: number): void {
    const key = `${dayNumber(at)}/${intake}`;
    const before = this.#pending.get(key);
    this.#pending.set(key, {
      intake,
      at: Math.max(at, before?.at ?? 0),
      counted: receipt.counted + (before?.counted ?? 0),
      repeated: receipt.repeated + (before?.repeated ?? 0),
      late: receipt.late + (before?.late ?? 0),
    });
  }

  /** Writes what has been counted since the last time. What cannot be written is kept. */
  async flush(): Promise<void> {
    const table = 'llm_usage_receipts';
    const pending = this.#pending;
    if (pending.size === 0) {
      return;
    }
    this.#pending = new Map();
    try {
      await this.#knex.transaction(async trx => {
        for (const key of [...pending.keys()].sort()) {
          const each = pending.get(key);
          if (each) {
            const { intake, counted, repeated, late, at } = each;
            await trx.raw(
              `INSERT INTO ${table} (intake, day, counted, repeated, late, last_at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (intake, day) DO UPDATE SET counted = ${table}.counted + excluded.counted,
               repeated = ${table}.repeated + excluded.repeated, late = ${table}.late + excluded.late,
               last_at = ${later(table)}`,
              [intake, dayNumber(at), counted, repeated, late, at],
            );
          }
        }
      });
    } catch (error) {
      for (const { intake, at, ...receipt } of pending.values()) {
        this.addReceipt(intake, receipt, at);
      }
      throw error;
    }
  }

  async addRefusals(
    intake: string,
    refusals: readonly UsageRefusal[],
  ): Promise<void> {
    const table = 'llm_usage_refusals';
    const sorted = [...refusals].sort((a, b) => (a.code < b.code ? -1 : 1));
    await this.#knex.transaction(async trx => {
      for (const { code, requests, at } of sorted) {
        await trx.raw(
          `INSERT INTO ${table} (intake, day, code, requests, last_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (intake, day, code) DO UPDATE SET requests = ${table}.requests + excluded.requests,
           last_at = ${later(table)}`,
          [intake, dayNumber(at), code, requests, at],
        );
      }
    });
  }

  /** What an intake has done since the beginning of the day of a moment. */
  async read(intake: string, since: number): Promise<IntakeRecord> {
    await this.flush();
    const day = dayNumber(since);
    const [sums] = await this.#knex('llm_usage_receipts')
      .where({ intake })
      .andWhere('day', '>=', day)
      .sum({ counted: 'counted', repeated: 'repeated', late: 'late' })
      .max({ last: 'last_at' });
    const refusals: Array<{ code: string; requests: number; last: number }> =
      await this.#knex('llm_usage_refusals')
        .where({ intake })
        .andWhere('day', '>=', day)
        .groupBy('code')
        .orderBy('code')
        .select('code')
        .sum({ requests: 'requests' })
        .max({ last: 'last_at' });
    return {
      counted: Number(sums.counted ?? 0),
      repeated: Number(sums.repeated ?? 0),
      late: Number(sums.late ?? 0),
      ...(sums.last !== null && { lastAt: Number(sums.last) }),
      refusals: refusals.map(({ code, requests, last }) => ({
        code,
        requests: Number(requests),
        lastAt: Number(last),
      })),
    };
  }
}

interface Pending extends UsageReceipt {
  readonly intake: string;
  readonly at: number;
}

function later(table: string): string {
  return `CASE WHEN excluded.last_at > ${table}.last_at THEN excluded.last_at ELSE ${table}.last_at END`;
}

function dayNumber(moment: number): number {
  return Math.floor(moment / DAY_MS);
}
