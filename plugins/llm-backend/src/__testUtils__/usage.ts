import { hourOf, LedgerRow, UsagePrice } from '@modelyard/llm-measures';
import { UsageCall, UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { Knex } from 'knex';
import { ClosedHours } from '../services/usage/ClosedHours';
import { DefaultUsageLedger } from '../services/usage/DefaultUsageLedger';
import { HourWriter } from '../services/usage/HourWriter';
import { IntakeRecords } from '../services/usage/IntakeRecords';
import { migrateUsage, tuneSqlite } from '../services/usage/migrateUsage';
import { UsageSubjects } from '../services/usage/subjects/UsageSubjects';
import { readHourRows } from '../services/usage/tables/readHourRows';
import { UsageDictionary } from '../services/usage/tables/UsageDictionary';
import { HOUR_MS } from '../services/usage/tables/units';

/** A moment on the hour, in a day that is otherwise unremarkable. */
export const T0 = Date.parse('2026-11-26T20:00:00Z');

export const gateway: UsageOrigin = {
  source: 'gateway-fra',
  vantage: 'gateway-log',
};

export const price: UsagePrice = {
  id: 'list',
  from: '2026-01-01',
  currency: 'EUR',
  perMillionInputTokens: 0.4,
  perMillionOutputTokens: 1.2,
};

/** Takes the words of senders as they are. */
export function plainSubjects(
  prices: Readonly<Record<string, readonly UsagePrice[]>> = {},
): UsageSubjects {
  const part = (value: string | undefined) => value ?? 'unknown';
  return {
    ready: async () => {},
    resolve: subject => ({
      model: part(subject.model),
      version: part(subject.version),
      deployment: part(subject.deployment),
      operation: part(subject.operation),
      provider: part(subject.provider),
      consumer: part(subject.consumer),
    }),
    pricesOf: model => prices[model] ?? [],
  };
}

export interface TestLedgerOptions {
  now?: () => number;
  subjects?: UsageSubjects;
  closeAfterMs?: number;
  acceptForMs?: number;
  consumerCap?: number;
}

/** A ledger on a database that has its tables. */
export function ledgerOn(knex: Knex, options: TestLedgerOptions = {}) {
  const {
    now = () => T0 + HOUR_MS / 2,
    subjects = plainSubjects(),
    closeAfterMs = 2 * HOUR_MS,
  } = options;
  const dictionary = UsageDictionary.create({ knex });
  const closed = ClosedHours.create({ dictionary, prices: subjects });
  const writer = HourWriter.create({ knex, closed, closeAfterMs, now });
  const ledger = DefaultUsageLedger.create({
    knex,
    dictionary,
    subjects,
    writer,
    records: IntakeRecords.create({ knex }),
    acceptForMs: options.acceptForMs ?? 48 * HOUR_MS,
    consumerCap: options.consumerCap ?? 1000,
    now,
  });
  return { ledger, dictionary, closed, writer, subjects };
}

export async function prepareTables(knex: Knex): Promise<void> {
  await tuneSqlite(knex);
  await migrateUsage(knex, { skip: false });
}

export function call(id: string, rest: Partial<UsageCall> = {}): UsageCall {
  return {
    id,
    at: T0 + 60_000,
    subject: { model: 'model:default/qwen', consumer: 'component:default/bot' },
    counts: { requests: 1, failed: 0, inputTokens: 100, outputTokens: 20 },
    observations: { 'latency.end_to_end': 1.4 },
    ...rest,
  };
}

export function point(at: number, rest: Partial<UsagePoint> = {}): UsagePoint {
  return {
    stream: 'tokens',
    start: T0,
    at,
    temporality: 'cumulative',
    subject: { model: 'model:default/qwen' },
    counts: {},
    histograms: {},
    ...rest,
  };
}

/** All that the tables hold of usage, in words and in one order: what must not depend on how it was reported. */
export async function contentOf(knex: Knex) {
  const hours: Array<{ hour: number }> = await knex('llm_usage_hours')
    .distinct('hour')
    .orderBy('hour');
  const rows: LedgerRow[] = [];
  for (const { hour } of hours) {
    const found = await readHourRows(knex, hour, { after: 0, limit: 1e6 });
    rows.push(...found.map(({ row }) => row));
  }
  const buckets: Array<Record<string, string | number>> = await knex(
    'llm_usage_hour_buckets as b',
  )
    .join('llm_usage_keys as k', 'k.id', 'b.key_id')
    .join('llm_usage_scales as s', 's.id', 'b.scale_id')
    .whereNot('b.n', 0)
    .select('b.hour', 'k.model', 'k.consumer', 's.series', 'b.bucket', 'b.n');
  return {
    rows: rows.map(row => JSON.stringify(row)).sort(),
    buckets: buckets
      .map(({ hour, ...rest }) =>
        JSON.stringify({ hour: hourOf(Number(hour) * HOUR_MS), ...rest }),
      )
      .sort(),
  };
}
