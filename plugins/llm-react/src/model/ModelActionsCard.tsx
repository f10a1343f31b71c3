import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  lifecycleNotice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard } from '../frame';
import { ActionLink, entityFile, FilePath, graphPath } from '../links';
import { catalogGraphLinkRouteRef, fleetLinkRouteRef } from '../routes';
import { useTerms } from '../terms';
import { llmTranslationRef } from '../translation';
import { ReplacementButton, RetiredText } from './use/Retired';
import { UseModelDialog } from './use/UseModelDialog';
import { useModel } from './useModel';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'LlmModelActions' },
);

/** What can be done with the model from its page. */
export function ModelActionsCard() {
  const state = useModel();
  const { t } = useTranslationRef(llmTranslationRef);
  return (
    <LlmCard title={t('model.actions.title')} state={state} rows={1} slim>
      {model => <Actions model={model} />}
    </LlmCard>
  );
}

function Actions(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  const terms = useTerms();
  const classes = useStyles();
  const [using, setUsing] = useState(false);
  const fleet = useRouteRef(fleetLinkRouteRef);
  const graph = useRouteRef(catalogGraphLinkRouteRef);
  const file = entityFile(model);
  const notice = lifecycleNotice({ entity: model, now: new Date() });
  const retired = notice?.state === 'retired' ? notice : undefined;

  return (
    <>
      {retired && (
        <Typography variant="body2" gutterBottom>
          <RetiredText notice={retired} />
        </Typography>
      )}
      <div className={classes.row}>
        {retired?.replacedBy && (
          <ReplacementButton entityRef={retired.replacedBy} />
        )}
        {!retired && (
          <Button
            variant="contained"
            color="primary"
            size="small"
            aria-haspopup="dialog"
            onClick={() => setUsing(true)}
          >
            {t('model.actions.use')}
          </Button>
        )}
        {fleet && (
          <ActionLink
            to={fleetPath(fleet(), { facets: { task: [model.spec.type] } })}
          >
            {t('model.actions.compare', {
              task: terms('task', model.spec.type).toLocaleLowerCase(),
            })}
          </ActionLink>
        )}
        {graph && (
          <ActionLink
            to={graphPath({
              graph: graph(),
              entityRef: stringifyEntityRef(model),
            })}
          >
            {t('model.actions.graph')}
          </ActionLink>
        )}
        {file.url && (
          <ActionLink to={file.url}>{t('model.actions.source')}</ActionLink>
        )}
        {!file.url && file.path && (
          <FilePath
            label={t('model.actions.sourcePath')}
            path={file.path}
            what={t('model.actions.path')}
          />
        )}
      </div>
      <UseModelDialog
        model={model}
        open={using && !retired}
        onClose={() => setUsing(false)}
      />
    </>
  );
}
