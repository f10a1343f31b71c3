import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityDisplayName,
} from '@backstage/plugin-catalog-react';
import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { titleOf } from '../catalog';
import { LlmCard, noData, ready, useCardState } from '../frame';
import { EntityLink } from '../links';
import { useTexts } from '../useTexts';
import { ConsumersTable } from './consumers/ConsumersTable';
import { findConsumers, type Consumers } from './consumers/findConsumers';
import { useModel } from './useModel';

const useStyles = makeStyles(
  theme => ({ note: { marginTop: theme.spacing(1) } }),
  { name: 'LlmModelConsumers' },
);

/** Who uses the model, as far as the catalog says. */
export function ModelConsumersCard() {
  const model = useModel();
  const t = useTexts();
  return model.status === 'ready' ? (
    <ConsumersOf model={model.value} />
  ) : (
    <LlmCard title={t('model.consumers.title')} state={model}>
      {() => null}
    </LlmCard>
  );
}

function ConsumersOf(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const state = useCardState<Consumers>(
    useCallback(async () => {
      const found = await findConsumers({ model, catalogApi });
      const { consumers, shared, hiddenApis } = found;
      return consumers.length + shared.length + hiddenApis.length === 0
        ? noData({
            reason: `${t('model.consumers.none')} ${t(
              'model.consumers.noneHint',
            )}`,
          })
        : ready(found);
    }, [model, catalogApi, t]),
  );
  const name = titleOf(model);
  return (
    <LlmCard
      title={t('model.consumers.title')}
      subheader={t('model.consumers.subheader')}
      state={state}
      rows={6}
    >
      {value => <ConsumersBody name={name} value={value} />}
    </LlmCard>
  );
}

function ConsumersBody(props: { name: string; value: Consumers }) {
  const { name, value } = props;
  const t = useTexts();
  const classes = useStyles();
  const { consumers, shared, hiddenApis } = value;
  return (
    <>
      {consumers.length > 0 ? (
        <ConsumersTable model={name} consumers={consumers} />
      ) : (
        <Typography variant="body2">{t('model.consumers.none')}</Typography>
      )}
      {shared.map(({ ref, undeclaredClients }) => (
        <details key={ref} className={classes.note}>
          <Typography variant="body2" component="summary">
            {t('model.consumers.shared', {
              count: undeclaredClients,
              // No link inside the summary: both would want the click.
              api: (
                <EntityDisplayName entityRef={ref} hideIcon disableTooltip />
              ),
            })}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            <EntityLink entityRef={ref} hideIcon />:{' '}
            {t('model.consumers.sharedWhy')}
          </Typography>
        </details>
      ))}
      {hiddenApis.map(ref => (
        <Typography
          key={ref}
          variant="body2"
          color="textSecondary"
          className={classes.note}
        >
          {t('model.consumers.hiddenApi', { api: ref })}
        </Typography>
      ))}
    </>
  );
}
