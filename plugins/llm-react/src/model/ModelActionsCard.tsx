import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
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
import { MenuLinks } from '../links/MenuLinks';
import { PrimaryLink } from '../links/PrimaryLink';
import { catalogGraphLinkRouteRef, fleetLinkRouteRef } from '../routes';
import { useTemplateLinks, type TemplatePurpose } from '../templates';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
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
  const t = useTexts();
  return (
    <LlmCard title={t('model.actions.title')} state={state} rows={1} slim>
      {model => <Actions model={model} />}
    </LlmCard>
  );
}

function Actions(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const terms = useTerms();
  const classes = useStyles();
  const [using, setUsing] = useState(false);
  const fleet = useRouteRef(fleetLinkRouteRef);
  const graph = useRouteRef(catalogGraphLinkRouteRef);
  const template = useTemplateLinks();
  const file = entityFile(model);
  const modelRef = stringifyEntityRef(model);
  const use = template('useModel', { model: modelRef });
  const serve = template('serveModel', { model: modelRef });
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
        {!retired && use && (
          <PrimaryLink to={use}>{t('model.actions.use')}</PrimaryLink>
        )}
        {!retired && (
          <Button
            variant={use ? 'text' : 'contained'}
            color="primary"
            size="small"
            aria-haspopup="dialog"
            onClick={() => setUsing(true)}
          >
            {t(use ? 'model.actions.howToUse' : 'model.actions.use')}
          </Button>
        )}
        {!retired && serve && (
          <ActionLink to={serve}>{t('model.actions.serve')}</ActionLink>
        )}
        <DeploymentLinks
          model={model}
          purpose="changeDeployment"
          label={t('model.actions.change')}
        />
        {!retired && (
          <DeploymentLinks
            model={model}
            purpose="exposeModel"
            label={t('model.actions.expose')}
          />
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
              entityRef: modelRef,
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

/** Leads to a template about one deployment of the model. */
function DeploymentLinks(props: {
  model: ModelEntityV1alpha1;
  purpose: TemplatePurpose;
  label: string;
}) {
  const { model, purpose, label } = props;
  const template = useTemplateLinks();
  const links = (model.spec.deployments ?? []).flatMap(({ name }) => {
    const to = template(purpose, {
      model: stringifyEntityRef(model),
      deployment: name,
    });
    return to ? [{ label: name, to }] : [];
  });
  return <MenuLinks label={label} links={links} />;
}
