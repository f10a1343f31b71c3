import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AlternativeView, PlaceChange } from './alternativeViews';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
    button: { textTransform: 'none', textAlign: 'left' },
    text: { flexBasis: '100%' },
  }),
  { name: 'LlmAlternatives' },
);

/** Other ways that fit: a click takes one over, where this field can. */
export function Alternatives(props: {
  alternatives: readonly AlternativeView[];
  onApply: (change: PlaceChange) => void;
  disabled: boolean;
}) {
  const { alternatives, onApply, disabled } = props;
  const classes = useStyles();
  if (alternatives.length === 0) {
    return null;
  }
  return (
    <div className={classes.root}>
      {alternatives.map(({ label, change }) =>
        change ? (
          <Button
            key={label}
            className={classes.button}
            variant="outlined"
            size="small"
            disabled={disabled}
            onClick={() => onApply(change)}
          >
            {label}
          </Button>
        ) : (
          <Typography
            key={label}
            variant="body2"
            color="textSecondary"
            className={classes.text}
          >
            {label}
          </Typography>
        ),
      )}
    </div>
  );
}
