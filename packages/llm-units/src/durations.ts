import { FormatOptions, numberFormat } from './numberFormat';
import { quote } from './quote';
import { failure, Result, success } from './result';

// Milliseconds as an integer factor times a power of ten, so that 0.1s is 100 and not 100.00000000000001.
const UNITS: Record<string, { factor: number; exponent: number }> = {
  us: { factor: 1, exponent: -3 },
  µs: { factor: 1, exponent: -3 },
  ms: { factor: 1, exponent: 0 },
  s: { factor: 1, exponent: 3 },
  m: { factor: 60, exponent: 3 },
  min: { factor: 60, exponent: 3 },
  h: { factor: 3600, exponent: 3 },
  d: { factor: 86400, exponent: 3 },
  w: { factor: 604800, exponent: 3 },
};
const PART = /(\d+(?:\.\d+)?)\s*(us|µs|ms|min|s|m|h|d|w)/gy;

/**
 * Reads a duration with its unit: `500ms`, `2s`, `1h30m`, `30d`. Units are us, ms, s, m or min, h, d (24 hours) and w.
 *
 * @returns Milliseconds
 * @public
 */
export function parseDuration(value: unknown): Result<number> {
  if (typeof value !== 'string') {
    return fail(value);
  }
  const text = value.trim();
  let milliseconds = 0;
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const { factor, exponent } = UNITS[match[2]];
    milliseconds += Number(`${match[1]}e${exponent}`) * factor;
    end = match.index + match[0].length;
  }
  return text.length > 0 && end === text.length && Number.isFinite(milliseconds)
    ? success(milliseconds)
    : fail(value);
}

function fail(value: unknown): Result<number> {
  const bare =
    typeof value === 'number' ||
    (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value));
  return failure(
    'duration-invalid',
    `${bare ? 'has no unit' : 'is not a duration'}: ${quote(
      value,
    )}; write for example 500ms, 2s or 30d`,
  );
}

const SHOWN = [
  { unit: 'd', milliseconds: 86_400_000 },
  { unit: 'h', milliseconds: 3_600_000 },
  { unit: 'min', milliseconds: 60_000 },
  { unit: 's', milliseconds: 1000 },
  { unit: 'ms', milliseconds: 1 },
];

/**
 * Writes a duration for people in the largest unit that leaves at least one: `312 ms`, `4.1 s`, `30 d`.
 *
 * @param milliseconds - Duration in milliseconds
 * @param options - At most one digit after the decimal point unless told otherwise
 * @public
 */
export function formatDuration(
  milliseconds: number,
  options: FormatOptions = {},
): string {
  const { locale, maximumFractionDigits = 1 } = options;
  const shown =
    SHOWN.find(unit => Math.abs(milliseconds) >= unit.milliseconds) ??
    SHOWN[SHOWN.length - 1];
  const figure = numberFormat(locale, {
    maximumFractionDigits,
    useGrouping: false,
  }).format(milliseconds / shown.milliseconds);
  return `${figure} ${shown.unit}`;
}
