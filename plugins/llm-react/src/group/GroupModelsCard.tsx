import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { LinkButton } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../catalog';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, ready, useCardState } from '../frame';
import { Folded } from '../layout';
import { fleetLinkRouteRef } from '../routes';
import { useTexts } from '../useTexts';
import { findOwned, type Owned } from './owned';
import { OwnedModelsTable } from './OwnedModelsTable';
import { OwnedPoolsTable } from './OwnedPoolsTable';

const SHOWN = 10;

/**
 * The models and pools that a group owns.
 *
 * @public
 */
export function GroupModelsCard() {
  const { entity } = useEntity();
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  const state = useCardState<Owned>(
    useCallback(async () => {
      const owned = await findOwned({ catalogApi, group: entity });
      const { models, pools, hidden } = owned;
      return models.length + pools.length + hidden.length > 0
        ? ready(owned)
        : noData({
            reason: t('group.models.none'),
            nextStep: fleet
              ? { label: t('group.models.find'), to: fleetPath(fleet, {}) }
              : undefined,
          });
    }, [catalogApi, entity, fleet, t]),
  );
  const owner = stringifyEntityRef(entity);
  const group = titleOf(entity);
  return (
    <LlmCard title={t('group.models.title')} state={state} noPadding>
      {({ models, pools, hidden }) => (
        <>
          {models.length > 0 ? (
            <Folded items={models} shown={SHOWN} inset>
              {rows => <OwnedModelsTable rows={rows} group={group} />}
            </Folded>
          ) : (
            <Box px={2}>
              <Typography variant="body2" color="textSecondary">
                {t('group.models.noModels')}
              </Typography>
            </Box>
          )}
          {models.length > 0 && fleet && (
            <Box px={1.5}>
              <LinkButton
                size="small"
                color="primary"
                to={fleetPath(fleet, { facets: { owner: [owner] } })}
              >
                {t('group.models.all')}
              </LinkButton>
            </Box>
          )}
          {pools.length > 0 && (
            <>
              <Box px={2} pt={2}>
                <Typography variant="subtitle2" component="h3">
                  {t('group.models.pools')}
                </Typography>
              </Box>
              <Folded items={pools} shown={SHOWN} inset>
                {rows => <OwnedPoolsTable rows={rows} group={group} />}
              </Folded>
            </>
          )}
          {hidden.length > 0 && (
            <Box p={2}>
              <Typography variant="body2" color="textSecondary">
                {t('group.models.hidden', { count: hidden.length })}
              </Typography>
            </Box>
          )}
        </>
      )}
    </LlmCard>
  );
}
