import { isCurrency } from './currencies';
import {
  addDecimals,
  compareDecimals,
  Decimal,
  multiplyDecimals,
  readDecimal,
  writeDecimal,
} from './decimal';
import { FormatOptions, numberFormat } from './numberFormat';
import { quote } from './quote';
import { failure, Result, success } from './result';

/**
 * An amount of one currency. The amount is decimal text, so that sums of cents stay sums of cents.
 *
 * @public
 */
export interface Money {
  /** Shortest plain decimal notation, such as `6000` or `-0.4`. */
  amount: string;
  /** ISO 4217 code. */
  currency: string;
}

const FORM = /^([+-]?\d+(?:\.\d+)?)\s*([A-Za-z]+)$/;

/**
 * Reads an amount with its ISO 4217 currency behind it: `6000 EUR`, `0.4 USD`. Thousands are not separated, because a
 * comma means different things to different people.
 *
 * @public
 */
export function parseMoney(value: unknown): Result<Money> {
  const match = typeof value === 'string' ? FORM.exec(value.trim()) : null;
  return match
    ? money(match[1], match[2])
    : failure(
        'money-invalid',
        `is not an amount of money: ${quote(
          value,
        )}; write the number without separators and the currency, such as 6000 EUR`,
      );
}

/**
 * Makes an amount of money from a number, as a price in a catalog file gives it, or from decimal text.
 *
 * @public
 */
export function money(
  amount: number | string,
  currency: string,
): Result<Money> {
  const read = readDecimal(`${amount}`);
  if (!read) {
    return failure('money-invalid', `is not an amount: ${quote(amount)}`);
  }
  if (!isCurrency(currency)) {
    return failure(
      'currency-invalid',
      `is not a currency code of ISO 4217: ${quote(currency)}`,
    );
  }
  return success({ amount: writeDecimal(read), currency });
}

/**
 * Adds two amounts.
 *
 * @throws RangeError when their currencies differ: there is no sum without a rate
 * @public
 */
export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return {
    amount: writeDecimal(addDecimals(decimal(a.amount), decimal(b.amount))),
    currency: a.currency,
  };
}

/**
 * Multiplies an amount by a number, without rounding.
 *
 * @param factor - A finite number, taken at its shortest decimal notation, or decimal text
 * @public
 */
export function multiplyMoney(a: Money, factor: number | string): Money {
  return {
    amount: writeDecimal(
      multiplyDecimals(decimal(a.amount), decimal(`${factor}`)),
    ),
    currency: a.currency,
  };
}

/**
 * Compares two amounts: negative when `a` is less than `b`, zero when they are equal, positive when it is more.
 *
 * @throws RangeError when their currencies differ
 * @public
 */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return compareDecimals(decimal(a.amount), decimal(b.amount));
}

/**
 * Writes an amount for people, with at least the digits that the currency has: `€0.40`, `6.000,00 €`.
 *
 * @param options - At most four digits after the decimal point unless told otherwise, because prices per token are small
 * @public
 */
export function formatMoney(a: Money, options: FormatOptions = {}): string {
  const { locale, maximumFractionDigits = 4 } = options;
  const currency: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: a.currency,
  };
  const { minimumFractionDigits = 0 } = numberFormat(
    locale,
    currency,
  ).resolvedOptions();
  const format = numberFormat(locale, {
    ...currency,
    minimumFractionDigits: Math.min(
      minimumFractionDigits,
      maximumFractionDigits,
    ),
    maximumFractionDigits,
  });
  // As text, which Intl takes digit by digit: a number would be rounded to a double first.
  return format.format(a.amount as `${number}`);
}

function decimal(text: string): Decimal {
  const read = readDecimal(text);
  if (!read) {
    throw new RangeError(`Not a decimal number: ${quote(text)}`);
  }
  return read;
}

function sameCurrency(a: Money, b: Money) {
  if (a.currency !== b.currency) {
    throw new RangeError(
      `Amounts in ${a.currency} and in ${b.currency} cannot be taken together`,
    );
  }
}
