import { LedgerMoney } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { toExactParts } from './exactParts';
import { isSqlite, rowsSource, SourceColumn } from './rowsSource';

/** The money of a row of an hour, with the number of the price that it rests on. */
export interface RowMoney {
  readonly keyId: number;
  readonly money: LedgerMoney;
  readonly priceId: number;
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'key_id', type: 'integer' },
  { name: 'price_id', type: 'integer' },
  { name: 'units', type: 'bigint' },
  { name: 'nano', type: 'bigint' },
  { name: 'atto', type: 'bigint' },
];

/** Gives rows of an hour their money. */
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
    return [keyId, priceId, units, nano, atto];
  });
  // They travel as text, which a double would not hold, and are whole numbers again in the column.
  const sets = ['units', 'nano', 'atto'].map(name =>
    isSqlite(trx)
      ? `${name} = CAST(s.${name} AS INTEGER)`
      : `${name} = s.${name}`,
  );
  await trx.raw(
    `UPDATE llm_usage_hours SET price_id = s.price_id, ${sets.join()} FROM (?) AS s WHERE llm_usage_hours.hour = ? AND llm_usage_hours.key_id = s.key_id`,
    [rowsSource(trx, COLUMNS, values), hour],
  );
}
