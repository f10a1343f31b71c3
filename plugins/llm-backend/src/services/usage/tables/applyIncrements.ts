import { Knex } from 'knex';
import { letOthersRun } from './letOthersRun';
import { rowsSource, SourceColumn } from './rowsSource';
import { countColumns, PARTIAL } from './units';

/** What is added to a row of an hour. */
export interface RowIncrement {
  readonly hour: number;
  readonly keyId: number;
  /** In the order of `usageCounts`; null where it was not reported. */
  readonly counts: readonly (number | null)[];
  /** As bits. */
  readonly qualifiers: number;
}

/** What is added to a count of guardrails. */
export interface CheckIncrement {
  readonly hour: number;
  readonly keyId: number;
  /** Place of the count in `ledgerCounts`. */
  readonly count: number;
  readonly n: number;
  /** As bits; of this count alone. */
  readonly qualifiers: number;
}

/** What is added to how well a count is known. */
export interface EdgeIncrement {
  readonly hour: number;
  readonly keyId: number;
  /** Place of the count in `ledgerCounts`. */
  readonly count: number;
  readonly unseen: number;
  /** How many increases have no limit to what was not seen. */
  readonly unbounded: number;
  readonly startEdge: number;
  readonly endEdge: number;
}

/** Places in a histogram that are no buckets. */
export const SUM_PLACE = -1;
export const UNSEEN_PLACE = -2;
/** Counts the parts that have no sum. */
export const NO_SUM_PLACE = -3;

/** What is added to a bucket of a histogram, or to one of the places beside them. */
export interface BucketIncrement {
  readonly hour: number;
  readonly keyId: number;
  readonly scaleId: number;
  readonly bucket: number;
  readonly n: number;
}

/** All that a report adds to the tables. */
export interface Increments {
  readonly rows: readonly RowIncrement[];
  readonly checks: readonly CheckIncrement[];
  readonly edges: readonly EdgeIncrement[];
  readonly buckets: readonly BucketIncrement[];
}

/** Rows of one statement: on SQLite, which works while the process waits, few enough not to hold up others. */
const SLICE = 500;

const ROW_COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'key_id', type: 'integer' },
  ...countColumns.map(name => ({ name, type: 'number' } as const)),
  { name: 'qualifiers', type: 'integer' },
];

const CHECK_COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'key_id', type: 'integer' },
  { name: 'count', type: 'integer' },
  { name: 'n', type: 'number' },
  { name: 'qualifiers', type: 'integer' },
];

const EDGE_COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'key_id', type: 'integer' },
  { name: 'count', type: 'integer' },
  { name: 'unseen', type: 'number' },
  { name: 'unbounded', type: 'integer' },
  { name: 'start_edge', type: 'number' },
  { name: 'end_edge', type: 'number' },
];

const BUCKET_COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'key_id', type: 'integer' },
  { name: 'scale_id', type: 'integer' },
  { name: 'bucket', type: 'integer' },
  { name: 'n', type: 'number' },
];

/**
 * Adds to rows, checks, edges and buckets, in one order, so that replicas wait for each other and never in a circle.
 *
 * @param options - `whole` says that each report has all its counts: where one has a count that another of the row lacks, the
 * row is partial
 */
export async function applyIncrements(
  trx: Knex.Transaction,
  increments: Increments,
  options: { whole: boolean },
): Promise<void> {
  const rows = [...increments.rows]
    .sort((a, b) => a.hour - b.hour || a.keyId - b.keyId)
    .map(row => [row.hour, row.keyId, ...row.counts, row.qualifiers]);
  await upsert(trx, {
    table: 'llm_usage_hours',
    columns: ROW_COLUMNS,
    key: 'hour, key_id',
    set: rowChanges(options.whole),
    rows,
  });
  const checks = [...increments.checks]
    .sort((a, b) => a.hour - b.hour || a.keyId - b.keyId || a.count - b.count)
    .map(each => [each.hour, each.keyId, each.count, each.n, each.qualifiers]);
  const table = 'llm_usage_hour_checks';
  await upsert(trx, {
    table,
    columns: CHECK_COLUMNS,
    key: 'hour, key_id, count',
    set: [
      added(table, 'n'),
      `qualifiers = ${table}.qualifiers | excluded.qualifiers`,
    ],
    rows: checks,
  });
  const edges = [...increments.edges]
    .sort((a, b) => a.hour - b.hour || a.keyId - b.keyId || a.count - b.count)
    .map(edge => [
      edge.hour,
      edge.keyId,
      edge.count,
      edge.unseen,
      edge.unbounded,
      edge.startEdge,
      edge.endEdge,
    ]);
  await upsert(trx, {
    table: 'llm_usage_hour_edges',
    columns: EDGE_COLUMNS,
    key: 'hour, key_id, count',
    set: ['unseen', 'unbounded', 'start_edge', 'end_edge'].map(name =>
      added('llm_usage_hour_edges', name),
    ),
    rows: edges,
  });
  const buckets = [...increments.buckets]
    .sort(
      (a, b) =>
        a.hour - b.hour ||
        a.keyId - b.keyId ||
        a.scaleId - b.scaleId ||
        a.bucket - b.bucket,
    )
    .map(each => [each.hour, each.keyId, each.scaleId, each.bucket, each.n]);
  await upsert(trx, {
    table: 'llm_usage_hour_buckets',
    columns: BUCKET_COLUMNS,
    key: 'hour, key_id, scale_id, bucket',
    set: [added('llm_usage_hour_buckets', 'n')],
    rows: buckets,
  });
}

function added(table: string, name: string): string {
  return `${name} = ${table}.${name} + excluded.${name}`;
}

function rowChanges(whole: boolean): string[] {
  const table = 'llm_usage_hours';
  const counts = countColumns.map(
    name =>
      `${name} = CASE WHEN excluded.${name} IS NULL THEN ${table}.${name} ELSE COALESCE(${table}.${name}, 0) + excluded.${name} END`,
  );
  const differ = countColumns
    .map(name => `(${table}.${name} IS NULL) <> (excluded.${name} IS NULL)`)
    .join(' OR ');
  const lacking = whole
    ? ` | (CASE WHEN ${differ} THEN ${PARTIAL} ELSE 0 END)`
    : '';
  return [
    ...counts,
    `qualifiers = ${table}.qualifiers | excluded.qualifiers${lacking}`,
  ];
}

async function upsert(
  trx: Knex.Transaction,
  options: {
    table: string;
    columns: readonly SourceColumn[];
    key: string;
    set: readonly string[];
    rows: readonly (readonly (number | null)[])[];
  },
): Promise<void> {
  const { table, columns, key, set, rows } = options;
  const names = columns.map(({ name }) => name).join();
  for (let first = 0; first < rows.length; first += SLICE) {
    const slice = rows.slice(first, first + SLICE);
    await trx.raw(
      `INSERT INTO ${table} (${names}) ? ON CONFLICT (${key}) DO UPDATE SET ${set.join()}`,
      [rowsSource(trx, columns, slice)],
    );
    await letOthersRun();
  }
}
