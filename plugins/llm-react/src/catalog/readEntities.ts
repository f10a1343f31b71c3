import type { Entity } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** Entities per request: few enough for a quick first answer. */
const PAGE_SIZE = 500;

/**
 * The most entities of a kind that a page holds in memory; a portal with more
 * is told so instead of being slowed down.
 */
export const MAX_ENTITIES = 5000;

/**
 * Reads all entities that a filter lets through and that the user may see, by
 * name, page by page.
 *
 * @returns the entities, at most `MAX_ENTITIES`, and how many there are
 * @throws what the catalog client throws, and an `AbortError` when the signal
 *   ends the reading
 */
export async function readEntities(options: {
  catalogApi: Pick<CatalogApi, 'queryEntities'>;
  filter: Record<string, string>;
  /** Paths of the entity to send. */
  fields: string[];
  signal: AbortSignal;
  onPage?: (progress: {
    readonly loaded: number;
    readonly total: number;
  }) => void;
}): Promise<{ items: Entity[]; total: number }> {
  const { catalogApi, filter, signal, onPage } = options;
  const items: Entity[] = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    signal.throwIfAborted();
    const answer = await catalogApi.queryEntities({
      fields: options.fields,
      limit: PAGE_SIZE,
      ...(cursor
        ? { cursor }
        : { filter, orderFields: { field: 'metadata.name', order: 'asc' } }),
    });
    items.push(...answer.items);
    total = answer.totalItems;
    cursor = answer.pageInfo.nextCursor;
    onPage?.({ loaded: items.length, total });
  } while (cursor && items.length < MAX_ENTITIES);
  return { items, total };
}
