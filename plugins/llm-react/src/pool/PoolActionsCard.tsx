import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, ready } from '../frame';
import { ActionLink, CopyButton, entityFile, graphPath } from '../links';
import { catalogGraphLinkRouteRef, fleetLinkRouteRef } from '../routes';
import { llmTranslationRef } from '../translation';

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
    file: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      minWidth: 0,
    },
    path: { overflowWrap: 'anywhere' },
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
  const { t } = useTranslationRef(llmTranslationRef);
  const classes = useStyles();
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  const graph = useRouteRef(catalogGraphLinkRouteRef)?.();
  const file = useMemo(() => entityFile(entity), [entity]);
  const entityRef = stringifyEntityRef(entity);

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
    actions.length > 0 || file.path
      ? ready(actions)
      : noData({ reason: t('pool.actions.none') });

  return (
    <LlmCard title={t('pool.actions.title')} state={state} rows={1} slim>
      {links => (
        <div className={classes.actions}>
          {links.map(({ label, to }) => (
            <ActionLink key={label} to={to}>
              {label}
            </ActionLink>
          ))}
          {file.path && (
            <Typography
              variant="body2"
              component="span"
              className={classes.file}
            >
              {t('pool.actions.sourcePath')}
              <code className={classes.path}>{file.path}</code>
              <CopyButton text={file.path} what={t('pool.actions.path')} />
            </Typography>
          )}
        </div>
      )}
    </LlmCard>
  );
}
