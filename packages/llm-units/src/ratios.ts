import { FormatOptions, numberFormat } from './numberFormat';
import { quote } from './quote';
import { failure, Result, success } from './result';

const FORM = /^(\d+(?:\.\d+)?)\s*(%?)$/;

/**
 * Reads a ratio: a percentage with its sign (`99.9%`), or a number from 0 to 1.
 *
 * @returns A number from 0 to 1
 * @public
 */
export function parseRatio(value: unknown): Result<number> {
  const match = ['number', 'string'].includes(typeof value)
    ? FORM.exec(`${value}`.trim())
    : null;
  const ratio = match ? Number(`${match[1]}e${match[2] ? -2 : 0}`) : NaN;
  if (ratio >= 0 && ratio <= 1) {
    return success(ratio);
  }
  const hint =
    match && !match[2] && ratio <= 100
      ? `a percentage needs its sign, ${match[1]}%`
      : 'write a percentage such as 99.9%, or a number from 0 to 1';
  return failure('ratio-invalid', `is not a ratio: ${quote(value)}; ${hint}`);
}

/**
 * Writes a ratio for people as a percentage: `99.9%`, `99,9 %`.
 *
 * @param ratio - A number, 1 being 100 %
 * @param options - At most two digits after the decimal point unless told otherwise
 * @public
 */
export function formatRatio(
  ratio: number,
  options: FormatOptions = {},
): string {
  const { locale, maximumFractionDigits = 2 } = options;
  return numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits,
  }).format(ratio);
}
