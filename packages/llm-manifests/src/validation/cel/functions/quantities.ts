import {
  celFunc,
  celMethod,
  type CelFunc,
  type CelMap,
  type CelValue,
} from '@bufbuild/cel';
import { parseQuantity } from '../../formats/quantities';
import { isOpaque, opaque, textIn } from '../opaque';
import { BOOL, DOUBLE, INT, MAP, STRING } from '../types';
import { compareVersions } from './semver';

const NANO = 1_000_000_000n;
const MAX = 2n ** 63n - 1n;

// The payload is the amount in billionths of one, in decimal digits.
function amount(value: CelValue): bigint {
  return BigInt(textIn('quantity', value));
}

function quantity(nano: bigint): CelMap {
  return opaque('quantity', nano.toString());
}

function compare(left: CelValue, right: CelValue): bigint {
  if (isOpaque('semver', left)) {
    return compareVersions(left, right);
  }
  const difference = amount(left) - amount(right);
  if (difference === 0n) {
    return 0n;
  }
  return difference > 0n ? 1n : -1n;
}

function asInteger(value: CelValue): bigint | undefined {
  const nano = amount(value);
  const whole = nano / NANO;
  return whole * NANO === nano && whole <= MAX && whole >= -MAX - 1n
    ? whole
    : undefined;
}

/** Kubernetes' quantity library (`kubernetes.quantity`). */
export const quantityFunctions: readonly CelFunc[] = [
  celFunc('quantity', [STRING], MAP, text => {
    const nano = parseQuantity(text);
    if (nano === undefined) {
      throw new Error(`'${text}' is no quantity`);
    }
    return quantity(nano);
  }),
  celFunc(
    'isQuantity',
    [STRING],
    BOOL,
    text => parseQuantity(text) !== undefined,
  ),
  celMethod('sign', MAP, [], INT, function sign() {
    return compare(this, quantity(0n));
  }),
  celMethod('isGreaterThan', MAP, [MAP], BOOL, function greater(other) {
    return compare(this, other) > 0n;
  }),
  celMethod('isLessThan', MAP, [MAP], BOOL, function less(other) {
    return compare(this, other) < 0n;
  }),
  celMethod('compareTo', MAP, [MAP], INT, function compareTo(other) {
    return compare(this, other);
  }),
  celMethod('isInteger', MAP, [], BOOL, function isInteger() {
    return asInteger(this) !== undefined;
  }),
  celMethod('asInteger', MAP, [], INT, function toInteger() {
    const whole = asInteger(this);
    if (whole === undefined) {
      throw new Error('cannot convert the quantity to an integer');
    }
    return whole;
  }),
  celMethod('asApproximateFloat', MAP, [], DOUBLE, function toFloat() {
    return Number(amount(this)) / Number(NANO);
  }),
  celMethod('add', MAP, [MAP], MAP, function add(other) {
    return quantity(amount(this) + amount(other));
  }),
  celMethod('add', MAP, [INT], MAP, function addInt(other) {
    return quantity(amount(this) + other * NANO);
  }),
  celMethod('sub', MAP, [MAP], MAP, function sub(other) {
    return quantity(amount(this) - amount(other));
  }),
  celMethod('sub', MAP, [INT], MAP, function subInt(other) {
    return quantity(amount(this) - other * NANO);
  }),
];
