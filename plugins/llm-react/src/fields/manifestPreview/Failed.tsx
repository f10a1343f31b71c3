import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useTexts, type Texts } from '../../useTexts';
import type { Failure } from './describeFailure';
import type { NoCommitStep } from './dryRunTemplate';
import type { PreviewResult } from './usePreview';

/** What keeps a template from being previewed. */
export type FailedResult = Exclude<
  PreviewResult,
  { kind: 'preview' } | { kind: 'nothingToCommit' }
>;

const useStyles = makeStyles(
  theme => ({
    message: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
    list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'LlmPreviewFailed' },
);

/** Why there is no preview, and what to do about it. */
export function Failed(props: { result: FailedResult; templateRef: string }) {
  const { result, templateRef } = props;
  const t = useTexts();
  if (result.kind === 'failed') {
    return <FailedRun failure={result.failure} />;
  }
  return (
    <Alert severity="error" role="alert">
      <AlertTitle>{t('manifestPreview.failed.otherTitle')}</AlertTitle>
      {result.kind === 'noTemplate' &&
        t('manifestPreview.failed.noTemplate', {
          template: templateRef,
        })}
      {result.kind === 'noPreview' && t('manifestPreview.failed.noPreview')}
      {result.kind === 'noStep' && textOfMissing(t, result.missing)}
    </Alert>
  );
}

function textOfMissing(t: Texts, missing: NoCommitStep): string {
  if (missing.reason === 'noStep') {
    return t('manifestPreview.failed.noStep');
  }
  const steps = missing.steps.join(', ');
  return missing.reason === 'unknownStep'
    ? t('manifestPreview.failed.unknownStep', {
        step: missing.step,
        steps,
      })
    : t('manifestPreview.failed.severalSteps', { steps });
}

function FailedRun(props: { failure: Failure }) {
  const { isInput, message, fields } = props.failure;
  const t = useTexts();
  const classes = useStyles();
  return (
    <Alert severity="error" role="alert">
      <AlertTitle>
        {isInput
          ? t('manifestPreview.failed.title')
          : t('manifestPreview.failed.otherTitle')}
      </AlertTitle>
      {message && (
        <Typography variant="body2" className={classes.message} gutterBottom>
          {message}
        </Typography>
      )}
      {fields.length > 0 && (
        <ul className={classes.list}>
          {fields.map(({ field, reason }) => (
            <li key={`${field} ${reason}`}>
              {field
                ? t('manifestPreview.failed.field', { field, reason })
                : reason}
            </li>
          ))}
        </ul>
      )}
      <Typography variant="body2">
        {isInput
          ? t('manifestPreview.failed.advice')
          : t('manifestPreview.failed.otherAdvice')}
      </Typography>
    </Alert>
  );
}
