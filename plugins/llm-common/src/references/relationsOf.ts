import { Entity } from '@backstage/catalog-model';
import { isRecord } from '../safe';
import { referencesOf } from './references';
import { namespaceOf, resolveReference } from './resolveReference';

/**
 * A relation from an entity to another one, and its way back.
 *
 * @public
 */
export interface EntityRelationTarget {
  /** Type of the relation from the entity to the target. */
  type: string;
  /** Type of the relation from the target back to the entity. */
  reverseType: string;
  /** Entity ref in full, in lower case. */
  targetRef: string;
}

/**
 * Every relation that the fields of a Model or a GpuPool say: to owners, systems, pools, providers, bases, ancestors,
 * datasets, APIs and replacements. A reference that cannot be read or is of the wrong kind relates nothing, and no entity
 * is related to itself.
 *
 * @returns Each relation once; empty for any other entity
 * @public
 */
export function relationsOf(entity: Entity): EntityRelationTarget[] {
  const self = selfRef(entity);
  const relations = new Map<string, EntityRelationTarget>();
  for (const { value, target, relation } of referencesOf(entity)) {
    const resolved = resolveReference({ value, target, entity });
    if (relation && resolved.ok && resolved.ref !== self) {
      const [type, reverseType] = relation;
      relations.set(`${type} ${resolved.ref}`, {
        type,
        reverseType,
        targetRef: resolved.ref,
      });
    }
  }
  return [...relations.values()];
}

/** The entity's own ref, or nothing where it has no name. */
export function selfRef(entity: Entity): string | undefined {
  const name: unknown = isRecord(entity?.metadata) && entity.metadata.name;
  return typeof name === 'string' && typeof entity.kind === 'string'
    ? `${entity.kind}:${namespaceOf(entity)}/${name}`.toLowerCase()
    : undefined;
}
