import { useCallback } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import {
  isGpuPoolEntity,
  MODEL_KIND,
  RELATION_HOSTS,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { fetchEntities, relatedRefs, titleOf } from '../catalog';
import { Unknown } from '../facts';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, ready, useCardState } from '../frame';
import { Folded } from '../layout';
import { fleetLinkRouteRef } from '../routes';
import { DataTable, type DataColumn } from '../table';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import { hostedOn, type HostedDeployment, type HostedModels } from './hosted';

const SHOWN = 10;

const fields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.lifecycle',
  'spec.deployments',
];

interface Hosted extends HostedModels {
  /** Models that the relations name and the catalog does not show. */
  readonly hidden: readonly string[];
}

/**
 * The models that a pool hosts, deployment by deployment.
 *
 * @public
 */
export function PoolModelsCard() {
  const { entity } = useEntity();
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const fleet = useRouteRef(fleetLinkRouteRef)?.();

  const state = useCardState<Hosted>(
    useCallback(async () => {
      if (!isGpuPoolEntity(entity)) {
        return noData({ reason: t('pool.notAPool') });
      }
      const { entities, hidden } = await fetchEntities({
        catalogApi,
        refs: relatedRefs({ entity, type: RELATION_HOSTS, kind: MODEL_KIND }),
        fields,
      });
      const hosted = hostedOn({ pool: entity, models: [...entities.values()] });
      const { deployments, unrelated } = hosted;
      return deployments.length + unrelated.length + hidden.length > 0
        ? ready({ ...hosted, hidden })
        : noData({
            reason: t('pool.models.none'),
            nextStep: fleet
              ? { label: t('pool.models.find'), to: fleetPath(fleet, {}) }
              : undefined,
          });
    }, [catalogApi, entity, fleet, t]),
  );

  return (
    <LlmCard title={t('pool.models.title')} state={state} noPadding>
      {hosted => <HostedTable hosted={hosted} pool={titleOf(entity)} />}
    </LlmCard>
  );
}

function HostedTable(props: { hosted: Hosted; pool: string }) {
  const { hosted, pool } = props;
  const t = useTexts();
  const terms = useTerms();
  const columns: DataColumn<HostedDeployment>[] = [
    {
      id: 'model',
      title: t('pool.models.model'),
      rowHeader: true,
      cell: row => (
        <>
          <EntityRefLink entityRef={row.model} title={row.title} />
          <Typography variant="caption" color="textSecondary" component="div">
            {terms('lifecycle', row.lifecycle)}
          </Typography>
        </>
      ),
    },
    {
      id: 'deployment',
      title: t('pool.models.deployment'),
      cell: row => row.deployment,
    },
    {
      id: 'version',
      title: t('pool.models.version'),
      cell: row => row.version,
    },
    {
      id: 'environment',
      title: t('pool.models.environment'),
      cell: row => row.environment,
    },
    {
      id: 'devices',
      title: t('pool.models.devices'),
      cell: row =>
        row.devices ?? <Unknown>{t('pool.models.notStated')}</Unknown>,
    },
    {
      id: 'replicas',
      title: t('pool.models.replicas'),
      numeric: true,
      cell: ({ replicas }) =>
        replicas ? (
          t('pool.models.replicasRange', replicas)
        ) : (
          <Unknown>{t('pool.models.notStated')}</Unknown>
        ),
    },
  ];
  const { deployments, unrelated, hidden } = hosted;
  return (
    <>
      {deployments.length > 0 && (
        <Folded items={deployments} shown={SHOWN} inset>
          {rows => (
            <DataTable
              label={t('pool.models.table', { pool })}
              columns={columns}
              rows={rows}
              rowKey={row => `${row.model} ${row.deployment}`}
            />
          )}
        </Folded>
      )}
      {unrelated.length + hidden.length > 0 && (
        <Box p={2}>
          {unrelated.length > 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('pool.models.unrelated', { count: unrelated.length })}
            </Typography>
          )}
          {hidden.length > 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('pool.models.hidden', { count: hidden.length })}
            </Typography>
          )}
        </Box>
      )}
    </>
  );
}
