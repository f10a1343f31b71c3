import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ScheduleIcon from '@material-ui/icons/Schedule';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
      paddingLeft: theme.spacing(1),
      borderLeft: `3px solid ${theme.palette.warning.main}`,
    },
    text: { flex: 1 },
  }),
  { name: 'LlmStaleNote' },
);

/** Says above a value how old it is and why. */
export function StaleNote(props: {
  asOf: Date;
  reason?: string;
  retry?: () => void;
}) {
  const { asOf, reason, retry } = props;
  const t = useTexts();
  const formats = useFormats();
  const classes = useStyles();
  const age = formats.age(asOf);
  return (
    <div className={classes.root} role="status">
      <ScheduleIcon fontSize="small" aria-hidden />
      <Typography variant="body2" className={classes.text}>
        <span title={formats.dateTime(asOf)}>
          {reason
            ? t('frame.stale.noteWithReason', { age, reason })
            : t('frame.stale.note', { age })}
        </span>
      </Typography>
      {retry && (
        <Button size="small" color="primary" onClick={retry}>
          {t('frame.retry')}
        </Button>
      )}
    </div>
  );
}
