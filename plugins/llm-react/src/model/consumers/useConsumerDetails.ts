import { useCallback } from 'react';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ready, useCardState, type CardState } from '../../frame';

/** What a row says of a consumer beyond its name. */
export interface ConsumerDetails {
  readonly owners: readonly string[];
  readonly lifecycle?: string;
}

/**
 * Owner and lifecycle of the consumers of one page. A ref that is missing from
 * the answer is not in the catalog, or the reader may not see it.
 *
 * @param refs - must keep its identity between renders
 */
export function useConsumerDetails(
  refs: readonly string[],
): CardState<ReadonlyMap<string, ConsumerDetails>> {
  const catalogApi = useApi(catalogApiRef);
  return useCardState(
    useCallback(async () => {
      const details = new Map<string, ConsumerDetails>();
      if (refs.length === 0) {
        return ready(details);
      }
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: [...refs],
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'spec.lifecycle',
          'relations',
        ],
      });
      items.forEach((entity, index) => {
        if (entity) {
          const lifecycle = entity.spec?.lifecycle;
          details.set(refs[index], {
            owners: (entity.relations ?? [])
              .filter(({ type }) => type === RELATION_OWNED_BY)
              .map(({ targetRef }) => targetRef),
            lifecycle: typeof lifecycle === 'string' ? lifecycle : undefined,
          });
        }
      });
      return ready(details);
    }, [catalogApi, refs]),
  );
}
