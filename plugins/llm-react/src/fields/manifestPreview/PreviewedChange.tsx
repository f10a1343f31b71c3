import { useMemo } from 'react';
import type {
  LlmChangePreview,
  LlmPreviewedFile,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Author } from '../../changes/Author';
import { Checks } from '../../changes/checks/Checks';
import { EntityLinks } from '../../links';
import { useTexts } from '../../useTexts';
import { PreviewedFiles } from './PreviewedFiles';

const useStyles = makeStyles(
  theme => ({
    part: { marginTop: theme.spacing(2) },
    summary: { marginBottom: theme.spacing(0.5) },
  }),
  { name: 'LlmPreviewedChange' },
);

/** What would be committed, what was checked, and who has a say in it. */
export function PreviewedChange(props: { preview: LlmChangePreview }) {
  const { preview } = props;
  const { files, checks, revises } = preview;
  const t = useTexts();
  const classes = useStyles();
  const changesNothing = files.every(({ outcome }) => outcome === 'unchanged');
  return (
    <>
      {changesNothing ? (
        <Alert severity="info" role="note">
          <AlertTitle>{t('manifestPreview.nothing.title')}</AlertTitle>
          {t('manifestPreview.nothing.description')}
        </Alert>
      ) : (
        <>
          <Counts files={files} />
          <Reviewers preview={preview} />
        </>
      )}
      {revises && (
        <Alert severity="warning" role="note" className={classes.part}>
          <AlertTitle>{t('manifestPreview.revises.title')}</AlertTitle>
          {revises.title !== undefined && revises.proposedBy
            ? t('manifestPreview.revises.known', {
                title: revises.title,
                author: <Author author={revises.proposedBy} newTab />,
              })
            : t('manifestPreview.revises.unknown')}
        </Alert>
      )}
      {checks.length > 0 && (
        <div className={classes.part}>
          <Checks checks={checks} newTab />
        </div>
      )}
      <PreviewedFiles preview={preview} />
    </>
  );
}

const outcomes = ['added', 'changed', 'removed', 'unchanged'] as const;

function Counts(props: { files: readonly LlmPreviewedFile[] }) {
  const t = useTexts();
  const classes = useStyles();
  const counts = useMemo(
    () =>
      outcomes.map(outcome => ({
        outcome,
        count: props.files.filter(file => file.outcome === outcome).length,
      })),
    [props.files],
  );
  return (
    <Typography variant="body1" className={classes.summary}>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ outcome, count }) =>
          t(`manifestPreview.counts.${outcome}`, { count }),
        )
        .join(', ')}
    </Typography>
  );
}

function Reviewers(props: { preview: LlmChangePreview }) {
  const { review, owners } = props.preview;
  const t = useTexts();
  if (review === 'direct') {
    return (
      <Typography variant="body2">
        {t('manifestPreview.review.direct')}
      </Typography>
    );
  }
  return (
    <Typography variant="body2" component="div">
      {owners.length > 0
        ? t('manifestPreview.review.owners', {
            owners: (
              <EntityLinks entityRefs={owners} defaultKind="group" newTab />
            ),
          })
        : t('manifestPreview.review.platform')}
    </Typography>
  );
}
