import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import { ActionLink } from '../links/ActionLink';
import type { CardNextStep } from './CardState';

const icons = {
  empty: InfoOutlinedIcon,
  locked: LockOutlinedIcon,
  error: ErrorOutlineIcon,
} as const;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', gap: theme.spacing(1.5) },
    icon: { color: theme.palette.text.secondary, flexShrink: 0 },
    error: { color: theme.palette.error.main },
    text: { minWidth: 0, flex: 1 },
    actions: { marginTop: theme.spacing(1), marginLeft: theme.spacing(-1) },
  }),
  { name: 'LlmCardMessage' },
);

/** What a card says where it has no value to show. */
export function CardMessage(props: {
  tone: keyof typeof icons;
  title: string;
  description?: ReactNode;
  nextStep?: CardNextStep;
  children?: ReactNode;
}) {
  const { tone, title, description, nextStep, children } = props;
  const classes = useStyles();
  const Icon = icons[tone];
  return (
    <div className={classes.root} role="status">
      <Icon
        aria-hidden
        className={`${classes.icon} ${tone === 'error' ? classes.error : ''}`}
      />
      <div className={classes.text}>
        <Typography variant="subtitle2" component="p">
          {title}
        </Typography>
        {description && (
          <Typography variant="body2" color="textSecondary" component="div">
            {description}
          </Typography>
        )}
        {children}
        {nextStep && (
          <div className={classes.actions}>
            <NextStep step={nextStep} />
          </div>
        )}
      </div>
    </div>
  );
}

function NextStep(props: { step: CardNextStep }) {
  const { label, to, onClick } = props.step;
  return to === undefined ? (
    <Button size="small" color="primary" onClick={onClick}>
      {label}
    </Button>
  ) : (
    <ActionLink to={to}>{label}</ActionLink>
  );
}
