import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/**
 * Completes a ref as a field of an entity has it: without a namespace it means
 * the entity's own.
 *
 * @returns the full ref in lower case; undefined for text that is no ref
 * @public
 */
export function fullRef(options: {
  value: string | undefined;
  /** Kind of a ref that names none. */
  defaultKind: string;
  /** The entity that holds the ref. */
  entity: Entity;
}): string | undefined {
  const { value, defaultKind, entity } = options;
  if (!value) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return undefined;
  }
}
