import { useId } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ModelDeployment,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { useTexts } from '../../useTexts';
import { placeOf, whyNotThis } from './chooseDeployment';

const useStyles = makeStyles(
  theme => ({
    root: { alignItems: 'flex-start', marginBottom: theme.spacing(0.5) },
    radio: { paddingTop: theme.spacing(0.5) },
    text: { minWidth: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'LlmDeploymentRow' },
);

/** One deployment, with what people tell it from the others by. */
export function DeploymentRow(props: {
  model: ModelEntityV1alpha1;
  deployment: ModelDeployment;
}) {
  const { model, deployment } = props;
  const { name, environment, version, servedModelName, intent } = deployment;
  const t = useTexts();
  const classes = useStyles();
  const noteId = useId();
  const place = placeOf(t, model, deployment);
  const locked = whyNotThis(t, model, deployment);
  const note =
    locked ??
    (intent === undefined ? t('deploymentPicker.row.byHand') : undefined);
  return (
    <FormControlLabel
      className={classes.root}
      value={name}
      disabled={locked !== undefined ? true : undefined}
      control={
        <Radio
          size="small"
          color="primary"
          className={classes.radio}
          inputProps={{
            'aria-label': t('deploymentPicker.row.name', {
              name,
              environment,
              version,
              place,
            }),
            ...(note !== undefined && { 'aria-describedby': noteId }),
          }}
        />
      }
      label={
        <span className={classes.text}>
          <Typography variant="body2" component="span" display="block">
            <strong>{name}</strong> · {environment} ·{' '}
            {t('deploymentPicker.row.version', { version })} ·{' '}
            {t('deploymentPicker.row.place', { place })}
          </Typography>
          {servedModelName && (
            <Typography
              variant="caption"
              color="textSecondary"
              component="span"
              display="block"
            >
              {t('deploymentPicker.row.servedAs', { name: servedModelName })}
            </Typography>
          )}
          {note !== undefined && (
            <Typography
              id={noteId}
              variant="caption"
              component="span"
              display="block"
            >
              {note}
            </Typography>
          )}
        </span>
      }
    />
  );
}
