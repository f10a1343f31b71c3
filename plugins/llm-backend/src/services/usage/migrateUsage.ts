import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isSqlite } from './tables/rowsSource';

/** Where the migrations of the plugin lie. */
export function migrationsFolder(): string {
  return resolvePackagePath('@modelyard/plugin-llm-backend', 'migrations');
}

/**
 * Brings the tables up to date.
 *
 * @param options - `skip` where somebody else does so
 */
export async function migrateUsage(
  knex: Knex,
  options: { skip: boolean },
): Promise<void> {
  if (!options.skip) {
    await knex.migrate.latest({ directory: migrationsFolder() });
  }
}

/**
 * Lets SQLite write ahead, which is many times faster and loses nothing where the process ends: only the machine's own end may
 * take the last moments. The file is the plugin's own.
 */
export async function tuneSqlite(knex: Knex): Promise<void> {
  if (isSqlite(knex)) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = NORMAL');
  }
}
