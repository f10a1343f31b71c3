import { Money, money } from '@modelyard/llm-units';

/**
 * An amount as whole numbers of 1, 10^-9 and 10^-18 of its currency. Each adds up exactly in SQL, over more rows than there
 * will ever be.
 */
export interface ExactParts {
  readonly units: string;
  readonly nano: string;
  readonly atto: string;
}

const PART = 9;

/** Splits an amount that is not negative. What lies below 10^-18 is cut off. */
export function toExactParts({ amount }: Money): ExactParts {
  const [units, fraction = ''] = amount.split('.');
  const digits = fraction.slice(0, 2 * PART).padEnd(2 * PART, '0');
  return {
    units,
    nano: `${BigInt(digits.slice(0, PART))}`,
    atto: `${BigInt(digits.slice(PART))}`,
  };
}

/**
 * Puts an amount together, also from sums of parts.
 *
 * @throws TypeError where the currency is none, which only a damaged database can hold
 */
export function fromExactParts(parts: ExactParts, currency: string): Money {
  const whole = 10n ** BigInt(PART);
  const total =
    (BigInt(parts.units) * whole + BigInt(parts.nano)) * whole +
    BigInt(parts.atto);
  const digits = total.toString().padStart(2 * PART + 1, '0');
  const result = money(
    `${digits.slice(0, -2 * PART)}.${digits.slice(-2 * PART)}`,
    currency,
  );
  if (!result.ok) {
    throw new TypeError(`An amount ${result.issues[0].message}`);
  }
  return result.value;
}
