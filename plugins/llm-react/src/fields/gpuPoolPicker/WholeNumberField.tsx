import { memo, useId, useLayoutEffect, useMemo, useRef } from 'react';
import TextField from '@material-ui/core/TextField';
import { useFormats } from '../../formats';
import { groupDigits, separatorsOf, withoutSeparators } from './digits';
import type { WorkloadField } from './workload';

/**
 * A field for a whole number that shows thousands apart while somebody types.
 * Text that is no number stays as it was typed.
 */
export const WholeNumberField = memo(function WholeNumberField(props: {
  /** Told with each change. */
  name: WorkloadField;
  label: string;
  /** What is typed, without separators. */
  value: string;
  onChange: (name: WorkloadField, value: string) => void;
  help: string;
  problem: string | undefined;
  disabled: boolean;
}) {
  const { name, label, value, onChange, help, problem, disabled } = props;
  const formats = useFormats();
  const separators = useMemo(() => separatorsOf(formats.number), [formats]);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // Digits left of the caret: what is typed moves separators about.
  const caret = useRef<number>();

  useLayoutEffect(() => {
    const field = input.current;
    if (field && caret.current !== undefined) {
      const position = positionAfter(field.value, caret.current);
      caret.current = undefined;
      field.setSelectionRange(position, position);
    }
  });

  return (
    <TextField
      id={id}
      variant="outlined"
      size="small"
      fullWidth
      label={label}
      value={groupDigits(value, formats.number)}
      disabled={disabled}
      error={problem !== undefined}
      helperText={problem ?? help}
      FormHelperTextProps={{ id: `${id}-help` }}
      InputLabelProps={{ shrink: true }}
      inputRef={input}
      inputProps={{
        inputMode: 'numeric',
        autoComplete: 'off',
        'aria-describedby': `${id}-help`,
      }}
      onChange={event => {
        const { value: typed, selectionStart } = event.target;
        const plain = withoutSeparators(typed, separators);
        if (/^\d+$/.test(plain)) {
          caret.current = withoutSeparators(
            typed.slice(0, selectionStart ?? typed.length),
            separators,
          ).length;
          onChange(name, plain);
        } else {
          onChange(name, typed);
        }
      }}
    />
  );
});

/** The place behind so many digits. */
function positionAfter(text: string, digits: number): number {
  let position = 0;
  for (let seen = 0; seen < digits && position < text.length; position += 1) {
    if (/\d/.test(text[position])) {
      seen += 1;
    }
  }
  return position;
}
