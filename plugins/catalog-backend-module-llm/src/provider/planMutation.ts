import { Entity } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { GITOPS_LOCATION_TYPE } from '@modelyard/plugin-llm-gitops-node';
import { EntityPlan } from './planEntities';

// One for all files: with a key per file the catalog would take an entity that moves to another file for two.
const locationKey = GITOPS_LOCATION_TYPE;

/** Everything that the repository holds; the catalog itself finds what differs from what it has. */
export function fullMutation(plan: EntityPlan): EntityProviderMutation {
  return { type: 'full', entities: [...plan.values()].map(toDeferred) };
}

/** What differs between two plans; undefined where nothing does. */
export function deltaMutation(
  before: EntityPlan,
  after: EntityPlan,
): EntityProviderMutation | undefined {
  const added = [...after].filter(
    ([ref, entity]) => !isSame(before.get(ref), entity),
  );
  const removed = [...before.keys()].filter(ref => !after.has(ref));
  if (added.length === 0 && removed.length === 0) {
    return undefined;
  }
  return {
    type: 'delta',
    added: added.map(([_ref, entity]) => toDeferred(entity)),
    removed: removed.map(entityRef => ({ entityRef, locationKey })),
  };
}

function toDeferred(entity: Entity): DeferredEntity {
  return { entity, locationKey };
}

function isSame(a: Entity | undefined, b: Entity): boolean {
  // A file that did not change gives the very same entities.
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
