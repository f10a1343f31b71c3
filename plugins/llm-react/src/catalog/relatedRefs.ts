import { parseEntityRef, type Entity } from '@backstage/catalog-model';

/**
 * The targets of an entity's relations of one type, each once, optionally of
 * one kind only.
 *
 * @public
 */
export function relatedRefs(options: {
  entity: Entity;
  type: string;
  /** Kind of the target, in any case. */
  kind?: string;
}): string[] {
  const { entity, type, kind } = options;
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(
      ref =>
        kind === undefined ||
        parseEntityRef(ref).kind.toLowerCase() === kind.toLowerCase(),
    );
  return [...new Set(refs)];
}
