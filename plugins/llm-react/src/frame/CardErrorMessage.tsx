import { isError } from '@backstage/errors';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import { CardMessage } from './CardMessage';

const useStyles = makeStyles(
  theme => ({
    details: { marginTop: theme.spacing(0.5) },
    message: {
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
      maxHeight: '12em',
      overflow: 'auto',
    },
  }),
  { name: 'LlmCardErrorMessage' },
);

type Cause = 'network' | 'signIn' | 'notFound' | 'server' | 'other';

function statusOf(error: Error): number | undefined {
  if (!isError(error)) {
    return undefined;
  }
  const { statusCode, response } = error;
  if (typeof statusCode === 'number') {
    return statusCode;
  }
  if (typeof response === 'object' && response !== null) {
    const { status } = response as { status?: unknown };
    return typeof status === 'number' ? status : undefined;
  }
  return undefined;
}

function causeOf(error: Error): Cause {
  const status = statusOf(error);
  if (status === 401 || error.name === 'AuthenticationError') {
    return 'signIn';
  }
  if (status === 404 || error.name === 'NotFoundError') {
    return 'notFound';
  }
  if (status !== undefined && status >= 500) {
    return 'server';
  }
  // What browsers throw from fetch when there was no answer at all.
  const noAnswer =
    error.name === 'TypeError' &&
    /failed to fetch|network ?error|load failed/i.test(error.message);
  return noAnswer ? 'network' : 'other';
}

/** An error in words a person can act on, with the technical text folded. */
export function CardErrorMessage(props: { error: Error; retry?: () => void }) {
  const { error, retry } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <CardMessage
      tone="error"
      title={t('frame.error.title')}
      description={t(`frame.error.${causeOf(error)}`)}
      nextStep={retry && { label: t('frame.retry'), onClick: retry }}
    >
      <details className={classes.details}>
        <Typography variant="body2" component="summary">
          {t('frame.details')}
        </Typography>
        <Typography variant="caption" component="p" className={classes.message}>
          {error.name}: {error.message}
        </Typography>
      </details>
    </CardMessage>
  );
}
