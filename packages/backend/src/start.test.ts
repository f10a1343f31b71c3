import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { PortalProcess } from './__testUtils__/PortalProcess';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const hasPostgres = Boolean(process.env[POSTGRES]);

// Two starts of the whole backend, each of which compiles it first.
jest.setTimeout(300_000);

describe('the portal’s backend', () => {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_15'],
    disableDocker: true,
  });
  const directory = createMockDirectory();
  const running: PortalProcess[] = [];

  async function start(database: JsonObject) {
    const portal = await PortalProcess.start({
      directory: directory.path,
      settings: {
        backend: { database },
        llm: { gitops: { folder: directory.resolve('gitops.git') } },
      },
    });
    running.push(portal);
    return portal;
  }

  async function stopAll() {
    for (const portal of running.splice(0)) {
      await portal.stop();
    }
  }

  afterEach(stopAll);

  const signIn = (portal: PortalProcess, name: string) =>
    portal.until(`signing in ${name}`, () =>
      portal.signIn(`user:default/${name}`),
    );

  const kindsOf = async (portal: PortalProcess, token: string) => {
    const { body } = await portal.call(
      '/api/catalog/entity-facets?facet=kind',
      { token },
    );
    const facets: Array<{ value: string }> = body.facets.kind;
    return facets.map(facet => facet.value);
  };

  const SETTING = '/api/user-settings/buckets/test/keys/choice';

  /** Starts the backend, uses it, and starts it once more. */
  async function startTwice(database: JsonObject) {
    const first = await start(database);
    const mira = await signIn(first, 'mira.app');
    const aylin = await signIn(first, 'aylin.platform');
    await first.until('reading the demo', async () => {
      const kinds = await kindsOf(first, mira);
      const expected = ['Component', 'GpuPool', 'Group', 'Model', 'System'];
      return expected.every(kind => kinds.includes(kind)) || undefined;
    });
    const asMember = await first.call('/api/llm/v1/sources', { token: mira });
    const asPlatform = await first.call('/api/llm/v1/sources', {
      token: aylin,
    });
    await first.call(SETTING, {
      token: mira,
      method: 'PUT',
      body: { value: 'kept' },
    });
    const firstExit = await first.stop();

    const second = await start(database);
    // At once: the catalog kept its users and need not read them again.
    const token = (await second.signIn('user:default/mira.app')) ?? '';
    const kinds = await kindsOf(second, token);
    const setting = await second.call(SETTING, { token });
    const again = await second.call('/api/llm/v1/sources', {
      token: await signIn(second, 'aylin.platform'),
    });
    const secondExit = await second.stop();

    const [source] = asPlatform.body.sources;
    return {
      asMember: asMember.status,
      asPlatform: asPlatform.status,
      source,
      sourceHeadAgain: again.body.sources[0].head === source.head,
      modelsAgain: kinds.includes('Model'),
      settingAgain: setting.body.value,
      exitCodes: [firstExit, secondExit],
      // What a newcomer would wonder about.
      noise: [...first.log(), ...second.log()].filter(line =>
        /\b(warn|error|warning)\b/i.test(line),
      ),
    };
  }

  const expected = {
    asMember: 403,
    asPlatform: 200,
    source: expect.objectContaining({
      id: 'gitops',
      state: 'ok',
      problems: [],
    }),
    sourceHeadAgain: true,
    modelsAgain: true,
    settingAgain: 'kept',
    exitCodes: [0, 0],
    noise: [],
  };

  it('starts quietly on SQLite, and again with its data', async () => {
    expect(
      await startTwice({
        client: 'better-sqlite3',
        connection: { directory: directory.resolve('not/there/yet') },
      }),
    ).toEqual(expected);
  });

  it('does not stay up as a portal without passwords outside development', async () => {
    const portal = await PortalProcess.spawn({
      directory: directory.path,
      environment: 'production',
      settings: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        llm: { gitops: { folder: directory.resolve('gitops.git') } },
      },
    });
    running.push(portal);
    expect(await portal.ended()).toBe(1);
    expect(portal.log().join('\n')).toMatch(
      /'personas' signs in without a password and runs only with NODE_ENV=development, but NODE_ENV is 'production'/,
    );
  });

  // Where continuous integration has no server, the test fails and says so.
  const describeWithPostgres =
    hasPostgres || process.env.CI ? describe : describe.skip;

  describeWithPostgres(
    `(needs ${POSTGRES}: apt-get install postgresql)`,
    () => {
      async function startTwiceOnPostgres() {
        if (!hasPostgres) {
          throw new Error(`${POSTGRES} is not set`);
        }
        const knex = await databases.init('POSTGRES_15');
        const prefix = `${knex.client.config.connection.database}_`;
        // Not from knex, which hides the password.
        const server = new URL(process.env[POSTGRES]!);
        const connection = {
          host: server.hostname,
          port: Number(server.port || 5432),
          user: decodeURIComponent(server.username),
          password: decodeURIComponent(server.password),
        };
        try {
          return await startTwice({ client: 'pg', connection, prefix });
        } finally {
          await stopAll();
          // The plugins made databases of their own.
          const { rows } = await knex.raw(
            'select datname from pg_database where starts_with(datname, ?)',
            [prefix],
          );
          for (const { datname } of rows) {
            await knex.raw('drop database ?? with (force)', [datname]);
          }
        }
      }

      it('starts quietly on PostgreSQL, and again with its data', async () => {
        expect(await startTwiceOnPostgres()).toEqual(expected);
      });
    },
  );
});
