import { Knex } from 'knex';

/** A column of rows that travel as one parameter. */
export interface SourceColumn {
  readonly name: string;
  /** `digest` travels as hexadecimal text. */
  readonly type: 'integer' | 'bigint' | 'number' | 'text' | 'digest';
}

type Value = number | string | null;

const POSTGRES = {
  integer: 'int[]',
  bigint: 'bigint[]',
  number: 'float8[]',
  text: 'text[]',
  digest: 'text[]',
} as const;

export function isSqlite(knex: Knex): boolean {
  return `${knex.client.config.client}`.includes('sqlite');
}

/**
 * Many rows as a table in SQL, with one parameter (SQLite) or one for each column (PostgreSQL), so that neither the number of
 * parameters nor the length of the statement limits how many. Ends in a condition, after which `ON CONFLICT` can stand.
 */
export function rowsSource(
  knex: Knex,
  columns: readonly SourceColumn[],
  rows: readonly (readonly Value[])[],
): Knex.Raw {
  if (isSqlite(knex)) {
    const fields = columns.map(({ name, type }, index) => {
      const value = `json_extract(value, '$[${index}]')`;
      return `${type === 'digest' ? `unhex(${value})` : value} AS ${name}`;
    });
    return knex.raw(`SELECT ${fields.join()} FROM json_each(?) WHERE true`, [
      JSON.stringify(rows),
    ]);
  }
  const fields = columns.map(({ name, type }) =>
    type === 'digest' ? `decode(${name}, 'hex') AS ${name}` : name,
  );
  const names = columns.map(({ name }) => name);
  const arrays = columns.map(({ type }) => `?::${POSTGRES[type]}`);
  return knex.raw(
    `SELECT ${fields.join()} FROM unnest(${arrays.join()}) AS source(${names.join()}) WHERE true`,
    columns.map((_, index) => arrayText(rows.map(row => row[index]))),
  );
}

/** An array as PostgreSQL reads it from text. */
function arrayText(values: readonly Value[]): string {
  const items = values.map(value =>
    typeof value === 'string'
      ? `"${value.replace(/[\\"]/g, '\\$&')}"`
      : `${value ?? 'NULL'}`,
  );
  return `{${items.join()}}`;
}
