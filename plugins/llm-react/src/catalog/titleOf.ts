import type { Entity } from '@backstage/catalog-model';

/**
 * An entity's title, else its name.
 *
 * @public
 */
export function titleOf(entity: Entity): string {
  return entity.metadata.title ?? entity.metadata.name;
}
