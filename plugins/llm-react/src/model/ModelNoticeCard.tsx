import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityWarnings,
  lifecycleNotice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { titleOf } from '../catalog';
import { useTexts } from '../useTexts';
import { RetirementNotice } from './notice/RetirementNotice';
import { useModel } from './useModel';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    path: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  }),
  { name: 'LlmModelNotice' },
);

/**
 * What a person must know before using the model: that it is going away, and
 * what the catalog found wrong with its file. Nothing where there is neither.
 */
export function ModelNoticeCard() {
  const state = useModel();
  return state.status === 'ready' ? <Notices model={state.value} /> : null;
}

function Notices(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const classes = useStyles();
  const notice = lifecycleNotice({ entity: model, now: new Date() });
  const warnings = entityWarnings(model);
  const notices: ReactNode[] = [];

  if (notice) {
    notices.push(
      <RetirementNotice
        key="retirement"
        entityRef={stringifyEntityRef(model)}
        lifecycle={model.spec.lifecycle}
        notice={notice}
      />,
    );
  }
  if (warnings.length > 0) {
    notices.push(
      <Alert key="warnings" severity="warning" role="note">
        <AlertTitle>
          {t('model.notice.warnings', { count: warnings.length })}
        </AlertTitle>
        <ul className={classes.list}>
          {warnings.map(({ path, code, message }) => (
            <li key={`${path} ${code}`}>
              <Typography variant="body2" component="span">
                <span className={classes.path}>{path}</span> {message}
              </Typography>
            </li>
          ))}
        </ul>
      </Alert>,
    );
  }
  if (notices.length === 0) {
    return null;
  }
  return (
    <section
      className={classes.root}
      aria-label={t('model.notice.label', {
        model: titleOf(model),
      })}
    >
      {notices}
    </section>
  );
}
