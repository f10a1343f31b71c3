import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { models, pools } from '../__testUtils__/examples';
import { mutated } from '../__testUtils__/mutations';
import { ruleCases } from '../__testUtils__/ruleFixtures';
import {
  assessAiSystem,
  currentGpuPrice,
  currentModelPrice,
  deploymentTarget,
  deviceGroupCapacity,
  entityWarnings,
  GpuPoolEntityV1alpha1,
  isGpuPoolEntity,
  isModelEntity,
  lifecycleNotice,
  ModelEntityV1alpha1,
  newestVersion,
  readAiSystem,
  relationsOf,
  totalGpus,
  validateAiSystem,
  validateGpuPool,
  validateModel,
  validateModelSet,
} from '..';

const entities: Entity[] = [
  ...models,
  ...pools,
  ...ruleCases.flatMap(({ entity, models: more, system }) =>
    [entity, ...(more ?? []), system].flatMap(found => found ?? []),
  ),
];
const now = new Date('2026-11-23T12:00:00Z');

// Thousands of runs each; a busy machine takes its time.
jest.setTimeout(120_000);

/** Everything that is called with an entity that nobody has checked. */
function useAll(entity: Entity) {
  // Callers ask the guards first; a mutation may have changed what they look at.
  const kinds = {
    model: isModelEntity(entity) ? entity : (entity as ModelEntityV1alpha1),
    pool: isGpuPoolEntity(entity) ? entity : (entity as GpuPoolEntityV1alpha1),
  };
  const issues = [
    ...validateModel(kinds.model),
    ...validateGpuPool(kinds.pool),
    ...validateAiSystem(entity),
    ...entityWarnings(entity),
  ];
  const relations = relationsOf(entity);
  return { issues, relations };
}

describe('whatever an entity holds', () => {
  it('rules, relations and readers find what they can and never throw', () => {
    fc.assert(
      fc.property(mutated(entities), entity => {
        const { issues, relations } = useAll(entity);
        for (const issue of issues) {
          expect(typeof issue.message).toBe('string');
          expect(issue.code).not.toBe('');
        }
        for (const { targetRef } of relations) {
          expect(targetRef).toMatch(/^[a-z]+:[a-z0-9._-]+\/[a-z0-9._-]+$/);
        }
        readAiSystem(entity);
      }),
      { numRuns: 3000 },
    );
  });

  it('the same holds for no entity at all', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(useAll(value as Entity).relations).toEqual([]);
      }),
    );
  });

  it('selectors take what the schema did not see', () => {
    fc.assert(
      fc.property(mutated([...models, ...pools]), entity => {
        const model = entity as ModelEntityV1alpha1;
        const pool = entity as GpuPoolEntityV1alpha1;
        newestVersion(model);
        lifecycleNotice({ entity: model, now });
        currentModelPrice({ entity: model, now });
        currentGpuPrice({ entity: pool, devices: 'whole', now });
        const gpus = totalGpus(pool);
        expect(gpus).not.toBeNaN();
        for (const deployment of [model.spec?.deployments ?? []].flat()) {
          if (deployment) {
            deploymentTarget({ entity: model, deployment });
          }
        }
        for (const group of [pool.spec?.devices ?? []].flat()) {
          if (group) {
            deviceGroupCapacity(group);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('models are compared and systems judged as well', () => {
    const named = mutated(models).filter(
      entity =>
        typeof entity.metadata?.name === 'string' &&
        typeof entity.kind === 'string' &&
        ['string', 'undefined'].includes(typeof entity.metadata.namespace),
    );
    fc.assert(
      fc.property(fc.array(named, { maxLength: 3 }), list => {
        const set = list as ModelEntityV1alpha1[];
        const refs = validateModelSet({
          models: set,
          pools: list as GpuPoolEntityV1alpha1[],
        }).map(({ modelRef }) => modelRef);
        expect(refs.every(ref => ref.includes('/'))).toBe(true);
        const found = assessAiSystem({ entity: set[0], models: set });
        expect(set.length > 0 || found.length === 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
