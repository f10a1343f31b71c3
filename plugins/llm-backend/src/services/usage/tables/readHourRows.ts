import {
  Increase,
  isCheckCount,
  ledgerCounts,
  LedgerCount,
  LedgerKeyPart,
  ledgerKeyParts,
  LedgerRow,
  UsagePrice,
  Vantage,
} from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { fromExactParts } from './exactParts';
import { rowsSource } from './rowsSource';
import { countColumns, periodOf, qualifiersOfBits } from './units';

/** A row of an hour with its number. Histograms are kept for all consumers together, and are not among it. */
export interface StoredRow {
  readonly keyId: number;
  readonly row: LedgerRow;
  /** The price by which it was closed, as it was then, with its number. */
  readonly priced?: { readonly price: UsagePrice; readonly priceId: number };
}

type Columns = Record<string, string | number | null | undefined>;

/** What the rows are limited to. Those that are read a page at a time are rows of calls: what guardrails checked has no price. */
export type RowsWhere =
  | { readonly keyIds: readonly number[] }
  | { readonly source: string }
  | { readonly after: number; readonly limit: number };

const KEY_COLUMNS = [...ledgerKeyParts, 'vantage'].map(name => `k.${name}`);

/** Reads rows of an hour as the ledger means them, in the order of their numbers. */
export async function readHourRows(
  knex: Knex,
  hour: number,
  where: RowsWhere,
): Promise<StoredRow[]> {
  const limited = (query: Knex.QueryBuilder, key: string) => {
    if ('keyIds' in where) {
      const ids = where.keyIds.map(id => [id]);
      const column = { name: 'key_id', type: 'integer' } as const;
      query.whereRaw(`${key} IN (?)`, [rowsSource(knex, [column], ids)]);
    } else if ('source' in where) {
      query.where('k.source', where.source);
    } else {
      query.where(key, '>', where.after).limit(where.limit);
    }
    return query;
  };
  const rows: Columns[] = await limited(
    knex('llm_usage_hours as h')
      .join('llm_usage_keys as k', 'k.id', 'h.key_id')
      .leftJoin('llm_usage_prices as p', 'p.id', 'h.price_id')
      .where('h.hour', hour)
      .orderBy('h.key_id')
      .select(
        'h.key_id',
        ...countColumns.map(name => `h.${name}`),
        'h.qualifiers',
        ...KEY_COLUMNS,
        'h.price_id',
        'p.price',
        'p.currency',
        'p.name as price_name',
        ...['units', 'nano', 'atto'].map(name =>
          knex.raw(`CAST(h.${name} AS TEXT) AS ${name}`),
        ),
      ),
    'h.key_id',
  );
  const checks: Columns[] =
    'limit' in where
      ? []
      : await limited(
          knex('llm_usage_hour_checks as c')
            .join('llm_usage_keys as k', 'k.id', 'c.key_id')
            .where('c.hour', hour)
            .select(
              'c.key_id',
              'c.count',
              'c.n',
              'c.qualifiers',
              ...KEY_COLUMNS,
            ),
          'c.key_id',
        );
  const found = withChecks(rows, checks);
  if (found.length === 0) {
    return [];
  }
  const edges: Columns[] = await knex('llm_usage_hour_edges')
    .where('hour', hour)
    .whereBetween('key_id', [
      Number(found[0].key_id),
      Number(found[found.length - 1].key_id),
    ])
    .select('*');
  const edgesOf = new Map(
    edges.map(edge => [`${edge.key_id}/${edge.count}`, edge]),
  );
  return found.map(row => ({
    keyId: Number(row.key_id),
    row: toLedgerRow(hour, row, index => edgesOf.get(`${row.key_id}/${index}`)),
    // Undefined where there are checks alone.
    ...(typeof row.price === 'string' && {
      priced: {
        price: JSON.parse(row.price),
        priceId: Number(row.price_id),
      },
    }),
  }));
}

/** Rows with what guardrails checked under the name of the count, in the order of their numbers. */
function withChecks(
  rows: readonly Columns[],
  checks: readonly Columns[],
): Columns[] {
  const found = new Map(
    rows.map((row): [number, Columns] => [Number(row.key_id), { ...row }]),
  );
  const ofCalls = new Set(found.keys());
  for (const { count, n, qualifiers, ...key } of checks) {
    const keyId = Number(key.key_id);
    const row = found.get(keyId) ?? { ...key, qualifiers: 0 };
    found.set(keyId, row);
    row[ledgerCounts[Number(count)]] = n;
    if (!ofCalls.has(keyId)) {
      // What limits checks beside calls does not limit the calls.
      row.qualifiers = Number(row.qualifiers) | Number(qualifiers);
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(a.key_id) - Number(b.key_id),
  );
}

function toLedgerRow(
  hour: number,
  row: Columns,
  edge: (count: number) => Columns | undefined,
): LedgerRow {
  const counts: Partial<Record<LedgerCount, Increase>> = {};
  for (const [index, name] of ledgerCounts.entries()) {
    const value = row[isCheckCount(name) ? name : countColumns[index]];
    if (value !== null && value !== undefined) {
      counts[name] = toIncrease(Number(value), edge(index));
    }
  }
  const part = (name: LedgerKeyPart) => `${row[name]}`;
  return {
    key: {
      period: periodOf('hour', hour),
      model: part('model'),
      version: part('version'),
      deployment: part('deployment'),
      operation: part('operation'),
      provider: part('provider'),
      consumer: part('consumer'),
      source: part('source'),
    },
    vantage: `${row.vantage}` as Vantage,
    counts,
    histograms: {},
    qualifiers: qualifiersOfBits(Number(row.qualifiers)),
    ...(typeof row.price === 'string' && {
      money: [
        {
          amount: fromExactParts(
            {
              units: `${row.units}`,
              nano: `${row.nano}`,
              atto: `${row.atto}`,
            },
            `${row.currency}`,
          ),
          priceIds: [`${row.price_name}`],
        },
      ],
    }),
  };
}

/** An increase of a count with what the table of edges knows of it; exact where that has nothing. */
function toIncrease(value: number, edge: Columns | undefined): Increase {
  return {
    value,
    unseen:
      Number(edge?.unbounded ?? 0) > 0 ? Infinity : Number(edge?.unseen ?? 0),
    startEdge: Number(edge?.start_edge ?? 0),
    endEdge: Number(edge?.end_edge ?? 0),
  };
}
