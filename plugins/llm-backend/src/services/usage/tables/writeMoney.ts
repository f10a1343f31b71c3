import { LedgerMoney } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { toExactParts } from './exactParts';
import { rowsSource, SourceColumn } from './rowsSource';

/** The money of a row of an hour, with the number of the price that it rests on. */
export interface RowMoney {
  readonly keyId: number;
  readonly money: LedgerMoney;
  readonly priceId: number;
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'key_id', type: 'integer' },
  { name: 'qualifiers', type: 'integer' },
  { name: 'price_id', type: 'integer' },
  { name: 'units', type: 'bigint' },
  { name: 'nano', type: 'bigint' },
  { name: 'atto', type: 'bigint' },
];

/** Gives rows of an hour, which are there, their money. */
export async function writeMoney(
  trx: Knex.Transaction,
  hour: number,
  rows: readonly RowMoney[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const values = rows.map(({ keyId, money, priceId }) => {
    const { units, nano, atto } = toExactParts(money.amount);
    return [hour, keyId, 0, priceId, units, nano, atto];
  });
  // They travel as text, which a double would not hold; a column of whole numbers makes them whole numbers again. Not by
  // `UPDATE ... FROM`, for which SQLite reads all rows again for each value.
  const names = COLUMNS.map(({ name }) => name).join();
  await trx.raw(
    `INSERT INTO llm_usage_hours (${names}) ? ON CONFLICT (hour, key_id) DO UPDATE SET price_id = excluded.price_id, units = excluded.units, nano = excluded.nano, atto = excluded.atto`,
    [rowsSource(trx, COLUMNS, values)],
  );
}
