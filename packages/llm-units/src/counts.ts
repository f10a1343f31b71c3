import { FormatOptions, numberFormat } from './numberFormat';
import { quote } from './quote';
import { failure, Result, success } from './result';

const EXPONENTS: Record<string, number> = { '': 0, k: 3, m: 6, b: 9, t: 12 };
const FORM = /^(\d+(?:\.\d+)?)\s*([kmbt]?)$/i;

/**
 * Reads a count: a number, or text with K, M, B or T for thousands to trillions, such as the parameters of a model
 * (`70.6B`).
 *
 * @returns A whole number
 * @public
 */
export function parseCount(value: unknown): Result<number> {
  const match = ['number', 'string'].includes(typeof value)
    ? FORM.exec(plain(value).trim())
    : null;
  const count = match
    ? Number(`${match[1]}e${EXPONENTS[match[2].toLowerCase()]}`)
    : NaN;
  return Number.isSafeInteger(count)
    ? success(count)
    : failure(
        'count-invalid',
        `is not a count: ${quote(
          value,
        )}; write a whole number, or one with K, M, B or T, such as 70.6B`,
      );
}

// Large whole numbers would otherwise read as 1e+21.
function plain(value: unknown): string {
  return Number.isInteger(value)
    ? BigInt(value as number).toString()
    : `${value}`;
}

/**
 * Writes a number of things in English: `1 file`, `3 files`.
 *
 * @param one - What one of them is called
 * @param several - What several are called, where that is not with an s
 * @public
 */
export function countOf(
  count: number,
  one: string,
  several: string = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : several}`;
}

/**
 * Writes a count for people in the short form of their language: `70.6B`, `70,6 Mrd.`.
 *
 * @param count - A whole number
 * @param options - At most one digit after the decimal point unless told otherwise
 * @public
 */
export function formatCount(
  count: number,
  options: FormatOptions = {},
): string {
  const { locale, maximumFractionDigits = 1 } = options;
  return numberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits,
  }).format(count);
}

/**
 * Writes a count for people in full, with the separators of their language: `131,072`.
 *
 * @param count - A number
 * @param options - No digits after the decimal point unless told otherwise
 * @public
 */
export function formatNumber(
  count: number,
  options: FormatOptions = {},
): string {
  const { locale, maximumFractionDigits = 0 } = options;
  return numberFormat(locale, { maximumFractionDigits }).format(count);
}
