import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import knexFactory from 'knex';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { stringify } from 'yaml';
import { GitOpsEntityProvider } from '../../plugins/catalog-backend-module-llm/src/provider';
import { sampleModel } from './catalog/sampleModel';
import { median } from './support/statistics';

const FILES = 2000;
const RUNS = 5;
const NO_OP_SYNCS = 20;
const CHANGES = 5;

const { entity, bytes, count } = sampleModel();
const logger = mockServices.rootLogger({ level: 'none' });

/** The file of one Model, made from the sample: other names, the same size. */
function modelFile(i: number, description: string) {
  // Names that clients call must differ, or every model collides with every other.
  const text = JSON.stringify(entity, (key, value) => {
    if (key === 'servedModelName') {
      return `m-${i}`;
    }
    return key === 'aliases' ? [`alias-${i}`] : value;
  });
  const model = JSON.parse(text);
  model.metadata.name = `m-${i}`;
  model.metadata.description = description;
  return {
    path: `models/m-${i}/catalog-info.yaml`,
    content: stringify(model),
  };
}

/** Stands before the provider and counts what it hands over. */
class CountedProvider implements EntityProvider {
  mutations = 0;
  changed = 0;
  readonly #provider: GitOpsEntityProvider;

  constructor(provider: GitOpsEntityProvider) {
    this.#provider = provider;
  }

  getProviderName(): string {
    return this.#provider.getProviderName();
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#provider.connect({
      refresh: async options => connection.refresh(options),
      applyMutation: async mutation => {
        this.mutations += 1;
        this.changed +=
          mutation.type === 'full'
            ? mutation.entities.length
            : mutation.added.length + mutation.removed.length;
        await connection.applyMutation(mutation);
      },
    });
  }

  /** Syncs once; the time that took, in milliseconds, and what was handed over. */
  async sync() {
    this.mutations = 0;
    this.changed = 0;
    const started = performance.now();
    await this.#provider.sync();
    const ms = performance.now() - started;
    return { ms, mutations: this.mutations, changed: this.changed };
  }
}

/** A new catalog on an empty database whose processing stands still, with a new provider. */
async function startCatalog(folder: string, database: string) {
  const provider = new CountedProvider(
    GitOpsEntityProvider.fromConfig(
      mockServices.rootConfig({ data: { llm: { gitops: { folder } } } }),
      {
        auth: mockServices.auth(),
        catalog: catalogServiceMock(),
        logger,
        scheduler: mockServices.scheduler(),
        events: mockServices.events(),
      },
    )!,
  );
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: database },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          catalog: { processingInterval: false },
        },
      }),
      mockServices.rootLogger.factory({ level: 'none' }),
      mockServices.database.factory({ knex }),
      catalogPlugin,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'bench-provider',
        register(reg) {
          reg.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            async init({ processing }) {
              processing.addEntityProvider(provider);
            },
          });
        },
      }),
    ],
  });
  return {
    provider,
    storedEntities: async () => {
      const [row] = await knex('refresh_state').count({ count: '*' });
      return Number(row.count);
    },
    stop: async () => {
      await backend.stop();
      await knex.destroy();
    },
  };
}

/** One run: a first sync, syncs without a change, and syncs after a commit of one file. */
async function measureRun(options: {
  repository: BareFolderGitOpsRepository;
  folder: string;
  database: string;
  run: number;
}) {
  const { repository, folder, database, run } = options;
  const { provider, storedEntities, stop } = await startCatalog(
    folder,
    database,
  );
  try {
    const first = await provider.sync();
    expectFigures('first sync', first, { mutations: 1, changed: FILES });
    if ((await storedEntities()) !== FILES) {
      throw new Error('The catalog did not store what it was handed over');
    }

    const noOps = [];
    for (let i = 0; i < NO_OP_SYNCS; i++) {
      noOps.push(await provider.sync());
    }

    const changes: number[] = [];
    for (let i = 0; i < CHANGES; i++) {
      await repository.commit({
        message: 'Change one model',
        changes: [modelFile(i * 97, `Changed in run ${run}`)],
      });
      const change = await provider.sync();
      expectFigures('one-file change', change, { mutations: 1, changed: 1 });
      changes.push(change.ms);
    }
    return { first: first.ms, noOps, changes };
  } finally {
    await stop();
  }
}

function expectFigures(
  what: string,
  actual: { mutations: number; changed: number },
  expected: { mutations: number; changed: number },
): void {
  if (
    actual.mutations !== expected.mutations ||
    actual.changed !== expected.changed
  ) {
    throw new Error(
      `${what}: ${actual.mutations} mutations of ${actual.changed} entities instead of ${expected.mutations} of ${expected.changed}`,
    );
  }
}

/** What it takes to keep the catalog at the head of a GitOps repository. */
export default async function benchProvider() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-provider-'));
  try {
    const gitdir = path.join(folder, 'gitops.git');
    const repository = await BareFolderGitOpsRepository.create({
      folder: gitdir,
      branch: 'main',
      author: { name: 'Benchmark', email: 'benchmark@modelyard.example' },
      logger,
    });
    await repository.commit({
      message: 'All models',
      changes: Array.from({ length: FILES }, (_, i) => modelFile(i, '')),
    });

    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const database = path.join(folder, `catalog-${run}.sqlite`);
      runs.push(
        await measureRun({ repository, folder: gitdir, database, run }),
      );
    }

    const noOps = runs.flatMap(run => run.noOps);
    const conditions = `${FILES} files with one Model each of the median size of ${count} examples (${bytes} bytes of JSON), loose objects, SQLite in a file, processing stands still, median of`;
    const round = (ms: number) => Math.round(ms * 100) / 100;
    return [
      {
        id: 'provider/first-sync',
        value: round(median(runs.map(run => run.first))),
        unit: 'ms',
        lowerIsBetter: true,
        conditions: `${conditions} ${RUNS} runs, each with an empty catalog`,
      },
      {
        id: 'provider/no-op-sync',
        value: round(median(noOps.map(noOp => noOp.ms))),
        unit: 'ms',
        lowerIsBetter: true,
        conditions: `${conditions} ${noOps.length} syncs`,
      },
      {
        id: 'provider/no-op-sync-mutations',
        value: Math.max(...noOps.map(noOp => noOp.mutations)),
        unit: 'mutations',
        goal: 0,
        lowerIsBetter: true,
        conditions: `the most that one of ${noOps.length} syncs handed over`,
      },
      {
        id: 'provider/one-file-change',
        value: round(median(runs.flatMap(run => run.changes))),
        unit: 'ms',
        lowerIsBetter: true,
        conditions: `${conditions} ${
          RUNS * CHANGES
        } syncs of one entity, the commit not counted`,
      },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
