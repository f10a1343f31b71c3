import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useFormats } from '../../formats';
import { useTexts } from '../../useTexts';
import { Failed } from './Failed';
import { PreviewedChange } from './PreviewedChange';
import type { PreviewResult, PreviewState } from './usePreview';

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
    // The page must not jump when the bar comes and goes.
    bar: { minHeight: 4, marginBottom: theme.spacing(1) },
    note: { marginBottom: theme.spacing(2) },
  }),
  { name: 'LlmManifestPreview' },
);

/** The newest result of a dry run, and what is going on. */
export function Preview(props: {
  state: PreviewState;
  templateRef: string;
  /** Whether somebody wanted to go on without a value. */
  isMissing: boolean;
}) {
  const { state, templateRef, isMissing } = props;
  const { running, result, at, isStale, again } = state;
  const t = useTexts();
  const formats = useFormats();
  const classes = useStyles();
  const isOut = isStale && result !== undefined;
  return (
    <>
      <div className={classes.head}>
        <Typography variant="body2" component="div" role="status">
          {running && t('manifestPreview.running')}
          {!running &&
            at &&
            t(
              `manifestPreview.${
                result?.kind === 'preview' ? 'renderedAt' : 'triedAt'
              }`,
              { moment: formats.dateTime(at) },
            )}
        </Typography>
        {result && (
          <Button
            size="small"
            color="primary"
            onClick={again}
            disabled={running}
          >
            {t('manifestPreview.again')}
          </Button>
        )}
      </div>
      <div className={classes.bar}>
        {running && (
          <LinearProgress aria-label={t('manifestPreview.running')} />
        )}
      </div>
      {isMissing && (
        <Alert severity="error" className={classes.note}>
          {running ? t('manifestPreview.wait') : t('manifestPreview.mend')}
        </Alert>
      )}
      {isOut && (
        <Alert severity="warning" role="note" className={classes.note}>
          {t('manifestPreview.stale')}
        </Alert>
      )}
      {result && <Result result={result} templateRef={templateRef} />}
    </>
  );
}

function Result(props: { result: PreviewResult; templateRef: string }) {
  const { result, templateRef } = props;
  const t = useTexts();
  if (result.kind === 'preview') {
    return <PreviewedChange preview={result.preview} />;
  }
  if (result.kind === 'nothingToCommit') {
    return (
      <Alert severity="info" role="note">
        {t('manifestPreview.nothingToCommit')}
      </Alert>
    );
  }
  return <Failed result={result} templateRef={templateRef} />;
}
