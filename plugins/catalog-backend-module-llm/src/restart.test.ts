import { createMockDirectory } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { access } from 'node:fs/promises';
import { stringify } from 'yaml';
import { describeOnDatabases } from './__testUtils__/describeOnDatabases';
import { aGpuPool, aModel } from './__testUtils__/entities';
import { startTestCatalog } from './__testUtils__/startTestCatalog';
import catalogModuleLlm from './index';

jest.setTimeout(60_000);

const directory = createMockDirectory();

const refs = ['gpupool:research/h100-lab', 'model:research/support-tone'];

/** Starts a catalog, and reads the entities both at once and when it is done. */
async function runCatalog(knex: Knex) {
  const catalog = await startTestCatalog({
    knex,
    features: [catalogModuleLlm],
    config: {
      llm: {
        gitops: {
          folder: directory.resolve('repository.git'),
          seed: directory.resolve('seed'),
        },
      },
    },
  });
  const read = () => Promise.all(refs.map(ref => catalog.entity(ref)));
  const atStart = await read();
  await catalog.settle();
  const settled = await read();
  await catalog.stop();
  return { atStart, settled };
}

function expectDataToSurvive(
  first: Awaited<ReturnType<typeof runCatalog>>,
  second: Awaited<ReturnType<typeof runCatalog>>,
) {
  expect(first.atStart).toEqual([undefined, undefined]);
  expect(first.settled.map(entity => entity?.kind)).toEqual([
    'GpuPool',
    'Model',
  ]);
  expect(second.atStart).toEqual(first.settled);
  expect(second.settled).toEqual(first.settled);
}

beforeEach(() => {
  directory.setContent({
    seed: {
      models: { m: { 'catalog-info.yaml': stringify(aModel()) } },
      pools: { p: { 'catalog-info.yaml': stringify(aGpuPool()) } },
    },
  });
});

describeOnDatabases('a restart', createDatabase => {
  it('starts clean, then with the entities that were there', async () => {
    const knex = await createDatabase();

    expectDataToSurvive(await runCatalog(knex), await runCatalog(knex));
  });

  it('keeps them where the repository is gone, and seeds nothing in its place', async () => {
    const knex = await createDatabase();
    const first = await runCatalog(knex);
    directory.setContent({ seed: { 'README.md': 'another organisation' } });

    expectDataToSurvive(first, await runCatalog(knex));
    await expect(access(directory.resolve('repository.git'))).rejects.toThrow(
      'ENOENT',
    );
  });
});

describe('a restart on a file of SQLite', () => {
  async function runOnFile() {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: directory.resolve('catalog.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    try {
      return await runCatalog(knex);
    } finally {
      await knex.destroy();
    }
  }

  it('starts clean, then with the entities that were there', async () => {
    expectDataToSurvive(await runOnFile(), await runOnFile());
  });
});
