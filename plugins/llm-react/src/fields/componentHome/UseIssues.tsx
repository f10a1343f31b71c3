import { useMemo } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { formatIssue } from '@modelyard/llm-units';
import {
  findUseIssues,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { titleOf } from '../../catalog';
import { LinkedRefs } from '../../consumer/LinkedRefs';
import { useTexts } from '../../useTexts';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
  }),
  { name: 'LlmUseIssues' },
);

/** What the model is not for, and what nobody has decided; the server judges again. */
export function UseIssues(props: {
  component: Entity;
  system: Entity | undefined;
  model: ModelEntityV1alpha1;
  purpose: string | undefined;
  dataClasses: readonly string[];
}) {
  const { component, system, model, purpose, dataClasses } = props;
  const t = useTexts();
  const classes = useStyles();
  const issues = findUseIssues({
    component,
    system,
    model,
    purpose,
    dataClasses,
    now: new Date(),
  });
  const titles = useMemo(
    () => new Map([[stringifyEntityRef(model), titleOf(model)]]),
    [model],
  );
  if (issues.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list} aria-label={t('componentHome.issues')}>
      {issues.map(issue => (
        <li key={`${issue.code} ${issue.message}`}>
          <Alert severity={issue.severity} role="note">
            <strong>
              {t(
                issue.severity === 'error'
                  ? 'componentHome.refused'
                  : 'componentHome.look',
              )}
              :
            </strong>{' '}
            <LinkedRefs text={formatIssue(issue)} titles={titles} />
          </Alert>
        </li>
      ))}
    </ul>
  );
}
