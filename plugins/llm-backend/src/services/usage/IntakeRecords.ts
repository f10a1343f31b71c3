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

/** Remembers by day what intakes have counted and what they had to refuse. */
export class IntakeRecords {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new IntakeRecords(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async addReceipt(
    intake: string,
    receipt: UsageReceipt,
    at: number,
  ): Promise<void> {
    const table = 'llm_usage_receipts';
    const { counted, repeated, late } = receipt;
    await this.#knex.raw(
      `INSERT INTO ${table} (intake, day, counted, repeated, late, last_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (intake, day) DO UPDATE SET counted = ${table}.counted + excluded.counted,
       repeated = ${table}.repeated + excluded.repeated, late = ${table}.late + excluded.late,
       last_at = ${later(table)}`,
      [intake, dayNumber(at), counted, repeated, late, at],
    );
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

function later(table: string): string {
  return `CASE WHEN excluded.last_at > ${table}.last_at THEN excluded.last_at ELSE ${table}.last_at END`;
}

function dayNumber(moment: number): number {
  return Math.floor(moment / DAY_MS);
}
