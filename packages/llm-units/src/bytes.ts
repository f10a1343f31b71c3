import { FormatOptions, numberFormat } from './numberFormat';
import { quote } from './quote';
import { failure, Result, success } from './result';

const DECIMAL_PREFIXES = ['', 'k', 'm', 'g', 't', 'p', 'e'];
const FORM = /^(\d+(?:\.\d+)?)\s*([kmgtpe]?)(i?)(b?)$/i;
const HINT = 'write a number of bytes with a unit, such as 80GB or 131.4GiB';

/**
 * Reads a size in bytes: a whole number, or text with a decimal (`80GB`) or a binary unit (`74.5GiB`, `74.5Gi`).
 *
 * @returns Whole bytes, rounded to the nearest where the unit leaves a fraction
 * @public
 */
export function parseBytes(value: unknown): Result<number> {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value >= 0
      ? success(value)
      : fail(value);
  }
  const match = typeof value === 'string' ? FORM.exec(value.trim()) : null;
  if (!match) {
    return fail(value);
  }
  const [, figure, prefix, binary] = match;
  const power = DECIMAL_PREFIXES.indexOf(prefix.toLowerCase());
  if (binary && power === 0) {
    return fail(value);
  }
  const bytes = Math.round(
    binary ? Number(figure) * 1024 ** power : Number(`${figure}e${power * 3}`),
  );
  return Number.isSafeInteger(bytes) ? success(bytes) : fail(value);
}

function fail(value: unknown): Result<number> {
  return failure('bytes-invalid', `is not a size: ${quote(value)}; ${HINT}`);
}

const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * Writes a size in bytes for people, in the largest binary unit that leaves at least one: `74.5 GiB`.
 *
 * @param bytes - Size in bytes
 * @param options - At most one digit after the decimal point unless told otherwise
 * @public
 */
export function formatBytes(
  bytes: number,
  options: FormatOptions = {},
): string {
  const { locale, maximumFractionDigits = 1 } = options;
  const size = Math.abs(bytes);
  let power = 0;
  // The next unit starts where this one would be rounded up to 1024.
  const limit = 1024 - 0.5 / 10 ** maximumFractionDigits;
  while (power < BINARY_UNITS.length - 1 && size / 1024 ** power >= limit) {
    power += 1;
  }
  const figure = numberFormat(locale, {
    maximumFractionDigits: power === 0 ? 0 : maximumFractionDigits,
    useGrouping: false,
  }).format(bytes / 1024 ** power);
  return `${figure} ${BINARY_UNITS[power]}`;
}
