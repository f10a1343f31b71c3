import { useId, useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '../links';
import { llmTranslationRef } from '../translation';
import { diffRows, type Diff, type DiffRow } from './diff/diffRows';
import { DiffTable } from './diff/DiffTable';
import { visibleText } from './diff/visibleText';
import type { ReviewedFile } from './groupFiles';

const useStyles = makeStyles(
  theme => ({
    root: { '& + &': { marginTop: theme.spacing(3) } },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(1),
      marginBottom: theme.spacing(0.5),
    },
    path: { fontFamily: 'monospace', overflowWrap: 'anywhere', minWidth: 0 },
    type: {
      padding: theme.spacing(0, 0.75),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
  }),
  { name: 'LlmReviewedFile' },
);

/** A file of a change: what becomes of it, line by line. */
export function ReviewedFileView(props: { file: ReviewedFile }) {
  const { file } = props;
  const { path, type, from, before = '', after = '', omitted } = file;
  const { t } = useTranslationRef(llmTranslationRef);
  const classes = useStyles();
  const titleId = useId();
  const diff = useMemo(
    () => (omitted ? undefined : diffRows(before, after)),
    [omitted, before, after],
  );
  return (
    <section aria-labelledby={titleId} className={classes.root}>
      <div className={classes.head}>
        <Typography
          variant="subtitle2"
          component="h3"
          id={titleId}
          className={classes.path}
        >
          {visibleText(path)}
        </Typography>
        <CopyButton text={path} what={t('changes.file.copy', { path })} />
        <Typography variant="caption" component="span" className={classes.type}>
          {t(`changes.file.${type}`)}
        </Typography>
        {diff && <LineCounts diff={diff} />}
      </div>
      {from && (
        <Typography variant="body2" gutterBottom>
          {t('changes.file.from', { path: visibleText(from) })}
        </Typography>
      )}
      {diff ? (
        <Lines path={visibleText(path)} diff={diff} />
      ) : (
        <Omitted reason={omitted} />
      )}
    </section>
  );
}

function LineCounts(props: { diff: Diff }) {
  const { rows } = props.diff;
  const { t } = useTranslationRef(llmTranslationRef);
  const countOf = (wanted: DiffRow['kind']) =>
    rows.filter(({ kind }) => kind === wanted).length;
  const added = countOf('added');
  const removed = countOf('removed');
  const words = [
    added > 0 && t('changes.file.linesAdded', { count: added }),
    removed > 0 && t('changes.file.linesRemoved', { count: removed }),
  ];
  return (
    <Typography variant="caption" color="textSecondary">
      {words.filter(Boolean).join(', ')}
    </Typography>
  );
}

function Lines(props: { path: string; diff: Diff }) {
  const { path, diff } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  if (diff.rows.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('changes.file.empty')}
      </Typography>
    );
  }
  return (
    <>
      {!diff.exact && (
        <Typography variant="body2" gutterBottom>
          {t('changes.diff.inexact')}
        </Typography>
      )}
      <DiffTable path={path} rows={diff.rows} />
    </>
  );
}

function Omitted(props: { reason?: string }) {
  const { reason } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  // A newer backend may have reasons that this page does not know.
  const known =
    reason === 'too-large' || reason === 'binary' ? reason : 'other';
  return (
    <Typography variant="body2">
      {t(`changes.file.omitted.${known}`)}
    </Typography>
  );
}
