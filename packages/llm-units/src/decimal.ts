/** A decimal number without rounding: `units / 10^scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const FORM = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** Reads plain and exponential notation, as `String(number)` writes them; `undefined` for anything else. */
export function readDecimal(text: string): Decimal | undefined {
  const match = FORM.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const units = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return normalise(
    scale < 0
      ? { units: units * 10n ** BigInt(-scale), scale: 0 }
      : { units, scale },
  );
}

/** Writes the shortest plain notation that reads back as the same number. */
export function writeDecimal({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${digits.slice(-scale)}`;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return normalise({ units: atScale(a, scale) + atScale(b, scale), scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return normalise({ units: a.units * b.units, scale: a.scale + b.scale });
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

function atScale({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function normalise({ units, scale }: Decimal): Decimal {
  let shorter = units;
  let digits = scale;
  while (digits > 0 && shorter % 10n === 0n) {
    shorter /= 10n;
    digits -= 1;
  }
  return { units: shorter, scale: digits };
}
