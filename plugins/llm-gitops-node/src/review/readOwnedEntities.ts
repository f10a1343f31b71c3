import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

/** What a review has to know of an entity in a catalog file. */
export interface OwnedEntity {
  /** Absent where the file does not say it in a way that the catalog takes. */
  ref?: string;
  /** As the ref. */
  owner?: string;
}

/** Reads who owns the entities of a catalog file. A file that says nothing of the kind has one that nobody owns. */
export function readOwnedEntities(text: string): OwnedEntity[] {
  try {
    const entities = [...parseAllDocuments(text, { logLevel: 'error' })]
      .map((document): Partial<Entity> | null =>
        document.toJS({ maxAliasCount: 100 }),
      )
      // An empty document is none.
      .filter(entity => entity !== null)
      .map(entity => ({ ref: refOf(entity), owner: ownerOf(entity) }));
    return entities.length > 0 ? entities : [{}];
  } catch {
    return [{}];
  }
}

function refOf(entity: Partial<Entity>): string | undefined {
  const { kind, metadata } = entity;
  return typeof kind === 'string' && typeof metadata?.name === 'string'
    ? stringifyEntityRef({
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      })
    : undefined;
}

function ownerOf(entity: Partial<Entity>): string | undefined {
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string') {
    return undefined;
  }
  try {
    const defaultNamespace = entity.metadata?.namespace;
    return stringifyEntityRef(
      parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
    );
  } catch {
    // The catalog refuses the entity; nobody owns it.
    return undefined;
  }
}
