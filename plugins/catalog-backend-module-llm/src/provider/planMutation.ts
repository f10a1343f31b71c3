import {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { GITOPS_LOCATION_TYPE } from '@modelyard/plugin-llm-gitops-node';
import { attachFindings } from '../processor/attachFindings';
import { EntityPlan, PlannedEntity } from './planEntities';

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
  const added = [...after].filter(([ref, planned]) => {
    const old = before.get(ref);
    return !old || !isSame(old, planned);
  });
  const removed = [...before.keys()].filter(ref => !after.has(ref));
  if (added.length === 0 && removed.length === 0) {
    return undefined;
  }
  return {
    type: 'delta',
    added: added.map(([_ref, planned]) => toDeferred(planned)),
    removed: removed.map(entityRef => ({ entityRef, locationKey })),
  };
}

function toDeferred({ entity, findings }: PlannedEntity): DeferredEntity {
  return { entity: attachFindings(entity, findings), locationKey };
}

function isSame(a: PlannedEntity, b: PlannedEntity): boolean {
  // A file that did not change gives the very same entities.
  const sameEntity =
    a.entity === b.entity ||
    JSON.stringify(a.entity) === JSON.stringify(b.entity);
  return (
    sameEntity && JSON.stringify(a.findings) === JSON.stringify(b.findings)
  );
}
