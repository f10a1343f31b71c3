import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../../useTexts';
import { Alternatives } from './Alternatives';
import type { AlternativeView, PlaceChange } from './alternativeViews';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 2),
      marginBottom: theme.spacing(1),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
  }),
  { name: 'LlmNothingFits' },
);

/** Says that no place takes the model as it was asked for, and what would. */
export function NothingFits(props: {
  alternatives: readonly AlternativeView[];
  onApply: (change: PlaceChange) => void;
  disabled: boolean;
}) {
  const { alternatives, onApply, disabled } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <div className={classes.root} role="status">
      <Typography variant="subtitle2" component="p">
        {t('gpuPoolPicker.nothingFits.title')}
      </Typography>
      <Typography variant="body2">
        {alternatives.length > 0
          ? t('gpuPoolPicker.nothingFits.instead')
          : t('gpuPoolPicker.nothingFits.none')}
      </Typography>
      <Alternatives
        alternatives={alternatives}
        onApply={onApply}
        disabled={disabled}
      />
    </div>
  );
}
