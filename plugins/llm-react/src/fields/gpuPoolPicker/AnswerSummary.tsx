import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../../useTexts';
import type { RowView } from './rowView';
import type { Answer } from './useAnswer';

const useStyles = makeStyles(
  { root: { flex: '1 1 320px', minWidth: 0 } },
  { name: 'LlmAnswerSummary' },
);

/** How many places fit, what is chosen, and how far the answer can be trusted. */
export function AnswerSummary(props: {
  answer: Answer;
  /** Whether the figures have changed to ones that cannot be asked with. */
  isEarlier: boolean;
  chosen: RowView | undefined;
  /** A place that is chosen and not there. */
  missing: string | undefined;
  /** Pools that were not read. */
  unread: number;
  askForGroup: boolean;
}) {
  const { answer, isEarlier, chosen, missing, unread, askForGroup } = props;
  const t = useTexts();
  const classes = useStyles();
  const { groups } = answer.assessment;
  const fitting = groups.filter(
    ({ accepted, verdict }) => accepted && verdict === 'fits',
  ).length;
  const milliseconds = Math.round(answer.milliseconds);
  return (
    <div className={classes.root}>
      <div role="status">
        {isEarlier ? (
          <Typography variant="body2" color="error">
            {t('gpuPoolPicker.places.earlier')}
          </Typography>
        ) : (
          <Typography variant="body2">
            {t('gpuPoolPicker.places.summary', {
              fitting,
              count: groups.length,
            })}
          </Typography>
        )}
        <Typography
          variant={chosen ? 'subtitle2' : 'body2'}
          component="p"
          color={missing ? 'error' : 'initial'}
        >
          {chosenText()}
        </Typography>
      </div>
      <Typography variant="caption" color="textSecondary" component="p">
        {[
          ...(isEarlier
            ? []
            : [
                milliseconds < 1
                  ? t('gpuPoolPicker.places.answeredFast')
                  : t('gpuPoolPicker.places.answered', { milliseconds }),
              ]),
          t('gpuPoolPicker.places.declared'),
          ...(askForGroup ? [t('gpuPoolPicker.places.group')] : []),
          ...(unread > 0 ? [t('gpuPoolPicker.places.unread', { unread })] : []),
        ].join(' ')}
      </Typography>
    </div>
  );

  function chosenText(): string {
    if (missing) {
      return t('gpuPoolPicker.chosen.hidden', { place: missing });
    }
    if (!chosen) {
      return t('gpuPoolPicker.chosen.none');
    }
    const { place, state } = chosen;
    return t('gpuPoolPicker.chosen.is', {
      place,
      state: t(`gpuPoolPicker.state.${state}`),
    });
  }
}
