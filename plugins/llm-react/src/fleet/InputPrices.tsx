import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../model/about/words';
import type { ModelRow } from './rowTypes';

const useStyles = makeStyles(
  // Figures stay on one line, but the words of a unit would widen the column.
  { other: { whiteSpace: 'normal', minWidth: 100 } },
  { name: 'LlmInputPrices' },
);

/**
 * What goes into a model, by the tokens of the column's head or by a unit of
 * its own, which then stands beside the amount.
 */
export function InputPrices(props: {
  row: Pick<ModelRow, 'inputPrice' | 'otherPrices'>;
}) {
  const { inputPrice, otherPrices } = props.row;
  const { t, formats } = useWords();
  const classes = useStyles();
  return (
    <>
      {inputPrice && formats.money(inputPrice.amount, inputPrice.currency)}
      {otherPrices.map(({ unit, amount, currency }) => (
        <div key={unit} className={classes.other}>
          {t(`model.about.unit.${unit}`, {
            price: formats.money(amount, currency),
          })}
        </div>
      ))}
    </>
  );
}
