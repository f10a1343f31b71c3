import { BackendFeature } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { entityWarnings } from '@modelyard/plugin-llm-common';
import { describeOnDatabases } from './__testUtils__/describeOnDatabases';
import { aComponent, aGpuPool, aModel } from './__testUtils__/entities';
import {
  startTestCatalog,
  TestCatalog,
} from './__testUtils__/startTestCatalog';
import { catalogModuleLlmModelLayer as layerModule } from './alpha';
import processorModule from './index';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { planEntities } from './provider/planEntities';

jest.setTimeout(60_000);

const registrations: Array<[string, BackendFeature]> = [
  ['processor', processorModule],
  ['model layer', layerModule],
];

function relations(entity: Entity | undefined): string[] {
  return (entity?.relations ?? []).map(r => `${r.type} ${r.targetRef}`);
}

describeOnDatabases('a catalog', createDatabase => {
  describe.each(registrations)('with the kinds as %s', (_, feature) => {
    let catalog: TestCatalog;

    async function startWith(entities: Entity[]): Promise<void> {
      catalog = await startTestCatalog({
        knex: await createDatabase(),
        features: [feature],
        entities,
      });
      await catalog.settle();
    }
    afterEach(() => catalog.stop());

    it('shows entities with their relations in both directions', async () => {
      const desk = aComponent(
        {},
        { dependsOn: ['model:research/support-tone'] },
      );
      const pool = aGpuPool();
      const model = aModel(spec => {
        spec.deployments[0].on.pool = 'gpupool:research/h100-lab';
      });

      await startWith([desk, pool, model]);

      expect(
        relations(await catalog.entity('model:research/support-tone')),
      ).toEqual([
        'adapts model:default/qwen3-14b',
        'dependencyOf component:support/agent-desk',
        'derivedFrom model:default/llama-3-1-70b',
        'ownedBy group:default/ml-platform',
        'partOf system:research/assistants',
        'providesApi api:default/llm-gateway',
        'replacedBy model:research/llama-4',
        'runsOn gpupool:research/h100-lab',
        'trainedOn resource:default/support-tickets-2026',
      ]);
      expect(
        relations(await catalog.entity('gpupool:research/h100-lab')),
      ).toEqual([
        'hosts model:research/support-tone',
        'ownedBy group:default/gpu-platform',
      ]);
      expect(
        relations(await catalog.entity('component:support/agent-desk')),
      ).toContain('dependsOn model:research/support-tone');
    });

    it('keeps a broken model out, with every error and its path', async () => {
      await startWith([
        aModel(spec => {
          spec.deployments[0].version = 'v9';
          spec.retirement.deprecatedOn = '2027-12-31';
        }),
      ]);

      expect(
        await catalog.entity('model:research/support-tone'),
      ).toBeUndefined();
      const [message, ...more] = await catalog.errors(
        'model:research/support-tone',
      );
      expect(more).toEqual([]);
      expect(message).toMatch(
        /spec\.deployments\[0\]\.version: .* \(deployment-version\)/,
      );
      expect(message).toMatch(
        /spec\.retirement\.retiresOn: .* \(retirement-order\)/,
      );
    });

    it('shows the errors of a broken change on the entity that it keeps', async () => {
      await startWith([aModel()]);
      await catalog.provider.upsert([
        aModel(spec => {
          spec.lifecycle = 'forever';
          spec.deployments[0].replicas = { min: 3, max: 1 };
        }),
      ]);
      await catalog.settle();

      const entity = await catalog.entity('model:research/support-tone');
      expect(entity?.spec?.lifecycle).toBe('production');
      // What the catalog's panel of processing errors looks for.
      expect(entity?.status?.items).toEqual([
        {
          type: 'backstage.io/catalog-processing',
          level: 'error',
          message: expect.any(String),
          error: expect.objectContaining({ name: 'InputError' }),
        },
      ]);
      const [{ message }] = entity!.status!.items!;
      expect(message).toMatch(/spec\.lifecycle: must be one of .*"forever"/);
      expect(message).toMatch(
        /spec\.deployments\[0\]\.replicas\.m\w+: .* \(replicas-order\)/,
      );

      await catalog.provider.upsert([aModel()]);
      await catalog.settle();
      expect(
        (await catalog.entity('model:research/support-tone'))?.status,
      ).toBeUndefined();
    });

    it('shows findings on the entity, beside its errors, and takes them away', async () => {
      const retired = (change: (spec: any) => void = () => {}) =>
        aModel(spec => {
          spec.lifecycle = 'retired';
          spec.retirement = {
            deprecatedOn: '2025-01-01',
            retiresOn: '2025-06-30',
          };
          change(spec);
        });
      await startWith([retired()]);

      const warned = await catalog.entity('model:research/support-tone');
      expect(entityWarnings(warned!)).toEqual([
        {
          path: 'spec.deployments[0]',
          code: 'retired-deployments',
          message: 'deploys "prod" although the lifecycle is retired',
          severity: 'warning',
        },
      ]);

      await catalog.provider.upsert([retired(spec => delete spec.owner)]);
      await catalog.settle();
      const broken = await catalog.entity('model:research/support-tone');
      expect(broken?.status?.items?.map(item => item.level)).toEqual([
        'warning',
        'error',
      ]);

      await catalog.provider.upsert([aModel()]);
      await catalog.settle();
      expect(
        (await catalog.entity('model:research/support-tone'))?.status,
      ).toBeUndefined();
    });

    it('shows on both models what is only seen when they are looked at together', async () => {
      const claims = (name: string) => {
        const model = aModel(spec => {
          spec.deployments[0].aliases = ['assistant-large'];
        });
        model.metadata.name = name;
        return model;
      };
      const pool = aGpuPool();
      pool.metadata = { name: 'h100-fra', namespace: 'default' };
      const files = [claims('one'), claims('two'), pool].map(entity => ({
        path: `models/${entity.metadata.name}/catalog-info.yaml`,
        line: 1,
        entity,
      }));
      await startWith([
        ...(await planEntities(files, LlmEntityErrors.create())).values(),
      ]);

      for (const [name, other] of [
        ['one', 'two'],
        ['two', 'one'],
      ]) {
        const entity = await catalog.entity(`model:research/${name}`);
        expect(entityWarnings(entity!)).toEqual([
          expect.objectContaining({
            path: 'spec.deployments[0].aliases[0]',
            code: 'alias-collision',
            message: expect.stringContaining(`model:research/${other}`),
          }),
        ]);
        expect(Object.keys(entity!.metadata.annotations!)).toEqual([
          'backstage.io/managed-by-location',
          'backstage.io/managed-by-origin-location',
        ]);
      }
    });

    it('keeps a component whose annotations are wrong, and says so on it', async () => {
      await startWith([
        aComponent({ 'modelyard.dev/ai-risk-class': 'dangerous' }),
      ]);

      const entity = await catalog.entity('component:support/agent-desk');
      expect(entityWarnings(entity!)).toEqual([
        expect.objectContaining({
          path: "metadata.annotations['modelyard.dev/ai-risk-class']",
          code: 'ai-risk-class',
        }),
      ]);
      expect(await catalog.errors('component:support/agent-desk')).toEqual([]);
    });
  });
});
