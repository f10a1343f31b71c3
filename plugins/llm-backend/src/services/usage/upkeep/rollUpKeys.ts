import { Knex } from 'knex';
import { rowsSource } from '../tables/rowsSource';
import { countColumns, DAY_HOURS, PARTIAL } from '../tables/units';

const SUMS = countColumns.map(name => `SUM(t.${name}) AS ${name}`).join(', ');
const COLUMNS = countColumns.join(', ');

/** What limits any of the rows limits their sum. */
const ANY =
  '(MAX(t.qualifiers & 1) | MAX(t.qualifiers & 2) | MAX(t.qualifiers & 4))';

/** A count that only some of the rows have makes their sum partial. */
const QUALIFIERS = `(${ANY}
  | (CASE WHEN ${countColumns
    .map(name => `(COUNT(t.${name}) > 0 AND COUNT(t.${name}) < COUNT(*))`)
    .join(' OR ')} THEN ${PARTIAL} ELSE 0 END))`;

/**
 * Writes a day of some keys anew, from its hours: for each consumer, and for all consumers of a key together. What was shared
 * out between two consecutive hours of the day belongs to it either way.
 *
 * @param options - `keyIds` are all keys with usage on the day that belong to `totalIds`
 */
export async function rollUpKeys(
  trx: Knex.Transaction,
  options: {
    day: number;
    keyIds: readonly number[];
    totalIds: readonly number[];
  },
): Promise<void> {
  const { day, keyIds, totalIds } = options;
  const among = (ids: readonly number[]) =>
    rowsSource(
      trx,
      [{ name: 'key_id', type: 'integer' }],
      ids.map(id => [id]),
    );
  // Named one by one, so that the primary key finds each row.
  const hours = Array.from(
    { length: DAY_HOURS },
    (_, i) => day * DAY_HOURS + i,
  );
  const inDay = `t.hour IN (${hours.join()})`;
  await deleteDay(trx, day, [...keyIds, ...totalIds]);

  await trx.raw(
    `INSERT INTO llm_usage_days (day, key_id, ${COLUMNS}, qualifiers, unpriced)
     SELECT ${day}, t.key_id, ${SUMS}, ${QUALIFIERS}, SUM(CASE WHEN t.price_id IS NULL THEN 1 ELSE 0 END)
     FROM llm_usage_hours t WHERE ${inDay} AND t.key_id IN (?) GROUP BY t.key_id`,
    [among(keyIds)],
  );
  await trx.raw(
    `INSERT INTO llm_usage_days (day, key_id, ${COLUMNS}, qualifiers, unpriced)
     SELECT ${day}, k.total_id, ${SUMS}, ${QUALIFIERS}, SUM(t.unpriced)
     FROM llm_usage_days t JOIN llm_usage_keys k ON k.id = t.key_id
     WHERE t.day = ${day} AND t.key_id IN (?) GROUP BY k.total_id`,
    [among(keyIds)],
  );

  await trx.raw(
    `INSERT INTO llm_usage_day_money (day, key_id, price_id, units, nano, atto)
     SELECT ${day}, t.key_id, t.price_id, SUM(t.units), SUM(t.nano), SUM(t.atto)
     FROM llm_usage_hours t WHERE ${inDay} AND t.key_id IN (?) AND t.price_id IS NOT NULL
     GROUP BY t.key_id, t.price_id`,
    [among(keyIds)],
  );
  await trx.raw(
    `INSERT INTO llm_usage_day_money (day, key_id, price_id, units, nano, atto)
     SELECT ${day}, k.total_id, t.price_id, SUM(t.units), SUM(t.nano), SUM(t.atto)
     FROM llm_usage_day_money t JOIN llm_usage_keys k ON k.id = t.key_id
     WHERE t.day = ${day} AND t.key_id IN (?) GROUP BY k.total_id, t.price_id`,
    [among(keyIds)],
  );

  await trx.raw(
    `INSERT INTO llm_usage_day_checks (day, key_id, count, n, qualifiers)
     SELECT ${day}, t.key_id, t.count, SUM(t.n), ${ANY}
     FROM llm_usage_hour_checks t WHERE ${inDay} AND t.key_id IN (?) GROUP BY t.key_id, t.count`,
    [among(keyIds)],
  );
  await trx.raw(
    `INSERT INTO llm_usage_day_checks (day, key_id, count, n, qualifiers)
     SELECT ${day}, k.total_id, t.count, SUM(t.n), ${ANY}
     FROM llm_usage_day_checks t JOIN llm_usage_keys k ON k.id = t.key_id
     WHERE t.day = ${day} AND t.key_id IN (?) GROUP BY k.total_id, t.count`,
    [among(keyIds)],
  );

  await trx.raw(
    `INSERT INTO llm_usage_day_edges (day, key_id, count, unseen, unbounded, start_edge, end_edge)
     SELECT ${day}, e.key_id, e.count, SUM(e.unseen), SUM(e.unbounded),
       SUM(CASE WHEN e.before = e.hour - 1 THEN 0 ELSE e.start_edge END),
       SUM(CASE WHEN e.next = e.hour + 1 THEN 0 ELSE e.end_edge END)
     FROM (
       SELECT t.*, LAG(t.hour) OVER (PARTITION BY t.key_id, t.count ORDER BY t.hour) AS before,
         LEAD(t.hour) OVER (PARTITION BY t.key_id, t.count ORDER BY t.hour) AS next
       FROM llm_usage_hour_edges t WHERE ${inDay} AND t.key_id IN (?)
     ) e GROUP BY e.key_id, e.count`,
    [among(keyIds)],
  );
  await trx.raw(
    `INSERT INTO llm_usage_day_edges (day, key_id, count, unseen, unbounded, start_edge, end_edge)
     SELECT ${day}, k.total_id, t.count, SUM(t.unseen), SUM(t.unbounded), SUM(t.start_edge), SUM(t.end_edge)
     FROM llm_usage_day_edges t JOIN llm_usage_keys k ON k.id = t.key_id
     WHERE t.day = ${day} AND t.key_id IN (?) GROUP BY k.total_id, t.count`,
    [among(keyIds)],
  );

  await trx.raw(
    `INSERT INTO llm_usage_day_buckets (day, key_id, scale_id, bucket, n)
     SELECT ${day}, t.key_id, t.scale_id, t.bucket, SUM(t.n)
     FROM llm_usage_hour_buckets t WHERE ${inDay} AND t.key_id IN (?)
     GROUP BY t.key_id, t.scale_id, t.bucket`,
    [among(totalIds)],
  );
}

/** Takes the rows of a day away. */
export async function deleteDay(
  trx: Knex.Transaction,
  day: number,
  keyIds: readonly number[],
): Promise<void> {
  if (keyIds.length === 0) {
    return;
  }
  for (const table of [
    'days',
    'day_checks',
    'day_money',
    'day_edges',
    'day_buckets',
  ]) {
    await trx(`llm_usage_${table}`)
      .where({ day })
      .whereRaw('key_id IN (?)', [
        rowsSource(
          trx,
          [{ name: 'key_id', type: 'integer' }],
          keyIds.map(id => [id]),
        ),
      ])
      .delete();
  }
}
