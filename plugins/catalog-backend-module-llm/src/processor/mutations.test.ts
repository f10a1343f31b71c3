import {
  Entity,
  entityEnvelopeSchemaValidator,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { TestDatabases } from '@backstage/backend-test-utils';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import fc from 'fast-check';
import { aComponent, aGpuPool, aModel } from '../__testUtils__/entities';
import { mutatedEntity } from '../__testUtils__/mutatedEntity';
import { startTestCatalog } from '../__testUtils__/startTestCatalog';
import catalogModuleLlm from '../index';
import { LlmKindsProcessor } from './LlmKindsProcessor';
import { LlmRulesProcessor } from './LlmRulesProcessor';

jest.setTimeout(120_000);

const NUMBER_OF_MUTATIONS = 2_000;

const entities = [
  aModel(),
  aGpuPool(spec => {
    spec.devices[0].nodeSelector = { 'nvidia.com/gpu.product': 'H100' };
    spec.quotas = [{ group: 'group:default/a', devices: 'whole', limit: 8 }];
    spec.pricing = [{ from: '2026-01-01', currency: 'EUR', perGpuHour: 2.4 }];
  }),
  aComponent(
    { 'modelyard.dev/ai-risk-class': 'high' },
    { dependsOn: ['model:research/support-tone'] },
  ),
];

const isEnvelope = entityEnvelopeSchemaValidator();

/** Whether the catalog hands an entity to its processors at all. */
function reachesProcessors(entity: Entity): boolean {
  try {
    isEnvelope(entity);
    return true;
  } catch {
    return false;
  }
}

/** Runs the steps of a processor in the order of the catalog. */
async function processEntity(
  processor: CatalogProcessor,
  entity: Entity,
): Promise<'accepted' | 'rejected' | 'not claimed'> {
  const location = { type: 'url', target: 'https://git.example/models.yaml' };
  const cache = { get: async () => undefined, set: async () => {} };
  try {
    const prepared =
      (await processor.preProcessEntity?.(
        entity,
        location,
        () => {},
        location,
        cache,
      )) ?? entity;
    const claimed = await processor.validateEntityKind!(prepared);
    const completed = await processor.postProcessEntity!(
      prepared,
      location,
      () => {},
      cache,
    );
    JSON.stringify(completed);
    return claimed ? 'accepted' : 'not claimed';
  } catch (error) {
    if (error instanceof InputError && error.message.length > 0) {
      return 'rejected';
    }
    throw error;
  }
}

describe('mutations of valid entities', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it.each<[string, CatalogProcessor]>([
    ['LlmKindsProcessor', LlmKindsProcessor.create()],
    ['LlmRulesProcessor', LlmRulesProcessor.create()],
  ])('are accepted or rejected with a reason by %s', async (_, processor) => {
    const outcomes = new Set<string>();

    await fc.assert(
      fc.asyncProperty(mutatedEntity(entities), async entity => {
        fc.pre(reachesProcessors(entity));
        outcomes.add(await processEntity(processor, entity));
      }),
      { numRuns: NUMBER_OF_MUTATIONS },
    );

    expect(outcomes).toContain('rejected');
    expect(outcomes).toContain('not claimed');
  });

  it('bring no other error out of a catalog', async () => {
    const catalog = await startTestCatalog({
      knex: await databases.init('SQLITE_3'),
      features: [catalogModuleLlm],
    });
    const ours: string[] = [];

    await fc.assert(
      fc.asyncProperty(mutatedEntity(entities), async entity => {
        const verdict = await catalog.validate(entity);
        if (!verdict.ok && verdict.message.includes('LlmKindsProcessor')) {
          ours.push(verdict.message);
        }
      }),
      { numRuns: 300 },
    );

    expect(ours.length).toBeGreaterThan(0);
    expect(
      ours.filter(
        message =>
          !/while validating the entity .*; caused by InputError: /.test(
            message,
          ),
      ),
    ).toEqual([]);
    await catalog.stop();
  });
});
