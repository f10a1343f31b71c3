import { LedgerKeyPart, ledgerKeyParts } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { isSqlite, rowsSource } from '../tables/rowsSource';
import {
  ALL_CONSUMERS,
  countColumns,
  DAY_HOURS,
  PARTIAL,
} from '../tables/units';
import { SpanPlan } from './planSpan';
import { UsageFilters, UsageStep } from './UsageReader';

/** A row of a sum, as the database gives it. */
export type SumRow = Readonly<Record<string, string | number | null>>;

/** What is summed, and how it is told apart. */
export interface Selection {
  readonly plan: SpanPlan;
  readonly step: UsageStep;
  /** Parts of the key; the vantage is always among the columns. */
  readonly parts: readonly LedgerKeyPart[];
  readonly where: UsageFilters;
  /** The numbers of the keys that are meant, where they are so few that the tables are asked for each. */
  readonly keyIds?: readonly number[];
}

/** Keys that are asked for one by one: for more it is faster to read all. */
const FEW_KEYS = 500;

/** Looks up the keys that are meant, where something limits them. */
export async function withKeys(
  knex: Knex,
  selection: Selection,
): Promise<Selection> {
  if (ledgerKeyParts.every(part => selection.where[part] === undefined)) {
    return selection;
  }
  const query = knex('llm_usage_keys as k')
    .select('k.id')
    .limit(FEW_KEYS + 1);
  filter(knex, query, selection.where);
  const rows: Array<{ id: number }> = await query;
  return rows.length <= FEW_KEYS
    ? { ...selection, keyIds: rows.map(({ id }) => id) }
    : selection;
}

/** A part of the span as one statement reads it. */
interface Piece {
  readonly grain: 'hour' | 'day';
  readonly from: number;
  readonly to: number;
}

/**
 * How many hours or days one statement reads on SQLite, which works while the process waits: a busy hour may have some ten
 * thousand rows, a day as many, and only some hundred where consumers are not told apart.
 */
const SQLITE_PIECE = { hour: 3, consumers: 6, totals: 60, few: 48 };

/** Whether consumers have to be told apart, so that the rows of all together will not do. */
function needsConsumers({
  parts,
  where,
}: Pick<Selection, 'parts' | 'where'>): boolean {
  return parts.includes('consumer') || where.consumer !== undefined;
}

/** The pieces of a span, those of days first. */
export function piecesOf(knex: Knex, selection: Selection): Piece[] {
  const { plan } = selection;
  const sqlite = isSqlite(knex);
  const pieces: Piece[] = [];
  const cut = (
    grain: 'hour' | 'day',
    from: number,
    to: number,
    size: number,
  ) => {
    for (let start = from; start < to; start += size) {
      pieces.push({ grain, from: start, to: Math.min(to, start + size) });
    }
  };
  const { few, consumers, totals } = SQLITE_PIECE;
  const rest = needsConsumers(selection) ? consumers : totals;
  const dayPiece = selection.keyIds ? few : rest;
  const hourPiece = selection.keyIds ? few : SQLITE_PIECE.hour;
  for (const [from, to] of runsOf(plan.days)) {
    cut('day', from, to, sqlite ? dayPiece : Infinity);
  }
  for (const [from, to] of plan.hours) {
    cut('hour', from, to, sqlite ? hourPiece : Infinity);
  }
  return pieces;
}

function runsOf(days: readonly number[]): Array<[number, number]> {
  const runs: Array<[number, number]> = [];
  for (const day of days) {
    const last = runs[runs.length - 1];
    if (last && last[1] === day) {
      last[1] = day + 1;
    } else {
      runs.push([day, day + 1]);
    }
  }
  return runs;
}

/** Sums of counts in a piece. A count that only some rows have makes the sum partial. */
export function selectCounts(
  knex: Knex,
  selection: Selection,
  piece: Piece,
): Knex.QueryBuilder {
  const sums = countColumns.map(name => `SUM(t.${name}) AS ${name}`);
  const lacking = countColumns.map(
    name =>
      `(CASE WHEN COUNT(t.${name}) > 0 AND COUNT(t.${name}) < COUNT(*) THEN ${PARTIAL} ELSE 0 END) AS ${name}_lacking`,
  );
  const unpriced =
    piece.grain === 'day'
      ? 'SUM(t.unpriced)'
      : 'SUM(CASE WHEN t.price_id IS NULL THEN 1 ELSE 0 END)';
  return grouped(knex, selection, piece, `llm_usage_${piece.grain}s`).select(
    ...[...sums, ...lacking].map(text => knex.raw(text)),
    knex.raw(
      '(MAX(t.qualifiers & 1) | MAX(t.qualifiers & 2) | MAX(t.qualifiers & 4)) AS qualifiers',
    ),
    knex.raw(`${unpriced} AS unpriced`),
  );
}

/** Sums of what guardrails checked in a piece, by count. */
export function selectChecks(
  knex: Knex,
  selection: Selection,
  piece: Piece,
): Knex.QueryBuilder {
  return grouped(knex, selection, piece, `llm_usage_${piece.grain}_checks`)
    .groupBy('t.count')
    .select(
      't.count',
      knex.raw('SUM(t.n) AS n'),
      knex.raw(
        '(MAX(t.qualifiers & 1) | MAX(t.qualifiers & 2) | MAX(t.qualifiers & 4)) AS qualifiers',
      ),
    );
}

/** Amounts in a piece, by price. */
export function selectMoney(
  knex: Knex,
  selection: Selection,
  piece: Piece,
): Knex.QueryBuilder {
  const table =
    piece.grain === 'day' ? 'llm_usage_day_money' : 'llm_usage_hours';
  return grouped(knex, selection, piece, table)
    .whereNotNull('t.price_id')
    .groupBy('t.price_id')
    .select(
      't.price_id',
      ...['units', 'nano', 'atto'].map(name =>
        knex.raw(`CAST(SUM(t.${name}) AS TEXT) AS ${name}`),
      ),
    );
}

/** Buckets of a series in a piece, by their bounds. */
export function selectBuckets(
  knex: Knex,
  selection: Selection,
  piece: Piece,
  series: string,
): Knex.QueryBuilder {
  return grouped(knex, selection, piece, `llm_usage_${piece.grain}_buckets`, {
    totals: true,
  })
    .join('llm_usage_scales as s', 's.id', 't.scale_id')
    .where('s.series', series)
    .groupBy('t.scale_id', 't.bucket')
    .select('t.scale_id', 't.bucket', knex.raw('SUM(t.n) AS n'));
}

/**
 * How well counts of the whole span are known. What was shared out between two consecutive hours or days of the same period
 * belongs to it either way.
 */
export function selectEdges(
  knex: Knex,
  selection: Selection,
): Knex.QueryBuilder {
  const { plan, step } = selection;
  const columns = 'key_id, count, unseen, unbounded, start_edge, end_edge';
  const parts = [
    ...runsOf(plan.days).map(
      ([from, to]) =>
        `SELECT day * ${DAY_HOURS} AS start, (day + 1) * ${DAY_HOURS} AS finish, 1 AS kept, ${columns} FROM llm_usage_day_edges WHERE day >= ${from} AND day < ${to}`,
    ),
    ...plan.hours.map(
      ([from, to]) =>
        `SELECT hour AS start, hour + 1 AS finish, 0 AS kept, ${columns} FROM llm_usage_hour_edges WHERE hour >= ${from} AND hour < ${to}`,
    ),
  ];
  const period = periodColumn(step, 'e.start', 'hour');
  const same = `PARTITION BY e.key_id, e.count${
    period ? `, ${period}` : ''
  } ORDER BY e.start`;
  const names = keyColumns(selection);
  const inner = knex
    .from(knex.raw(`(${parts.join(' UNION ALL ')}) AS e`))
    .join('llm_usage_keys as k', 'k.id', 'e.key_id')
    // Hours have no rows of all consumers together.
    .whereRaw(
      needsConsumers(selection)
        ? `k.consumer <> '${ALL_CONSUMERS}'`
        : `(e.kept = 0 OR k.consumer = '${ALL_CONSUMERS}')`,
    )
    .select(
      'e.*',
      ...names.map(name => `k.${name}`),
      knex.raw(`LAG(e.finish) OVER (${same}) AS before`),
      knex.raw(`LEAD(e.start) OVER (${same}) AS next`),
    );
  filter(knex, inner, selection.where);
  // Across the limit between days that are kept for all consumers together and hours of each nothing is cancelled: it is
  // counted at both ends, which only widens what may have been.
  const outer = periodColumn(step, 'e.start', 'hour');
  const query = knex
    .from(inner.as('e'))
    .groupBy('e.count', ...names.map(name => `e.${name}`))
    .select(
      'e.count',
      ...names.map(name => `e.${name}`),
      knex.raw('SUM(e.unseen) AS unseen'),
      knex.raw('SUM(e.unbounded) AS unbounded'),
      knex.raw(
        'SUM(CASE WHEN e.before = e.start THEN 0 ELSE e.start_edge END) AS start_edge',
      ),
      knex.raw(
        'SUM(CASE WHEN e.next = e.finish THEN 0 ELSE e.end_edge END) AS end_edge',
      ),
    );
  return outer
    ? query.groupByRaw(outer).select(knex.raw(`${outer} AS period`))
    : query;
}

/** The columns by which rows are told apart beside their period. */
function keyColumns({ parts }: Pick<Selection, 'parts'>): string[] {
  return [...ledgerKeyParts.filter(part => parts.includes(part)), 'vantage'];
}

function grouped(
  knex: Knex,
  selection: Selection,
  piece: Piece,
  table: string,
  options: { totals?: boolean } = {},
): Knex.QueryBuilder {
  const { grain, from, to } = piece;
  const names = keyColumns(selection).map(name => `k.${name}`);
  const query = knex(`${table} as t`)
    .join('llm_usage_keys as k', 'k.id', 't.key_id')
    .groupBy(names)
    .select(names);
  const { keyIds } = selection;
  if (keyIds) {
    // Hours and keys one by one, so that the primary key finds each row and no others are read.
    const periods = Array.from({ length: to - from }, (_, i) => from + i);
    query
      .whereRaw(`t.${grain} IN (${periods.join()})`)
      .whereRaw(`t.key_id IN (${[-1, ...keyIds].join()})`);
  } else {
    query.where(`t.${grain}`, '>=', from).andWhere(`t.${grain}`, '<', to);
  }
  if (!options.totals && grain === 'day') {
    query.where(
      'k.consumer',
      needsConsumers(selection) ? '<>' : '=',
      ALL_CONSUMERS,
    );
  }
  filter(knex, query, selection.where);
  const period = periodColumn(selection.step, `t.${grain}`, grain);
  return period
    ? query.groupByRaw(period).select(knex.raw(`${period} AS period`))
    : query;
}

/** The hour or day of a row in SQL; undefined for totals. Whole numbers stand in the text: SQLite divides parameters as fractions. */
function periodColumn(
  step: UsageStep,
  column: string,
  grain: 'hour' | 'day',
): string | undefined {
  if (step === 'total') {
    return undefined;
  }
  return step === grain ? column : `${column} / ${DAY_HOURS}`;
}

function filter(
  knex: Knex,
  query: Knex.QueryBuilder,
  where: UsageFilters,
): void {
  for (const part of ledgerKeyParts) {
    const values = where[part];
    if (values) {
      query.whereRaw(`k.${part} IN (?)`, [
        rowsSource(
          knex,
          [{ name: 'value', type: 'text' }],
          values.map(value => [value]),
        ),
      ]);
    }
  }
}
