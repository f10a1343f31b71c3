import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, ready } from '../frame';
import { ActionLink, entityFile, FilePath, graphPath } from '../links';
import { PrimaryLink } from '../links/PrimaryLink';
import { catalogGraphLinkRouteRef, fleetLinkRouteRef } from '../routes';
import { useTemplateLinks } from '../templates';
import { useTexts } from '../useTexts';

interface Action {
  readonly label: string;
  readonly to: string;
}

const useStyles = makeStyles(
  theme => ({
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'LlmPoolActions' },
);

/**
 * What can be done with a pool from its page.
 *
 * @public
 */
export function PoolActionsCard() {
  const { entity } = useEntity();
  const t = useTexts();
  const classes = useStyles();
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  const graph = useRouteRef(catalogGraphLinkRouteRef)?.();
  const file = useMemo(() => entityFile(entity), [entity]);
  const entityRef = stringifyEntityRef(entity);
  const serve = useTemplateLinks()('serveModel', {
    place: { pool: entityRef },
  });

  const actions: Action[] = [];
  if (fleet) {
    actions.push(
      {
        label: t('pool.actions.models'),
        to: fleetPath(fleet, { facets: { pool: [entityRef] } }),
      },
      {
        label: t('pool.actions.pools'),
        to: fleetPath(fleet, { tab: 'pools' }),
      },
    );
  }
  if (graph) {
    actions.push({
      label: t('pool.actions.graph'),
      to: graphPath({ graph, entityRef }),
    });
  }
  if (file.url) {
    actions.push({ label: t('pool.actions.source'), to: file.url });
  }
  const state =
    actions.length > 0 || file.path || serve
      ? ready(actions)
      : noData({ reason: t('pool.actions.none') });

  return (
    <LlmCard title={t('pool.actions.title')} state={state} rows={1} slim>
      {links => (
        <div className={classes.actions}>
          {serve && (
            <PrimaryLink to={serve}>{t('pool.actions.serve')}</PrimaryLink>
          )}
          {links.map(({ label, to }) => (
            <ActionLink key={label} to={to}>
              {label}
            </ActionLink>
          ))}
          {file.path && (
            <FilePath
              label={t('pool.actions.sourcePath')}
              path={file.path}
              what={t('pool.actions.path')}
            />
          )}
        </div>
      )}
    </LlmCard>
  );
}
