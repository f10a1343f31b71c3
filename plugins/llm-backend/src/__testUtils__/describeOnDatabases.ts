import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';

const POSTGRES: TestDatabaseId = 'POSTGRES_15';
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/**
 * Runs a suite once on SQLite and once on PostgreSQL.
 *
 * Without a PostgreSQL to use, that half is reported as skipped together with
 * what to do about it; in CI (`CI=true`) it fails instead.
 *
 * @param name - What is tested
 * @param options - `ids` of the databases where not both are meant
 * @param suite - Declares the tests; `createDatabase` gives each a fresh, empty
 *   database
 */
export function describeOnDatabases(
  name: string,
  suite: (createDatabase: () => Promise<Knex>) => void,
  options: { ids?: TestDatabaseId[] } = {},
): void {
  const { ids = ['SQLITE_3', POSTGRES] } = options;
  const databases = TestDatabases.create({ ids, disableDocker: true });

  describe.each(databases.eachSupportedId())(`${name} on %s`, id => {
    suite(() => databases.init(id));
  });

  if (!databases.supports(POSTGRES)) {
    const hint = `needs PostgreSQL 15: set ${VARIABLE} to a server that may create databases`;
    describe(`${name} on ${POSTGRES}`, () => {
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
