import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import { useDraft } from './useDraft';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      gap: theme.spacing(1),
      // The label is long, and is cut off in the width of one filter.
      [theme.breakpoints.up('sm')]: { gridColumn: 'span 2' },
    },
    amount: { flex: 1, minWidth: 0 },
    currency: { flex: 'none', width: 96 },
  }),
  { name: 'LlmPriceFilter' },
);

/** Reads an amount as people type it, with a point or a comma. */
function readAmount(text: string): number | undefined {
  const amount = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(amount) && amount >= 0
    ? amount
    : undefined;
}

const sameAmount = (left: string, right: string) =>
  readAmount(left) === readAmount(right);

/** An upper bound of a price, in one currency. */
export function PriceFilter(props: {
  label: string;
  max: number | undefined;
  /** Currencies that prices are stated in, the most frequent first. */
  currencies: readonly string[];
  currency: string | undefined;
  onMax: (max: number | undefined) => void;
  onCurrency: (currency: string) => void;
}) {
  const { label, max, currencies, currency, onMax, onCurrency } = props;
  const t = useTexts();
  const classes = useStyles();
  // Without an id the field has no connection to its label.
  const id = useId();
  const [text, setText] = useDraft({
    kept: max === undefined ? '' : String(max),
    keep: typed => onMax(readAmount(typed)),
    same: sameAmount,
  });
  const unreadable = text.trim() !== '' && readAmount(text) === undefined;
  const none = currencies.length === 0;
  // A currency from the address may be one that no price has.
  const options =
    currency && !currencies.includes(currency)
      ? [currency, ...currencies]
      : currencies;
  return (
    <div className={classes.root}>
      <TextField
        className={classes.amount}
        id={`${id}-amount`}
        variant="outlined"
        size="small"
        label={label}
        value={text}
        disabled={none && text === ''}
        error={unreadable}
        helperText={
          (unreadable && t('fleet.filters.notAnAmount')) ||
          (none && t('fleet.filters.noPrices'))
        }
        // Only the small label is sure to fit.
        InputLabelProps={{ shrink: true }}
        inputProps={{ inputMode: 'decimal' }}
        onChange={event => setText(event.target.value)}
      />
      {options.length > 0 && (
        <TextField
          className={classes.currency}
          variant="outlined"
          size="small"
          select
          SelectProps={{ native: true }}
          InputLabelProps={{ shrink: true }}
          id={`${id}-currency`}
          label={t('fleet.filters.currency')}
          value={currency ?? options[0]}
          onChange={event => onCurrency(event.target.value)}
        >
          {options.map(option => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </TextField>
      )}
    </div>
  );
}
