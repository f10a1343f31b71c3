import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../catalog';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, ready, useCardState } from '../frame';
import { fleetLinkRouteRef } from '../routes';
import { ActionLink } from '../links';
import { useTemplateLinks } from '../templates';
import { useTexts } from '../useTexts';
import { findUsedModels, type UsedModels } from './usedModels';
import { UsedModelsTable } from './UsedModelsTable';

/**
 * The models that a component uses, or the components of a system.
 *
 * @public
 */
export function ConsumerModelsCard() {
  const { entity } = useEntity();
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  const isSystem = entity.kind.toLowerCase() === 'system';
  const template = useTemplateLinks();
  const use = isSystem
    ? undefined
    : template('useModel', { component: stringifyEntityRef(entity) });

  const state = useCardState<UsedModels>(
    useCallback(async () => {
      const used = await findUsedModels({ catalogApi, entity });
      if (used.models.length + used.hiddenComponents.length > 0) {
        return ready(used);
      }
      return noData({
        reason: isSystem
          ? t('consumer.models.noneOfSystem', { count: used.components })
          : t('consumer.models.none'),
        nextStep: fleet
          ? { label: t('consumer.models.find'), to: fleetPath(fleet, {}) }
          : undefined,
      });
    }, [catalogApi, entity, fleet, isSystem, t]),
  );

  return (
    <LlmCard title={t('consumer.models.title')} state={state} noPadding>
      {({ models, hiddenComponents }) => (
        <>
          {models.length > 0 && (
            <UsedModelsTable
              models={models}
              user={titleOf(entity)}
              system={isSystem ? stringifyEntityRef(entity) : undefined}
            />
          )}
          {use && (
            <Box p={1}>
              <ActionLink to={use}>{t('consumer.models.use')}</ActionLink>
            </Box>
          )}
          {hiddenComponents.length > 0 && (
            <Box p={2}>
              <Typography variant="body2" color="textSecondary">
                {t('consumer.models.hiddenComponents', {
                  count: hiddenComponents.length,
                })}
              </Typography>
            </Box>
          )}
        </>
      )}
    </LlmCard>
  );
}
