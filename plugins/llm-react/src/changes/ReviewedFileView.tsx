import { useId, useMemo } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useFormats } from '../formats';
import { CopyButton } from '../links';
import { useTexts } from '../useTexts';
import type { FindingsByLine } from './checks/findingsByLine';
import { diffRows, type Diff, type DiffRow } from './diff/diffRows';
import { DiffTable } from './diff/DiffTable';
import { visibleText } from './diff/visibleText';
import type { ReviewedFile } from './groupFiles';
import { changesMessages } from './messages';

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
export function ReviewedFileView(props: {
  file: ReviewedFile;
  /** What was found about its lines. */
  findings?: FindingsByLine;
  /** Lines that are drawn without being asked for. */
  firstLines?: number;
}) {
  const { file, findings, firstLines } = props;
  const { path, type, from, before = '', after = '', omitted } = file;
  // A text that the reader may not see is no reason to hide the other one.
  const isHalf = omitted === 'not-allowed' && file.after !== undefined;
  const t = useTexts();
  const classes = useStyles();
  const titleId = useId();
  const diff = useMemo(
    () => (omitted && !isHalf ? undefined : diffRows(before, after)),
    [omitted, isHalf, before, after],
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
        {diff && !isHalf && <LineCounts diff={diff} />}
      </div>
      {from && (
        <Typography variant="body2" gutterBottom>
          {t('changes.file.from', { path: visibleText(from) })}
        </Typography>
      )}
      {omitted && <Omitted file={file} />}
      {diff && (
        <Lines
          path={visibleText(path)}
          diff={diff}
          findings={findings}
          firstLines={firstLines}
        />
      )}
    </section>
  );
}

function LineCounts(props: { diff: Diff }) {
  const { rows } = props.diff;
  const t = useTexts();
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

function Lines(props: {
  path: string;
  diff: Diff;
  findings: FindingsByLine | undefined;
  firstLines: number | undefined;
}) {
  const { path, diff, findings, firstLines } = props;
  const t = useTexts();
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
      <DiffTable
        path={path}
        rows={diff.rows}
        findings={findings}
        firstLines={firstLines}
      />
    </>
  );
}

function Omitted(props: { file: ReviewedFile }) {
  const { omitted, bytes } = props.file;
  const t = useTexts();
  const formats = useFormats();
  if (!bytes) {
    // A newer backend may have reasons that this page does not know.
    const known =
      omitted === 'too-large' || omitted === 'binary' ? omitted : 'other';
    return (
      <Typography variant="body2">
        {t(`changes.file.omitted.${known}`)}
      </Typography>
    );
  }
  const { before, after } = bytes;
  const sizes = [
    before !== undefined &&
      t('changes.file.sizeBefore', { size: formats.bytes(before) }),
    after !== undefined &&
      t('changes.file.sizeAfter', { size: formats.bytes(after) }),
  ];
  const reason =
    omitted && Object.keys(changesMessages.file.notShown).includes(omitted)
      ? omitted
      : 'other';
  return (
    <Typography variant="body2" gutterBottom>
      {[t(`changes.file.notShown.${reason}`), ...sizes]
        .filter(Boolean)
        .join(' ')}
    </Typography>
  );
}
