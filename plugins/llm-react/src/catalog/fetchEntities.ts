import type { CatalogApi } from '@backstage/plugin-catalog-react';
import type { Entity } from '@backstage/catalog-model';

/** The catalog answers any number at once, but a request has a size limit. */
const CHUNK = 500;

/**
 * Entities that the catalog showed, and refs that it did not.
 *
 * @public
 */
export interface FetchedEntities {
  /** By full ref in lower case. */
  readonly entities: ReadonlyMap<string, Entity>;
  /**
   * Refs without an entity: not in the catalog, or not for this user. The
   * catalog does not say which.
   */
  readonly hidden: readonly string[];
}

/**
 * Fetches entities by their refs, in as many requests as it takes.
 *
 * @throws what the catalog client throws
 * @public
 */
export async function fetchEntities(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  refs: readonly string[];
  /** Paths of the entity to send; all when absent. */
  fields?: string[];
}): Promise<FetchedEntities> {
  const { catalogApi, fields } = options;
  const refs = [...new Set(options.refs)];
  const chunks: string[][] = [];
  for (let start = 0; start < refs.length; start += CHUNK) {
    chunks.push(refs.slice(start, start + CHUNK));
  }
  const answers = await Promise.all(
    chunks.map(entityRefs =>
      catalogApi.getEntitiesByRefs({ entityRefs, fields }),
    ),
  );
  const entities = new Map<string, Entity>();
  const hidden: string[] = [];
  answers
    .flatMap(answer => answer.items)
    .forEach((entity, index) => {
      if (entity) {
        entities.set(refs[index], entity);
      } else {
        hidden.push(refs[index]);
      }
    });
  return { entities, hidden };
}
