import TextField from '@material-ui/core/TextField';

/** Chooses one of a few. The browser's own list works for everybody. */
export function Select<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onValue: (value: Value) => void;
}) {
  const { label, value, options, onValue } = props;
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label={label}
      value={value}
      SelectProps={{ native: true, inputProps: { 'aria-label': label } }}
      InputLabelProps={{ shrink: true }}
      onChange={event => {
        const chosen = options.find(
          option => option.value === event.target.value,
        );
        if (chosen) {
          onValue(chosen.value);
        }
      }}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
