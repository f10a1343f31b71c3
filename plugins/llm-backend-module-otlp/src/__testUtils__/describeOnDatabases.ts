import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const POSTGRES: TestDatabaseId = 'POSTGRES_15';
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** An empty database that a backend in another process can use. */
export interface TestPlace {
  /** What stands under `backend.database`. */
  readonly config: JsonObject;
  /** Opens what the llm plugin has in it. */
  open(): Knex;
  /** Closes and removes it. */
  clean(): Promise<void>;
}

function onSqlite(): TestPlace {
  const directory = mkdtempSync(join(tmpdir(), 'otlp-'));
  const opened: Knex[] = [];
  return {
    config: { client: 'better-sqlite3', connection: { directory } },
    open() {
      const knex = knexFactory({
        client: 'better-sqlite3',
        connection: { filename: join(directory, 'llm.sqlite') },
        useNullAsDefault: true,
      });
      opened.push(knex);
      return knex;
    },
    async clean() {
      await Promise.all(opened.map(knex => knex.destroy()));
      rmSync(directory, { recursive: true });
    },
  };
}

async function onPostgres(databases: TestDatabases): Promise<TestPlace> {
  const { connection } = (await databases.init(POSTGRES)).client.config;
  const { host, port, user, password, database } = connection;
  const address = { host, port, user, password, database };
  const opened: Knex[] = [];
  return {
    config: {
      client: 'pg',
      connection: JSON.parse(JSON.stringify(address)),
      pluginDivisionMode: 'schema',
    },
    open() {
      const knex = knexFactory({
        client: 'pg',
        connection: address,
        searchPath: ['llm'],
      });
      opened.push(knex);
      return knex;
    },
    async clean() {
      await Promise.all(opened.map(knex => knex.destroy()));
    },
  };
}

/**
 * Runs a suite once on SQLite and once on PostgreSQL. Without a PostgreSQL to use, that half is reported as skipped together with
 * what to do about it; in CI (`CI=true`) it fails instead.
 */
export function describeOnDatabases(
  suite: (prepare: () => Promise<TestPlace>) => void,
): void {
  const databases = TestDatabases.create({
    ids: [POSTGRES],
    disableDocker: true,
  });
  const places: [string, () => Promise<TestPlace>][] = [
    ['SQLite', async () => onSqlite()],
  ];
  if (databases.supports(POSTGRES)) {
    places.push(['PostgreSQL', async () => onPostgres(databases)]);
  }
  describe.each(places)('on %s', (_, prepare) => {
    suite(prepare);
  });

  if (!databases.supports(POSTGRES)) {
    const hint = `needs PostgreSQL 15: set ${VARIABLE} to a server that may create databases`;
    describe('on PostgreSQL', () => {
      if (process.env.CI === 'true') {
        it('runs in CI', () => {
          throw new Error(hint);
        });
      } else {
        it.skip(`${hint}`, () => {});
      }
    });
  }
}
