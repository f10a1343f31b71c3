import { useId } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import { llmVerdictOverridePermission } from '@modelyard/plugin-llm-common';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityLink } from '../../links';
import { useTexts } from '../../useTexts';
import { isReason, MIN_REASON } from './value';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(1.5), maxWidth: 640 },
    reason: { marginTop: theme.spacing(1) },
  }),
  { name: 'LlmOverride' },
);

/** Takes the reason of somebody who may go on although a model does not fit, or says who may. */
export function Override(props: {
  reason: string;
  onReason: (reason: string) => void;
  /** Full ref of the pool's owner. */
  owner: string | undefined;
  disabled: boolean;
}) {
  const { reason, onReason, owner, disabled } = props;
  const t = useTexts();
  const classes = useStyles();
  const id = useId();
  const { loading, allowed } = usePermission({
    permission: llmVerdictOverridePermission,
  });
  if (loading) {
    return (
      <Typography variant="body2" className={classes.root}>
        {t('gpuPoolPicker.override.checking')}
      </Typography>
    );
  }
  if (!allowed) {
    return (
      <Typography variant="body2" className={classes.root} role="status">
        {t('gpuPoolPicker.override.notAllowed', {
          permission: llmVerdictOverridePermission.name,
        })}{' '}
        {owner && (
          <>
            {t('gpuPoolPicker.override.owner')} <EntityLink entityRef={owner} />
            .
          </>
        )}
      </Typography>
    );
  }
  const isShort = reason !== '' && !isReason(reason);
  const least = MIN_REASON;
  return (
    <div className={classes.root}>
      <Typography variant="subtitle2" component="p">
        {t('gpuPoolPicker.override.title')}
      </Typography>
      <TextField
        className={classes.reason}
        id={`${id}-reason`}
        variant="outlined"
        size="small"
        fullWidth
        multiline
        label={t('gpuPoolPicker.override.reason')}
        // The form says what is missing, in its own words.
        InputLabelProps={{ shrink: true, required: true }}
        FormHelperTextProps={{ id: `${id}-help` }}
        inputProps={{
          'aria-required': true,
          'aria-describedby': `${id}-help`,
        }}
        value={reason}
        error={isShort}
        helperText={
          isShort
            ? t('gpuPoolPicker.override.short', { least })
            : t('gpuPoolPicker.override.help', { least })
        }
        disabled={disabled}
        onChange={event => onReason(event.target.value)}
      />
    </div>
  );
}
