import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import aiModelModule from '@backstage/plugin-catalog-backend-module-ai-model';
import {
  CatalogProcessor,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import { stringify } from 'yaml';
import { aComponent, aForeignModel, aModel } from './__testUtils__/entities';
import {
  startTestCatalog,
  TestCatalog,
} from './__testUtils__/startTestCatalog';
import * as alpha from './alpha';
import processorModule from './index';

jest.setTimeout(60_000);

const anAiResource: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'AiResource',
  metadata: { name: 'review-skill', namespace: 'support' },
  spec: { type: 'skill', lifecycle: 'production', owner: 'assistants' },
};

// What a third party's module for its own kind looks like.
const foreignKindModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'example-ml',
  register(reg) {
    const processor: CatalogProcessor = {
      getProcessorName: () => 'ExampleMlProcessor',
      validateEntityKind: async entity =>
        entity.apiVersion === 'ml.example.com/v1' && entity.kind === 'Model',
    };
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addProcessor(processor);
      },
    });
  },
});

describe('the catalog modules', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const directory = createMockDirectory();
  let catalog: TestCatalog | undefined;

  afterEach(async () => {
    await catalog?.stop();
    catalog = undefined;
  });

  async function start(
    options: Omit<Parameters<typeof startTestCatalog>[0], 'knex'>,
  ): Promise<TestCatalog> {
    catalog = await startTestCatalog({
      knex: await databases.init('SQLITE_3'),
      ...options,
    });
    await catalog.settle();
    return catalog;
  }

  const registrations: Array<[string, BackendFeature]> = [
    ['processor', processorModule],
    ['model layer', alpha.catalogModuleLlmModelLayer],
  ];

  describe.each(registrations)('as %s', (_, feature) => {
    it('read the GitOps repository where one is configured', async () => {
      directory.setContent({
        seed: {
          models: { m: { 'catalog-info.yaml': stringify(aModel()) } },
        },
      });

      const { entity } = await start({
        features: [feature],
        config: {
          llm: {
            gitops: {
              folder: directory.resolve('repository.git'),
              author: { name: 'Portal', email: 'portal@example.com' },
              seed: directory.resolve('seed'),
            },
          },
        },
      });

      const model = await entity('model:research/support-tone');
      expect(model?.metadata.annotations).toEqual({
        'backstage.io/managed-by-location':
          'modelyard-gitops:models/m/catalog-info.yaml',
        'backstage.io/managed-by-origin-location':
          'modelyard-gitops:models/m/catalog-info.yaml',
      });
    });

    it('work beside the AI resources of the catalog', async () => {
      const { entity, errors } = await start({
        features: [feature, aiModelModule],
        entities: [
          aModel(),
          anAiResource,
          aComponent({}, { dependsOn: ['model:research/support-tone'] }),
        ],
      });

      expect(await errors('airesource:support/review-skill')).toEqual([]);
      expect(await entity('airesource:support/review-skill')).toBeDefined();
      // With any model layer present, the catalog itself does not emit the way
      // back from a component to a kind that no layer pairs with it.
      const model = await entity('model:research/support-tone');
      expect(model?.relations).toContainEqual({
        type: 'dependencyOf',
        targetRef: 'component:support/agent-desk',
      });
      expect(model?.relations).toContainEqual({
        type: 'ownedBy',
        targetRef: 'group:default/ml-platform',
      });
    });
  });

  it('leave a kind Model of another group to its own module', async () => {
    const { entity, errors } = await start({
      features: [processorModule, foreignKindModule],
      entities: [aForeignModel(), aModel()],
    });

    const foreign = await entity('model:analytics/churn');
    expect(foreign).toMatchObject(aForeignModel());
    expect(foreign?.relations).toEqual([]);
    expect(foreign?.status).toBeUndefined();
    expect(await errors('model:analytics/churn')).toEqual([]);
    expect(await entity('model:research/support-tone')).toBeDefined();
  });

  it('do not claim a kind Model of another group that nobody registered', async () => {
    const { validate } = await start({ features: [processorModule] });

    expect(await validate(aForeignModel())).toEqual({
      ok: false,
      message: expect.stringContaining('No processor recognized the entity'),
    });
  });

  it('are not both found by package discovery, which loads default exports', () => {
    expect(alpha).not.toHaveProperty('default');
  });

  it('refuse to start both at once', async () => {
    await expect(
      start({ features: [processorModule, alpha.catalogModuleLlmModelLayer] }),
    ).rejects.toThrow(
      /Module 'llm' for plugin 'catalog' is already registered/,
    );
  });
});
