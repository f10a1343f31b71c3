import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { entityWarnings } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  publishGitOpsCommitted,
} from '@modelyard/plugin-llm-gitops-node';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { rmSync } from 'node:fs';
import { stringify } from 'yaml';
import { describeOnDatabases } from '../__testUtils__/describeOnDatabases';
import { aComponent, aGpuPool, aModel } from '../__testUtils__/entities';
import {
  startTestCatalog,
  TestCatalog,
} from '../__testUtils__/startTestCatalog';
import catalogModuleLlm from '../index';

jest.setTimeout(60_000);

const SUPPORT = 'model:research/support-tone';
const SALES = 'model:research/sales-tone';

/** A model that serves itself under a name of its own and an alias. */
const modelFile = (name: string, alias: string) => {
  const model = aModel(spec => {
    spec.deployments[0].servedModelName = name;
    spec.deployments[0].aliases = [alias];
  });
  return stringify({ ...model, metadata: { ...model.metadata, name } });
};

describeOnDatabases('the catalog', createDatabase => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  const folder = directory.resolve('gitops.git');
  let repository: BareFolderGitOpsRepository;
  let events: EventsService;
  let catalog: TestCatalog;

  const takeEvents = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'take-events',
    register(reg) {
      reg.registerInit({
        deps: { service: eventsServiceRef },
        async init({ service }) {
          events = service;
        },
      });
    },
  });

  beforeEach(async () => {
    directory.clear();
    repository = await BareFolderGitOpsRepository.create({
      folder,
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
      logger,
    });
    await commit({
      'models/support/catalog-info.yaml': modelFile('support-tone', 'tone'),
      'pools/h100/catalog-info.yaml': stringify(aGpuPool()),
      'components/desk/catalog-info.yaml': stringify(aComponent()),
      'users/eve/catalog-info.yaml': stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'eve' },
        spec: { memberOf: ['gpu-platform'] },
      }),
    });
    catalog = await startTestCatalog({
      knex: await createDatabase(),
      features: [catalogModuleLlm, takeEvents],
      config: { llm: { gitops: { folder, kinds: ['Component'] } } },
    });
    await catalog.settle();
  });
  afterEach(() => catalog.stop());

  async function commit(files: Record<string, string | undefined>) {
    return repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) =>
        content === undefined ? { path, delete: true } : { path, content },
      ),
    });
  }

  /** Commits, announces it, and waits until the catalog shows what it should. */
  async function commitUntil(
    files: Record<string, string | undefined>,
    isDone: () => Promise<boolean>,
  ) {
    const result = await commit(files);
    await publishGitOpsCommitted({ events, logger, repository, result });
    while (!(await isDone())) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await catalog.settle();
  }

  const shows = async (ref: string) =>
    (await catalog.entity(ref)) !== undefined;
  const warnings = async (ref: string) =>
    entityWarnings((await catalog.entity(ref))!).filter(
      warning => warning.code === 'alias-collision',
    );

  it('takes the permitted kinds, each with its file', async () => {
    expect((await catalog.entity(SUPPORT))?.metadata.annotations).toEqual({
      'backstage.io/managed-by-location':
        'modelyard-gitops:models/support/catalog-info.yaml',
      'backstage.io/managed-by-origin-location':
        'modelyard-gitops:models/support/catalog-info.yaml',
    });
    expect(await shows('gpupool:research/h100-lab')).toBe(true);
    expect(await shows('component:support/agent-desk')).toBe(true);
    expect(await shows('user:default/eve')).toBe(false);
  });

  it('follows commits, and warns on both models that claim a name', async () => {
    expect(await warnings(SUPPORT)).toEqual([]);
    await commitUntil(
      { 'models/sales/catalog-info.yaml': modelFile('sales-tone', 'tone') },
      async () => (await shows(SALES)) && (await warnings(SUPPORT)).length > 0,
    );
    expect(await warnings(SALES)).toEqual([
      expect.objectContaining({ message: expect.stringContaining(SUPPORT) }),
    ]);
    expect(await warnings(SUPPORT)).toEqual([
      expect.objectContaining({ message: expect.stringContaining(SALES) }),
    ]);

    await commitUntil(
      { 'models/sales/catalog-info.yaml': undefined },
      async () =>
        !(await shows(SALES)) && (await warnings(SUPPORT)).length === 0,
    );
    expect(await shows(SUPPORT)).toBe(true);
  });

  it('keeps an entity whose file moves', async () => {
    const before = (await catalog.entity(SUPPORT))?.metadata.uid;
    await commitUntil(
      {
        'models/support/catalog-info.yaml': undefined,
        'archive/support/catalog-info.yaml': modelFile('support-tone', 'tone'),
      },
      async () =>
        JSON.stringify(await catalog.entity(SUPPORT)).includes('archive/'),
    );
    expect((await catalog.entity(SUPPORT))?.metadata.uid).toBe(before);
  });

  it('keeps everything when the repository is gone', async () => {
    rmSync(folder, { recursive: true });
    await events.publish({
      topic: 'modelyard.gitops.committed',
      eventPayload: {},
    });
    await catalog.settle();
    expect(await shows(SUPPORT)).toBe(true);
    expect(await shows('gpupool:research/h100-lab')).toBe(true);
  });
});
