import { Knex } from 'knex';
import { letOthersRun } from '../../tables/letOthersRun';
import { isSqlite } from '../../tables/rowsSource';
import { countColumns } from '../../tables/units';
import { UsageKeys } from './UsageKeys';

/**
 * What a block holds: an hour, by consumers; a day, by consumers and of all together; or a day of all consumers together alone.
 */
export type BlockKind = 'hour' | 'day' | 'dayTotals';

/** Amounts, one for each key and price. */
export interface BlockMoney {
  readonly places: Int32Array;
  readonly prices: Int32Array;
  readonly units: Float64Array;
  readonly nano: Float64Array;
  readonly atto: Float64Array;
}

/** How well counts are known, where they are not exact. */
export interface BlockEdges {
  readonly places: Int32Array;
  readonly counts: Uint8Array;
  readonly unseen: Float64Array;
  readonly unbounded: Float64Array;
  readonly startEdge: Float64Array;
  readonly endEdge: Float64Array;
}

/** All usage of an hour or a day in columns: to add a hundred thousand rows takes a millisecond, where a database needs a hundred. */
export interface UsageBlock {
  /** Of each row the place of its key. */
  readonly places: Int32Array;
  readonly qualifiers: Uint8Array;
  /** Rows without money that each row is made of. */
  readonly unpriced: Uint8Array;
  /** By the number of the count; NaN where it was not reported. Counts that no row has are absent. */
  readonly counts: ReadonlyMap<number, Float64Array>;
  readonly money: BlockMoney;
  readonly edges: BlockEdges;
  readonly bytes: number;
}

/** Rows of one statement on SQLite, which works while the process waits. */
const SLICE = 5_000;

/** Columns of a table, all of the same length. */
type Columns = Readonly<Record<string, readonly (number | null)[]>>;

/** What is known of the tables that blocks are read from. */
export interface BlockTables {
  readonly keys: UsageKeys;
  /** Columns of counts that any row had so far; most models report few of them. */
  readonly counts: Set<string>;
}

/** Reads a block. */
export async function readBlock(
  knex: Knex,
  { keys, counts: known }: BlockTables,
  kind: BlockKind,
  period: number,
): Promise<UsageBlock> {
  const grain = kind === 'hour' ? 'hour' : 'day';
  const money = ['price_id', 'units', 'nano', 'atto'];
  const rows = await readColumns(knex, {
    kind,
    period,
    table: `llm_usage_${grain}s`,
    columns: ['qualifiers', ...(grain === 'hour' ? money : ['unpriced'])],
    optional: { columns: countColumns, known },
  });
  const amounts =
    grain === 'hour'
      ? rows
      : await readColumns(knex, {
          kind,
          period,
          table: 'llm_usage_day_money',
          columns: money,
        });
  const edges = await readColumns(knex, {
    kind,
    period,
    table: `llm_usage_${grain}_edges`,
    columns: ['count', 'unseen', 'unbounded', 'start_edge', 'end_edge'],
  });
  const priced = amounts.price_id.flatMap((value, index) =>
    value === null ? [] : [index],
  );
  const pick = (name: string) =>
    Float64Array.from(priced, index => amounts[name][index] ?? NaN);
  const idsOf = (column: readonly (number | null)[]) =>
    column.map(value => value ?? NaN);
  const block = {
    places: await keys.placesOf(idsOf(rows.key_id)),
    qualifiers: Uint8Array.from(rows.qualifiers, value => value ?? 0),
    unpriced:
      grain === 'hour'
        ? Uint8Array.from(rows.price_id, value => (value === null ? 1 : 0))
        : Uint8Array.from(rows.unpriced, value => (value ? 1 : 0)),
    counts: new Map(
      countColumns.flatMap((name, index): Array<[number, Float64Array]> => {
        const column = rows[name];
        return column ? [[index, numbersOf(column)]] : [];
      }),
    ),
    money: {
      places: await keys.placesOf([...pick('key_id')]),
      prices: Int32Array.from(pick('price_id')),
      units: pick('units'),
      nano: pick('nano'),
      atto: pick('atto'),
    },
    edges: {
      places: await keys.placesOf(idsOf(edges.key_id)),
      counts: Uint8Array.from(numbersOf(edges.count)),
      unseen: numbersOf(edges.unseen),
      unbounded: numbersOf(edges.unbounded),
      startEdge: numbersOf(edges.start_edge),
      endEdge: numbersOf(edges.end_edge),
    },
  };
  return { ...block, bytes: bytesOf(block) };
}

function numbersOf(column: readonly (number | null)[]): Float64Array {
  return Float64Array.from(column, value => value ?? NaN);
}

function bytesOf(block: Omit<UsageBlock, 'bytes'>): number {
  const arrays = [
    block.places,
    block.qualifiers,
    block.unpriced,
    ...block.counts.values(),
    ...Object.values(block.money),
    ...Object.values(block.edges),
  ];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Columns that may have no value in any row. */
interface OptionalColumns {
  readonly columns: readonly string[];
  /** Those that had one somewhere. */
  readonly known: Set<string>;
}

/** What is read of a table. */
interface ColumnsQuestion {
  readonly kind: BlockKind;
  readonly period: number;
  readonly table: string;
  readonly columns: readonly string[];
  readonly optional?: OptionalColumns;
}

/**
 * Reads columns of a table, each as one text of all its rows: to make an object of every row would take most of the time. Where an
 * optional column turns out to have a value for the first time, all is read again.
 */
async function readColumns(
  knex: Knex,
  question: ColumnsQuestion,
): Promise<Columns> {
  for (;;) {
    const found = await tryColumns(knex, question);
    if (found) {
      return found;
    }
  }
}

async function tryColumns(
  knex: Knex,
  question: ColumnsQuestion,
): Promise<Columns | undefined> {
  const { kind, period, table, columns } = question;
  const { columns: optional = [], known = new Set<string>() } =
    question.optional ?? {};
  const grain = kind === 'hour' ? 'hour' : 'day';
  const sqlite = isSqlite(knex);
  const rowsOf = () => {
    const query = knex(`${table} as t`).where(`t.${grain}`, period);
    // Of a day by consumers all is read: to look for a few rows that are not meant costs more than they do.
    return kind === 'dayTotals'
      ? query.whereRaw(
          't.key_id IN (SELECT id FROM llm_usage_keys WHERE total_id IS NULL)',
        )
      : query;
  };
  const [ends] = await rowsOf().select(
    knex.raw('MIN(t.key_id) AS first'),
    knex.raw('MAX(t.key_id) AS last'),
  );
  const present = optional.filter(name => known.has(name));
  const unknown = optional.filter(name => !known.has(name));
  const names = ['key_id', ...columns, ...present];
  const together = sqlite ? 'json_group_array' : 'json_agg';
  const found = new Map<string, (number | null)[]>(
    names.map(name => [name, []]),
  );
  const last = Number(ends.last ?? -1);
  const size = sqlite && kind !== 'dayTotals' ? SLICE : Infinity;
  for (let first = Number(ends.first ?? 0); first <= last; first += size) {
    const slice = rowsOf()
      .where('t.key_id', '>=', first)
      .andWhere('t.key_id', '<', Math.min(first + size, last + 1));
    const [row] = await slice.select(
      ...names.map(name => knex.raw(`${together}(t.${name}) AS ${name}`)),
      ...unknown.map(name => knex.raw(`COUNT(t.${name}) AS ${name}`)),
    );
    const news = unknown.filter(name => Number(row[name]) > 0);
    if (news.length > 0) {
      news.forEach(name => known.add(name));
      return undefined;
    }
    for (const [name, values] of found) {
      // Text of SQLite; PostgreSQL says that it is JSON, and null where there is none.
      const more: (number | null)[] | null =
        typeof row[name] === 'string' ? JSON.parse(row[name]) : row[name];
      more?.forEach(value => values.push(value));
    }
    await letOthersRun();
  }
  return Object.fromEntries(found);
}
