import type { ComponentType } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HighlightOffIcon from '@material-ui/icons/HighlightOff';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { useTexts } from '../../useTexts';
import type { PlaceState } from './placeState';

type Tone = 'good' | 'warning' | 'bad' | 'neutral';

const marks: Record<PlaceState, [ComponentType<SvgIconProps>, Tone]> = {
  fits: [CheckCircleOutlineIcon, 'good'],
  beyondQuota: [ErrorOutlineIcon, 'warning'],
  tight: [ReportProblemOutlinedIcon, 'warning'],
  unknown: [HelpOutlineIcon, 'neutral'],
  doesNotFit: [HighlightOffIcon, 'bad'],
  undecided: [HelpOutlineIcon, 'neutral'],
  blocked: [BlockIcon, 'bad'],
};

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', gap: theme.spacing(0.75) },
    icon: { fontSize: '1.25em', marginTop: '0.1em', flexShrink: 0 },
    good: { color: theme.palette.success.main },
    warning: { color: theme.palette.warning.main },
    bad: { color: theme.palette.error.main },
    neutral: { color: theme.palette.text.secondary },
  }),
  { name: 'LlmStateMark' },
);

/** The verdict as a mark and a word. */
export function StateMark({ state }: { state: PlaceState }) {
  const t = useTexts();
  const classes = useStyles();
  const [Icon, tone] = marks[state];
  return (
    <Typography component="span" variant="body2" className={classes.root}>
      <Icon aria-hidden className={`${classes.icon} ${classes[tone]}`} />
      {t(`gpuPoolPicker.state.${state}`)}
    </Typography>
  );
}
