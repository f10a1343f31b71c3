import { RELATION_DEPENDS_ON, type Entity } from '@backstage/catalog-model';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { EntityHome } from '@modelyard/plugin-llm-common';
import { relatedRefs } from '../../catalog';
import { EntityLink } from '../../links';
import { useTexts, type Texts } from '../../useTexts';
import { stringifyEntityRef } from '@backstage/catalog-model';

const useStyles = makeStyles(
  { text: { overflowWrap: 'anywhere' } },
  { name: 'LlmComponentHomeText' },
);

/** What a run will do, by where the file of the component lives. */
export function HomeText(props: {
  component: Entity;
  modelRef: string | undefined;
  home: EntityHome;
}) {
  const { component, modelRef, home } = props;
  const t = useTexts();
  const classes = useStyles();
  const isDeclared =
    modelRef !== undefined &&
    relatedRefs({ entity: component, type: RELATION_DEPENDS_ON }).includes(
      modelRef,
    );
  return (
    <Typography variant="body2" role="status" className={classes.text}>
      {isDeclared
        ? t('componentHome.declared', {
            component: <EntityLink entityRef={stringifyEntityRef(component)} />,
            model: <EntityLink entityRef={modelRef} />,
          })
        : textOf(home, t)}
    </Typography>
  );
}

function textOf(home: EntityHome, t: Texts): string {
  switch (home.kind) {
    case 'gitops':
      return t('componentHome.gitops', { path: home.path });
    case 'pull-request':
      return t('componentHome.pullRequest', {
        place: repositoryOf(home.urls[0]),
      });
    default:
      return [
        t('componentHome.manual'),
        ...(home.location
          ? [t('componentHome.manualPlace', { location: home.location })]
          : []),
      ].join(' ');
  }
}

/** `github.com/acme/bot` of the address of a file in it. */
function repositoryOf(url: string): string {
  return url
    .replace(/^https?:\/\//, '')
    .replace(/\/(-\/)?(blob|tree|raw|src|browse)\/.*$/, '');
}
