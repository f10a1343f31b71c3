import { useCallback } from 'react';
import { RELATION_DEPENDS_ON, type Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { noData, ready, useCardState } from '../../frame';
import { EntityLinks } from '../../links';
import { useTexts } from '../../useTexts';

/** How many are named; the rest is counted. */
const NAMED = 5;

/**
 * The reader's own components that still name the model. It is an addition to
 * a notice, so it stays silent where it cannot know.
 */
export function OwnConsumers(props: { entityRef: string }) {
  const { entityRef } = props;
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);

  const state = useCardState(
    useCallback(async () => {
      const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
      const { items, totalItems } = await catalogApi.queryEntities({
        filter: {
          [`relations.${RELATION_DEPENDS_ON}`]: entityRef,
          'relations.ownedBy': ownershipEntityRefs,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: NAMED,
      });
      return totalItems === 0
        ? noData({ reason: '' })
        : ready<{ items: Entity[]; total: number }>({
            items,
            total: totalItems,
          });
    }, [catalogApi, identityApi, entityRef]),
  );

  if (state.status !== 'ready') {
    return null;
  }
  const { items, total } = state.value;
  return (
    <Typography variant="body2" component="p">
      {t('model.notice.yours', { count: total })}{' '}
      <EntityLinks entityRefs={items} />
      {total > items.length && ' …'}
    </Typography>
  );
}
