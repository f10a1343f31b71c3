import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useWords } from '../../model/about/words';
import { useInputVariant } from '../useInputVariant';
import type { FactDefinition } from './facts';

/** One fact that can be entered, with what was read of it. */
export function Entry(props: {
  id: string;
  definition: FactDefinition;
  /** As it was read; undefined where it is not known. */
  read: string | undefined;
  /** What was entered; undefined while nobody touched it. */
  text: string | undefined;
  error: string | undefined;
  isEntered: boolean;
  disabled: boolean;
  onChange: (text: string | undefined) => void;
}) {
  const { definition, read, text, error, isEntered, disabled, onChange } =
    props;
  const { t, terms } = useWords();
  const variant = useInputVariant();
  const label = t(`modelSource.enter.${definition.id}`);
  const shown = (value: string) =>
    definition.id === 'quantization'
      ? terms('quantization', value)
      : value.toLocaleUpperCase('en');
  const value = (known: string) => (definition.choices ? shown(known) : known);

  const help: string[] = [t(`modelSource.enterHelp.${definition.id}`)];
  if (isEntered) {
    help.push(
      read === undefined
        ? t('modelSource.wasNotRead')
        : t('modelSource.wasRead', { value: value(read) }),
    );
  }

  return (
    <div>
      <TextField
        id={props.id}
        variant={variant}
        size="small"
        fullWidth
        select={definition.choices !== undefined}
        disabled={disabled}
        error={error !== undefined}
        label={label}
        helperText={error ?? help.join(' ')}
        value={text ?? read ?? ''}
        onChange={event => onChange(event.target.value)}
        onKeyDown={event => {
          // Enter in a field of the field must not send the form.
          if (event.key === 'Enter' && !definition.choices) {
            event.preventDefault();
          }
        }}
        inputProps={{ spellCheck: false }}
        InputLabelProps={
          definition.choices ? { shrink: true, htmlFor: props.id } : undefined
        }
        SelectProps={
          definition.choices
            ? { displayEmpty: true, SelectDisplayProps: { id: props.id } }
            : undefined
        }
      >
        {definition.choices && (
          <MenuItem value="">{t('modelSource.notChosen')}</MenuItem>
        )}
        {definition.choices?.map(choice => (
          <MenuItem key={choice} value={choice}>
            {shown(choice)}
          </MenuItem>
        ))}
      </TextField>
      {isEntered && (
        <Button
          size="small"
          disabled={disabled}
          aria-label={t('modelSource.undoOf', { name: label })}
          onClick={() => onChange(undefined)}
        >
          {t('modelSource.undo')}
        </Button>
      )}
    </div>
  );
}
