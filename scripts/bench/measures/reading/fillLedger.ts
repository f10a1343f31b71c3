import { Knex } from 'knex';
import { ClosedHours } from '../../../../plugins/llm-backend/src/services/usage/ClosedHours';
import {
  migrateUsage,
  tuneSqlite,
} from '../../../../plugins/llm-backend/src/services/usage/migrateUsage';
import { readHourRows } from '../../../../plugins/llm-backend/src/services/usage/tables/readHourRows';
import { UsageDictionary } from '../../../../plugins/llm-backend/src/services/usage/tables/UsageDictionary';
import { DayRoller } from '../../../../plugins/llm-backend/src/services/usage/upkeep/DayRoller';
import { HourCloser } from '../../../../plugins/llm-backend/src/services/usage/upkeep/HourCloser';

export const HOUR = 3_600_000;
const CLOSE_AFTER = 2 * HOUR;

/** What the ledger is filled with. */
export interface LedgerShape {
  /** Models that many use. */
  readonly models: number;
  /** Further models, of one consumer each. */
  readonly lone: number;
  readonly consumersOfModel: number;
  readonly consumers: number;
  readonly hours: number;
  /** Milliseconds since 1970: the hour that is under way then is the last one. */
  readonly now: number;
}

export const modelOf = (index: number) => `model:default/model-${index}`;
export const consumerOf = (index: number) => `component:default/app-${index}`;

const BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100];

const price: Parameters<UsageDictionary['priceIds']>[0][number] = {
  id: 'list',
  from: '2020-01-01',
  currency: 'EUR',
  perMillionInputTokens: 0.4,
  perMillionOutputTokens: 1.2,
};

/** What one row of an hour counts: the same on both databases, and from 1 to 9 calls. */
const GENERATED = `SELECT id, vantage, r, r * (200 + (id * 31 + h) % 1200) AS i, r * (50 + (id * 17 + h * 3) % 400) AS o
  FROM (SELECT k.id, k.vantage, h.h, 1 + (CAST(k.id AS BIGINT) * 7919 + h.h * 104729) % 9 AS r
        FROM llm_usage_keys k, (SELECT CAST(? AS BIGINT) AS h) h WHERE k.total_id IS NOT NULL) g`;

/**
 * Fills a new ledger with what its intake would have written of so many calls: the rows are written by the hour straight into its
 * tables, hours are closed and days rolled up by the ledger's own upkeep, which also proves that the money of the others is the same.
 */
export async function fillLedger(knex: Knex, shape: LedgerShape) {
  await tuneSqlite(knex);
  await migrateUsage(knex, { skip: false });
  const dictionary = UsageDictionary.create({ knex });
  const closed = ClosedHours.create({
    dictionary,
    prices: { pricesOf: () => [price] },
  });
  const { priceId, scaleId } = await writeDictionary(dictionary, shape);

  const last = Math.floor(shape.now / HOUR);
  const first = last - shape.hours + 1;
  const open = Math.floor((shape.now - CLOSE_AFTER) / HOUR);
  for (let hour = first; hour <= last; hour += 1) {
    await writeHour(knex, { hour, priceId, scaleId, open: hour >= open - 1 });
  }
  await knex.raw('ANALYZE');
  await proveMoney(knex, { hour: open - 1, priceId, closed, shape });
  await DayRoller.create({ knex, closeAfterMs: CLOSE_AFTER }).rollDue({
    now: shape.now,
  });
  await knex.raw('ANALYZE');
}

async function writeDictionary(
  dictionary: UsageDictionary,
  { models, lone, consumersOfModel, consumers }: LedgerShape,
) {
  const rest = {
    version: 'v1',
    deployment: 'prod',
    operation: 'chat',
    provider: 'unknown',
  };
  for (let model = 0; model < models + lone; model += 1) {
    const uses = model < models ? consumersOfModel : 1;
    await dictionary.keyIds([
      ...Array.from({ length: uses }, (_, index) => ({
        ...rest,
        model: modelOf(model),
        consumer: consumerOf((model * 37 + index * 13) % consumers),
        source: 'gateway-fra',
        vantage: 'gateway-log' as const,
      })),
      ...(model < models
        ? [
            {
              ...rest,
              model: modelOf(model),
              operation: 'unknown',
              consumer: 'unknown',
              source: 'engine/fra',
              vantage: 'engine' as const,
            },
          ]
        : []),
    ]);
  }
  const [priceId] = await dictionary.priceIds([price]);
  const [scaleId] = await dictionary.scaleIds([
    { series: 'latency.end_to_end', bounds: BOUNDS },
  ]);
  return { priceId, scaleId };
}

async function writeHour(
  knex: Knex,
  options: { hour: number; priceId: number; scaleId: number; open: boolean },
): Promise<void> {
  const { hour, priceId, scaleId, open } = options;
  const money = open
    ? 'NULL, NULL, NULL, NULL'
    : `${priceId}, (i * 400 + o * 1200) / 1000000000, (i * 400 + o * 1200) % 1000000000, 0`;
  await knex.transaction(async trx => {
    await trx('llm_usage_hour_states').insert({
      hour,
      closed_at: open ? null : hour * HOUR + HOUR + CLOSE_AFTER,
    });
    await trx.raw(
      `INSERT INTO llm_usage_hours (hour, key_id, requests, failed, input_tokens, output_tokens, cached_input_tokens, qualifiers, price_id, units, nano, atto)
       SELECT ${hour}, id, r, CASE WHEN vantage = 'engine' THEN NULL WHEN r = 9 THEN 1 ELSE 0 END, i, o,
         CASE WHEN vantage = 'engine' THEN NULL ELSE i / 2 END, 0, ${money}
       FROM (${GENERATED}) x ORDER BY id`,
      [hour],
    );
    // An engine is asked by samples: a little of what it counted may belong to the hours beside.
    await trx.raw(
      `INSERT INTO llm_usage_hour_edges (hour, key_id, count, unseen, unbounded, start_edge, end_edge)
       SELECT ${hour}, k.id, c.count, 0, 0, 3, 4 FROM llm_usage_keys k, (SELECT 4 AS count UNION ALL SELECT 5) c
       WHERE k.vantage = 'engine' AND k.total_id IS NOT NULL ORDER BY k.id, c.count`,
    );
    await trx.raw(
      `INSERT INTO llm_usage_hour_buckets (hour, key_id, scale_id, bucket, n)
       SELECT ${hour}, k.id, ${scaleId}, b.bucket, 20 FROM llm_usage_keys k,
         (${BOUNDS.map((_, bucket) => `SELECT ${bucket} AS bucket`).join(
           ' UNION ALL ',
         )}) b
       WHERE k.total_id IS NULL AND k.vantage = 'gateway-log' ORDER BY k.id, b.bucket`,
    );
    await trx('llm_usage_pulls').insert({
      source: 'engine/fra',
      hour,
      read_at: hour * HOUR + HOUR,
      qualifiers: 0,
    });
  });
}

/** Has the ledger itself close an hour, and compares. */
async function proveMoney(
  knex: Knex,
  options: {
    hour: number;
    priceId: number;
    closed: ClosedHours;
    shape: LedgerShape;
  },
): Promise<void> {
  const { hour, closed, shape } = options;
  const { hours } = await HourCloser.create({
    knex,
    closed,
    closeAfterMs: CLOSE_AFTER,
  }).closeDue({ now: shape.now });
  const [one] = await readHourRows(knex, hour, { after: 0, limit: 1 });
  const [{ wrong }] = await knex('llm_usage_hours')
    .where({ hour })
    .andWhereRaw(
      `(units * 1000000000 + nano <> input_tokens * 400 + output_tokens * 1200 OR atto <> 0)`,
    )
    .count({ wrong: '*' });
  if (hours !== 1 || Number(wrong) > 0 || !one.row.money) {
    throw new Error(
      `The ledger closes hours otherwise than the benchmark: ${hours} hours, ${wrong} rows differ`,
    );
  }
}
