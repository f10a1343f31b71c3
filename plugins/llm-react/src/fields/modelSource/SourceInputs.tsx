import { useState, type KeyboardEvent } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { useWords } from '../../model/about/words';
import { useInputVariant } from '../useInputVariant';
import { issuesAt } from './issuesByFact';
import { Issues } from './Issues';
import type { ModelSourceState } from './useModelSource';
import { useStyles } from './useStyles';

/** As much as the backend takes. */
const MOST_OF_A_CONFIG = 2 * 1024 * 1024;

/** Where somebody says which model they mean, and has it read. */
export function SourceInputs(props: {
  id: string;
  state: ModelSourceState;
  disabled: boolean;
  required: boolean;
  focusFirst: boolean;
}) {
  const { id, state, disabled, required, focusFirst } = props;
  const { typed, type, known } = state;
  const classes = useStyles();
  const variant = useInputVariant();
  const { t } = useWords();
  const [isPasting, setPasting] = useState(typed.config !== '');
  const isTooLarge = typed.config.length > MOST_OF_A_CONFIG;
  const issues = known?.issues ?? [];
  const mayRead =
    !disabled &&
    !isTooLarge &&
    state.permission === 'allowed' &&
    (typed.uri.trim() !== '' || typed.config.trim() !== '');

  // Enter reads the model: it must not send the form.
  const readOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (mayRead) {
        state.read();
      }
    }
  };

  return (
    <>
      <div className={classes.inputs}>
        <div>
          <TextField
            id={id}
            variant={variant}
            size="small"
            fullWidth
            required={required && typed.config.trim() === ''}
            disabled={disabled}
            label={t('modelSource.uri')}
            helperText={t('modelSource.uriHelp')}
            value={typed.uri}
            onChange={event => type({ uri: event.target.value })}
            onKeyDown={readOnEnter}
            inputProps={{
              autoFocus: focusFirst,
              spellCheck: false,
              autoCapitalize: 'none',
              maxLength: 2000,
              // The form is not to be stopped by the browser's own words.
              required: false,
              'aria-required': required,
            }}
          />
          <Issues issues={issuesAt(issues, 'uri')} />
        </div>
        <TextField
          id={`${id}_revision`}
          variant={variant}
          size="small"
          fullWidth
          disabled={disabled}
          label={t('modelSource.revision')}
          helperText={t('modelSource.revisionHelp')}
          value={typed.revision}
          onChange={event => type({ revision: event.target.value })}
          onKeyDown={readOnEnter}
          inputProps={{ spellCheck: false, maxLength: 500 }}
        />
      </div>
      {isPasting && (
        <TextField
          id={`${id}_config`}
          variant="outlined"
          size="small"
          fullWidth
          multiline
          minRows={8}
          maxRows={20}
          disabled={disabled}
          error={isTooLarge}
          label={t('modelSource.config')}
          helperText={t(
            isTooLarge
              ? 'modelSource.configTooLarge'
              : 'modelSource.configHelp',
          )}
          value={typed.config}
          onChange={event => type({ config: event.target.value })}
          inputProps={{ spellCheck: false, className: classes.config }}
        />
      )}
      <div className={classes.buttons}>
        <Button
          variant="contained"
          color="primary"
          disabled={!mayRead || state.isReading}
          onClick={state.read}
        >
          {t(
            known && known.origin !== 'hand'
              ? 'modelSource.readAgain'
              : 'modelSource.read',
          )}
        </Button>
        <Button
          color="primary"
          disabled={disabled}
          aria-expanded={isPasting}
          onClick={() => {
            setPasting(!isPasting);
            if (isPasting) {
              type({ config: '' });
            }
          }}
        >
          {t(isPasting ? 'modelSource.hidePaste' : 'modelSource.paste')}
        </Button>
      </div>
    </>
  );
}
