import {
  lifecycleNotice,
  type LifecycleNotice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/Warning';
import { useFormats } from '../formats';
import { EntityLink } from '../links';
import { useTexts } from '../useTexts';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', gap: theme.spacing(0.5) },
    icon: { color: theme.palette.warning.main, fontSize: '1.25em' },
    retired: { color: theme.palette.error.main },
  }),
  { name: 'LlmRetirementNote' },
);

function useSentence(notice: LifecycleNotice): string {
  const { state, deprecatedOn, retiresOn } = notice;
  const t = useTexts();
  const formats = useFormats();
  if (state === 'retired') {
    return retiresOn
      ? t('consumer.retirement.retiredSince', { day: formats.day(retiresOn) })
      : t('consumer.retirement.retired');
  }
  if (retiresOn) {
    return t('consumer.retirement.retires', { day: formats.day(retiresOn) });
  }
  return state === 'announced' && deprecatedOn
    ? t('consumer.retirement.willBeDeprecated', {
        day: formats.day(deprecatedOn),
      })
    : t('consumer.retirement.deprecated');
}

/** Warns a consumer that a model goes away, and names what comes instead. */
export function RetirementNote(props: {
  model: ModelEntityV1alpha1;
  now: Date;
}) {
  const notice = lifecycleNotice({ entity: props.model, now: props.now });
  return notice ? <Note notice={notice} /> : null;
}

function Note(props: { notice: LifecycleNotice }) {
  const { notice } = props;
  const t = useTexts();
  const classes = useStyles();
  const sentence = useSentence(notice);
  return (
    <Typography variant="caption" component="div" className={classes.root}>
      <WarningIcon
        aria-hidden
        className={`${classes.icon} ${
          notice.state === 'retired' ? classes.retired : ''
        }`}
      />
      <span>
        {sentence}
        {notice.replacedBy && (
          <>
            {' '}
            {t('consumer.retirement.use', {
              replacement: (
                <EntityLink entityRef={notice.replacedBy} hideIcon />
              ),
            })}
          </>
        )}
      </span>
    </Typography>
  );
}
