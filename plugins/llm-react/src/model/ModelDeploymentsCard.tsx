import { stringifyEntityRef } from '@backstage/catalog-model';
import Box from '@material-ui/core/Box';
import {
  deploymentTarget,
  type ModelDeployment,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { titleOf, useHiddenRefs } from '../catalog';
import { Unknown } from '../facts';
import { LlmCard, noData, type CardState } from '../frame';
import { CopyButton } from '../links';
import { DataTable, type DataColumn } from '../table';
import { useTexts } from '../useTexts';
import { DriftNotes } from '../drift/DriftNotes';
import { useDrift } from '../drift/useDrift';
import { Lines } from './about/Lines';
import { DeploymentTarget } from './DeploymentTarget';
import { useModel } from './useModel';

/** Where the model is served, and under which names. */
export function ModelDeploymentsCard() {
  const state = useModel();
  const t = useTexts();
  const withDeployments: CardState<ModelEntityV1alpha1> =
    state.status === 'ready' && !state.value.spec.deployments?.length
      ? noData({ reason: t('model.deployments.none') })
      : state;
  return (
    <LlmCard
      title={t('model.deployments.title')}
      state={withDeployments}
      noPadding
    >
      {model => <Deployments model={model} />}
    </LlmCard>
  );
}

function Deployments(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const { deployments = [], versions } = model.spec;
  const known = new Set(versions.map(({ name }) => name));
  const targetOf = (deployment: ModelDeployment) =>
    deploymentTarget({ entity: model, deployment })?.ref;
  const hidden = useHiddenRefs(
    deployments.flatMap(deployment => targetOf(deployment) ?? []),
  );
  // Only what was rendered can have been edited since.
  const isRendered = deployments.some(({ intent }) => intent !== undefined);
  const drift = useDrift(isRendered ? stringifyEntityRef(model) : undefined);
  const unknown = <Unknown>{t('model.deployments.notStated')}</Unknown>;

  const columns: DataColumn<ModelDeployment>[] = [
    {
      id: 'name',
      title: t('model.deployments.name'),
      rowHeader: true,
      cell: ({ name }) => name,
    },
    {
      id: 'environment',
      title: t('model.deployments.environment'),
      cell: ({ environment }) => environment,
    },
    {
      id: 'version',
      title: t('model.deployments.version'),
      cell: ({ version }) => (
        <Lines
          lines={[
            version,
            ...(known.has(version)
              ? []
              : [
                  <Unknown key="unknown">
                    {t('model.deployments.unknownVersion')}
                  </Unknown>,
                ]),
          ]}
        />
      ),
    },
    {
      id: 'on',
      title: t('model.deployments.on'),
      cell: deployment => (
        <DeploymentTarget
          deployment={deployment}
          namespace={model.metadata.namespace}
          hidden={hidden.has(targetOf(deployment) ?? '')}
        />
      ),
    },
    {
      id: 'replicas',
      title: t('model.deployments.replicas'),
      numeric: true,
      cell: deployment => <Replicas deployment={deployment} />,
    },
    {
      id: 'served',
      title: t('model.deployments.served'),
      cell: ({ servedModelName, aliases = [] }) =>
        servedModelName ? (
          <Lines
            lines={[
              <>
                {servedModelName}{' '}
                <CopyButton
                  text={servedModelName}
                  what={`${t('model.use.modelName')} ${servedModelName}`}
                />
              </>,
              ...aliases.map(name => t('model.deployments.alias', { name })),
            ]}
          />
        ) : (
          unknown
        ),
    },
    {
      id: 'how',
      title: t('model.deployments.how'),
      cell: ({ family, namespace }) =>
        family || namespace ? (
          <Lines
            lines={[
              ...(family ? [family] : []),
              ...(namespace
                ? [t('model.deployments.namespace', { namespace })]
                : []),
            ]}
          />
        ) : (
          unknown
        ),
    },
  ];
  return (
    <>
      {/* It begins where the first column of the table does. */}
      <Box px={1.5}>
        <DriftNotes state={drift} />
      </Box>
      <DataTable
        label={t('model.deployments.table', {
          model: titleOf(model),
        })}
        columns={columns}
        rows={deployments}
        rowKey={({ name }) => name}
      />
    </>
  );
}

function Replicas(props: { deployment: ModelDeployment }) {
  const { replicas, on } = props.deployment;
  const t = useTexts();
  if (replicas) {
    const { min, max } = replicas;
    return min === max ? (
      <>{min}</>
    ) : (
      <>{t('model.deployments.replicasRange', { min, max })}</>
    );
  }
  if (on.provider) {
    return <Unknown>{t('model.deployments.byProvider')}</Unknown>;
  }
  return (
    <Unknown>
      {t(on.base ? 'model.deployments.byBase' : 'model.deployments.notStated')}
    </Unknown>
  );
}
