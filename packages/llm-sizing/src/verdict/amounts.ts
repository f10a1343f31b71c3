import {
  addMoney,
  compareMoney,
  isCurrency,
  Money,
  money,
  multiplyMoney,
} from '@modelyard/llm-units';

const DECIMAL = /^[+-]?\d{1,30}(\.\d{1,30})?$/;

/** Whether an amount can be computed with: functions of money throw on what is none. */
function isAmount({ amount, currency }: Money): boolean {
  return DECIMAL.test(amount) && isCurrency(currency);
}

/**
 * Whether an amount is one of at most 15 digits, six of them behind the point: a number is as exact as text then, and many
 * times as fast to compute with.
 */
function isShort(value: Money): boolean {
  const { amount } = value;
  const point = amount.indexOf('.');
  return (
    amount.length <= 15 &&
    (point < 0 || amount.length - point <= 7) &&
    isAmount(value)
  );
}

/** @returns Undefined where there is no difference: not amounts, or of two currencies */
export function subtract(a: Money, b: Money): Money | undefined {
  return isAmount(a) && isAmount(b) && a.currency === b.currency
    ? addMoney(a, multiplyMoney(b, -1))
    : undefined;
}

/** @returns Undefined where they cannot be compared: not amounts, or of two currencies */
export function compare(a: Money, b: Money): number | undefined {
  if (isShort(a) && isShort(b) && a.currency === b.currency) {
    return Number(a.amount) - Number(b.amount);
  }
  return isAmount(a) && isAmount(b) && a.currency === b.currency
    ? compareMoney(a, b)
    : undefined;
}

/**
 * An amount times whole units without rounding, and times a share, such as 3/7 of a device, to a millionth.
 *
 * @returns Undefined where either is none
 */
export function multiply(value: Money, factor: number): Money | undefined {
  if (Number.isInteger(factor) && isShort(value)) {
    const millionths = Math.round(Number(value.amount) * 1e6) * factor;
    if (Math.abs(millionths) < 1e15) {
      return { amount: String(millionths / 1e6), currency: value.currency };
    }
  }
  if (!isAmount(value) || !Number.isFinite(factor)) {
    return undefined;
  }
  if (Number.isInteger(factor)) {
    return multiplyMoney(value, factor);
  }
  const read = money(
    Number((Number(value.amount) * factor).toFixed(6)),
    value.currency,
  );
  return read.ok ? read.value : undefined;
}

/** An estimated amount, which has about four digits. */
export function rough(value: number, currency: string): Money | undefined {
  if (value >= 1e-2 && value < 1000) {
    const digits = value < 1 ? 1e5 : 1e3;
    return { amount: String(Math.round(value * digits) / digits), currency };
  }
  // Very small and very large numbers have an exponent, which only money itself can write out.
  const read = money(Number(value.toPrecision(4)), currency);
  return read.ok ? read.value : undefined;
}

/** An amount with whole units, for messages: `1,752 EUR`. */
export function written({ amount: text, currency }: Money): string {
  const [whole, fraction = ''] = text.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${digits}${
    fraction ? `.${fraction.slice(0, 2).padEnd(2, '0')}` : ''
  } ${currency}`;
}
