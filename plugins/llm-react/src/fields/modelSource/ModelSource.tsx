import type { LlmFieldProps } from '../LlmFieldItem';
import TextField from '@material-ui/core/TextField';

function addressOf(value: unknown): string {
  const uri =
    typeof value === 'object' && value !== null && 'uri' in value
      ? value.uri
      : undefined;
  return typeof uri === 'string' ? uri : '';
}

/** Where a model comes from. */
export function ModelSource(props: LlmFieldProps) {
  const { formData, onChange, schema, idSchema, required } = props;
  return (
    <TextField
      id={idSchema.$id}
      label={schema.title}
      value={addressOf(formData)}
      required={required}
      fullWidth
      onChange={event => onChange({ uri: event.target.value })}
    />
  );
}
