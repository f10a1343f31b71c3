import { Knex } from 'knex';
import { letOthersRun } from '../tables/letOthersRun';
import { isSqlite, rowsSource, SourceColumn } from '../tables/rowsSource';

/** What was reported, named by a digest, in the hour in which it ended. */
export interface Identity {
  readonly hour: number;
  readonly digest: string;
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'hour', type: 'integer' },
  { name: 'digest', type: 'digest' },
];

/** Rows of one statement: SQLite works while the process waits. */
const SLICE = { sqlite: 1_000, other: 20_000 };

/** A name that is the same for equal identities alone. */
export function identityText({ hour, digest }: Identity): string {
  return `${hour}/${digest}`;
}

/**
 * Remembers what was reported; identities are each there once.
 *
 * @returns Those that were not known before, as {@link identityText}
 */
export async function rememberNew(
  trx: Knex.Transaction,
  identities: readonly Identity[],
): Promise<Set<string>> {
  // In one order, so that replicas that were told the same wait for each other and never in a circle.
  const sorted = [...identities].sort(
    (a, b) => a.hour - b.hour || (a.digest < b.digest ? -1 : 1),
  );
  const found = new Set<string>();
  const size = isSqlite(trx) ? SLICE.sqlite : SLICE.other;
  for (let first = 0; first < sorted.length; first += size) {
    const slice = sorted.slice(first, first + size);
    const result = await trx.raw(
      `INSERT INTO llm_usage_seen (hour, digest) ? ON CONFLICT (hour, digest) DO NOTHING RETURNING hour, digest`,
      [
        rowsSource(
          trx,
          COLUMNS,
          slice.map(each => [each.hour, each.digest]),
        ),
      ],
    );
    const rows: Array<{ hour: number; digest: Uint8Array }> =
      result.rows ?? result;
    if (rows.length === slice.length) {
      slice.forEach(each => found.add(identityText(each)));
    } else {
      for (const { hour, digest } of rows) {
        found.add(
          identityText({ hour, digest: Buffer.from(digest).toString('hex') }),
        );
      }
    }
    await letOthersRun();
  }
  return found;
}
