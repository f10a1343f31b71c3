import { Money, multiplyMoney } from '@modelyard/llm-units';
import { Reading } from '../reading/Reading';
import { withoutValue } from '../reading/toFigure';
import {
  boundsOf,
  known,
  mergeProvenance,
  missing,
} from '../result/makeFigure';
import { Figure, Provenance } from '../result/MeasureResult';

/** An amount as a figure. */
export function moneyFigure(amount: Money, from: Provenance): Figure {
  return known({
    value: Number(amount.amount),
    unit: 'money',
    money: amount,
    from,
  });
}

/** What was read of money: of one currency, because several have no sum without a rate. */
export function amountFigure(reading: Reading<readonly Money[]>): Figure {
  if (reading.state !== 'read') {
    return withoutValue(reading);
  }
  const currencies = [
    ...new Set(reading.value.map(({ currency }) => currency)),
  ];
  if (reading.value.length === 0) {
    return missing('no_data', {
      code: 'no-amount',
      message: 'The source has no amount in the window',
      from: reading,
    });
  }
  return reading.value.length === 1
    ? moneyFigure(reading.value[0], reading)
    : missing('error', {
        code: 'units-differ',
        message: `Amounts in ${currencies
          .sort()
          .join(
            ' and ',
          )} have no sum without a rate; break it down by currency`,
        from: reading,
      });
}

/** An amount times a figure, such as GPU-hours times the price of one. */
export function priced(options: { price: Money; figure: Figure }): Figure {
  const { price, figure } = options;
  if (figure.state !== 'value') {
    return figure;
  }
  const unit = Number(price.amount);
  const money = multiplyMoney(price, figure.value);
  const { low, high } = boundsOf(figure);
  return known({
    value: Number(money.amount),
    unit: 'money',
    money,
    ...(figure.bounds && {
      bounds: {
        low: low === undefined ? undefined : low * unit,
        high: high === undefined ? undefined : high * unit,
      },
    }),
    from: figure,
  });
}

/** A figure that is no more than an estimate, whatever it was computed from. */
export function estimated(figure: Figure, because?: Provenance): Figure {
  return {
    ...figure,
    ...mergeProvenance([
      figure,
      ...(because ? [because] : []),
      { qualifiers: ['approximate'], sources: [] },
    ]),
  };
}
