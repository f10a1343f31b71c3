import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link, MarkdownContent } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  lifecycleNotice,
  type ModelDeployment,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { Unknown } from '../../facts';
import { CodeLines, CopyButton, EntityLink, EntityLinks } from '../../links';
import { DataTable } from '../../table';
import { useTexts } from '../../useTexts';
import { RetiredText } from './Retired';

const useStyles = makeStyles(
  theme => ({
    section: { '& + &': { marginTop: theme.spacing(3) } },
    name: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
    notice: { marginBottom: theme.spacing(2) },
  }),
  { name: 'LlmUseModel' },
);

/**
 * How to declare the use of a model, and how to call it. Of a retired one only
 * what to use instead: nobody should begin with it.
 */
export function UseModel(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const classes = useStyles();
  const notice = lifecycleNotice({ entity: model, now: new Date() });
  if (notice?.state === 'retired') {
    return (
      <Alert severity="error" role="note">
        <RetiredText notice={notice} />
      </Alert>
    );
  }
  const lines = [
    'spec:',
    '  dependsOn:',
    `    - ${stringifyEntityRef(model)}`,
  ].join('\n');

  return (
    <>
      {notice && (
        <Alert severity="warning" role="note" className={classes.notice}>
          {notice.replacedBy
            ? t('model.use.replaced', {
                replacement: <EntityLink entityRef={notice.replacedBy} />,
              })
            : t('model.use.going')}
        </Alert>
      )}
      <section className={classes.section}>
        <Typography variant="subtitle1" component="h3">
          {t('model.use.declare')}
        </Typography>
        <Typography variant="body2">{t('model.use.declareWhy')}</Typography>
        <CodeLines text={lines} label={t('model.use.lines')} />
      </section>
      <section className={classes.section}>
        <Typography variant="subtitle1" component="h3">
          {t('model.use.call')}
        </Typography>
        <HowToReach model={model} />
        <ServedNames model={model} />
      </section>
      <HowToGetKey />
    </>
  );
}

function HowToReach(props: { model: ModelEntityV1alpha1 }) {
  const { spec, metadata } = props.model;
  const t = useTexts();
  const apis = spec.providesApis ?? [];
  const { namespace } = metadata;
  return (
    <Typography variant="body2" component="p">
      {apis.length > 0
        ? t('model.use.api', {
            apis: (
              <EntityLinks
                entityRefs={apis}
                defaultKind="api"
                defaultNamespace={namespace}
              />
            ),
          })
        : t('model.use.noApi', {
            owner: (
              <EntityLink
                entityRef={spec.owner}
                defaultKind="group"
                defaultNamespace={namespace}
              />
            ),
          })}
    </Typography>
  );
}

/** Where keys come from at this installation, where it says so. */
function HowToGetKey() {
  const configApi = useApi(configApiRef);
  const t = useTexts();
  const classes = useStyles();
  const text = configApi.getOptionalString('llm.access.howTo.text');
  const url = configApi.getOptionalString('llm.access.howTo.url');
  if (!text && !url) {
    return null;
  }
  return (
    <section className={classes.section}>
      <Typography variant="subtitle1" component="h3">
        {t('model.use.key')}
      </Typography>
      {text && <MarkdownContent content={text} />}
      {url && <Link to={url}>{t('model.use.keyPage')}</Link>}
    </section>
  );
}

function ServedNames(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const deployments = model.spec.deployments ?? [];
  if (deployments.length === 0) {
    return (
      <Typography variant="body2" component="p">
        {t('model.use.notServed')}
      </Typography>
    );
  }
  return (
    <DataTable<ModelDeployment>
      label={t('model.use.callTable')}
      rows={deployments}
      rowKey={deployment => deployment.name}
      columns={[
        {
          id: 'environment',
          title: t('model.use.environment'),
          rowHeader: true,
          cell: deployment => deployment.environment,
        },
        {
          id: 'name',
          title: t('model.use.name'),
          cell: ({ servedModelName }) =>
            servedModelName ? (
              <ServedName name={servedModelName} />
            ) : (
              <Unknown>{t('model.use.noName')}</Unknown>
            ),
        },
        {
          id: 'aliases',
          title: t('model.use.aliases'),
          cell: ({ aliases = [] }) =>
            aliases.length > 0
              ? aliases.map(alias => <ServedName key={alias} name={alias} />)
              : t('model.use.noAliases'),
        },
      ]}
    />
  );
}

function ServedName(props: { name: string }) {
  const { name } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <div>
      <span className={classes.name}>{name}</span>{' '}
      <CopyButton text={name} what={`${t('model.use.modelName')} ${name}`} />
    </div>
  );
}
