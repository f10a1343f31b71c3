import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useTexts } from '../useTexts';

/** A choice of several values, searchable, since owners can be hundreds. */
export function FacetFilter(props: {
  label: string;
  options: readonly string[];
  chosen: readonly string[];
  /** The words for a value. */
  words: (value: string) => string;
  onChange: (chosen: string[]) => void;
}) {
  const { label, options, chosen, words, onChange } = props;
  const t = useTexts();
  return (
    <Autocomplete
      multiple
      size="small"
      limitTags={2}
      disableCloseOnSelect
      filterSelectedOptions
      options={[...options]}
      value={[...chosen]}
      getOptionLabel={words}
      onChange={(_event, values) => onChange(values)}
      openText={t('fleet.filters.open')}
      closeText={t('fleet.filters.close')}
      clearText={t('fleet.filters.remove')}
      noOptionsText={t('fleet.filters.noOptions')}
      // The outer element has the role `combobox` and needs the name as well.
      aria-label={label}
      renderInput={params => (
        <TextField {...params} label={label} variant="outlined" />
      )}
    />
  );
}
