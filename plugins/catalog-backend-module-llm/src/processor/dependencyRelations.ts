import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  EntityRelationTarget,
  GPU_POOL_KIND,
  MODEL_KIND,
} from '@modelyard/plugin-llm-common';

const dependencyFields = [
  {
    field: 'dependsOn',
    type: RELATION_DEPENDS_ON,
    reverseType: RELATION_DEPENDENCY_OF,
  },
  {
    field: 'dependencyOf',
    type: RELATION_DEPENDENCY_OF,
    reverseType: RELATION_DEPENDS_ON,
  },
] as const;

const ownKinds = new Set([
  MODEL_KIND.toLocaleLowerCase('en-US'),
  GPU_POOL_KIND.toLocaleLowerCase('en-US'),
]);

/**
 * The dependencies of a built-in kind on a model or a pool.
 *
 * As soon as any module of a portal registers a catalog model layer, the
 * catalog emits the way back only between kinds that some layer pairs, and a
 * model would no longer know who uses it. Emitting both directions ourselves
 * keeps that out of the hands of which other modules are installed; the catalog
 * drops what is emitted twice.
 */
export function dependencyRelations(entity: Entity): EntityRelationTarget[] {
  return dependencyFields.flatMap(({ field, type, reverseType }) => {
    const refs = entity.spec?.[field];
    if (!Array.isArray(refs)) {
      return [];
    }
    return refs.flatMap(ref => {
      const targetRef = ownTarget(ref, entity.metadata.namespace);
      return targetRef ? [{ type, reverseType, targetRef }] : [];
    });
  });
}

function ownTarget(ref: unknown, namespace?: string): string | undefined {
  if (typeof ref !== 'string') {
    return undefined;
  }
  const kind = ref.slice(0, ref.indexOf(':')).toLocaleLowerCase('en-US');
  if (!ownKinds.has(kind)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultNamespace: namespace }),
    );
  } catch {
    // The catalog's own processor of the built-in kind reads the same field and
    // refuses the entity with the reason.
    return undefined;
  }
}
