import {
  celFunc,
  celMethod,
  type CelFunc,
  type CelMap,
  type CelValue,
} from '@bufbuild/cel';
import { opaque, textIn } from '../opaque';
import { BOOL, INT, MAP, STRING } from '../types';

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function normalize(text: string): string {
  const [core, ...rest] = text.replace(/^v/, '').split(/(?=[-+])/);
  const numbers = core.split('.').map(part => part.replace(/^0+(?=\d)/, ''));
  while (numbers.length < 3) {
    numbers.push('0');
  }
  return numbers.join('.') + rest.join('');
}

function compareParts(left: string, right: string): number {
  const numeric = [left, right].map(part => /^\d+$/.test(part));
  if (numeric[0] && numeric[1]) {
    return Number(left) - Number(right);
  }
  if (numeric[0] !== numeric[1]) {
    return numeric[0] ? -1 : 1;
  }
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

// Precedence by semver.org 2.0.0, section 11.
function compare(left: string, right: string): bigint {
  const [a, b] = [left, right].map(text => VERSION.exec(text) ?? []);
  for (const index of [1, 2, 3]) {
    const difference = Number(a[index]) - Number(b[index]);
    if (difference !== 0) {
      return difference > 0 ? 1n : -1n;
    }
  }
  if (a[4] === undefined || b[4] === undefined) {
    const known = Number(a[4] === undefined) - Number(b[4] === undefined);
    return BigInt(known);
  }
  const [before, after] = [a[4].split('.'), b[4].split('.')];
  for (const [index, part] of before.entries()) {
    if (after[index] === undefined) {
      return 1n;
    }
    const difference = compareParts(part, after[index]);
    if (difference !== 0) {
      return difference > 0 ? 1n : -1n;
    }
  }
  return before.length === after.length ? 0n : -1n;
}

function semver(text: string): CelMap {
  if (!VERSION.test(text)) {
    throw new Error(`'${text}' is no semantic version`);
  }
  return opaque('semver', text);
}

const version = (value: CelValue) => textIn('semver', value);

/*
 * `isGreaterThan`, `isLessThan` and `compareTo` are also functions of quantities, and the types of both look the same to the CEL
 * library: the ones of quantities call these where they are given a version.
 */

/** Compares two semantic versions. */
export function compareVersions(left: CelValue, right: CelValue): bigint {
  return compare(version(left), version(right));
}

/** Kubernetes' library for semantic versions (`kubernetes.semver`). */
export const semverFunctions: readonly CelFunc[] = [
  celFunc('semver', [STRING], MAP, semver),
  celFunc('semver', [STRING, BOOL], MAP, (text, lenient) =>
    semver(lenient ? normalize(text) : text),
  ),
  celFunc('isSemver', [STRING], BOOL, text => VERSION.test(text)),
  celFunc('isSemver', [STRING, BOOL], BOOL, (text, lenient) =>
    VERSION.test(lenient ? normalize(text) : text),
  ),
  ...(['major', 'minor', 'patch'] as const).map((name, index) =>
    celMethod(name, MAP, [], INT, function part() {
      return BigInt(VERSION.exec(version(this))?.[index + 1] ?? 0);
    }),
  ),
];
