import {
  celEnv,
  celFunc,
  celMethod,
  isCelError,
  parse,
  plan,
  type CelFunc,
  type CelInput,
  type CelValue,
} from '@bufbuild/cel';
import { BOOL, DYN, INT, LIST } from '../types';

// The operators of the language itself, so that lists compare and add like single values do.
const env = celEnv();
function operator(text: string) {
  const program = plan(env, parse(text));
  return (a: CelValue, b: CelValue): CelValue => {
    const result = program({ a, b });
    if (isCelError(result)) {
      throw result;
    }
    return result;
  };
}
const equal = operator('a == b');
const less = operator('a < b');
const add = operator('a + b');

function best(
  name: string,
  values: Iterable<CelValue>,
  better: (candidate: CelValue, than: CelValue) => boolean,
): CelInput {
  let result: CelValue | undefined;
  for (const value of values) {
    if (result === undefined || better(value, result)) {
      result = value;
    }
  }
  if (result === undefined) {
    throw new Error(`${name} called on empty list`);
  }
  return result;
}

function indexIn(values: readonly CelValue[], wanted: CelValue): bigint {
  return BigInt(values.findIndex(value => equal(value, wanted) === true));
}

function includes(values: readonly CelValue[], wanted: CelValue): boolean {
  return values.some(value => equal(value, wanted) === true);
}

/** Kubernetes' list library (`kubernetes.lists`) and CEL's `sets` extension. */
export const listFunctions: readonly CelFunc[] = [
  celMethod('isSorted', LIST, [], BOOL, function isSorted() {
    const values = Array.from(this);
    return values.every(
      (value, index) => index === 0 || less(value, values[index - 1]) === false,
    );
  }),
  celMethod('sum', LIST, [], DYN, function sum() {
    const [first, ...rest] = Array.from(this);
    return first === undefined ? 0n : rest.reduce((a, b) => add(a, b), first);
  }),
  celMethod('min', LIST, [], DYN, function min() {
    return best('min', this, (a, b) => less(a, b) === true);
  }),
  celMethod('max', LIST, [], DYN, function max() {
    return best('max', this, (a, b) => less(b, a) === true);
  }),
  celMethod('indexOf', LIST, [DYN], INT, function indexOf(wanted) {
    return indexIn(Array.from(this), wanted);
  }),
  celMethod('lastIndexOf', LIST, [DYN], INT, function lastIndexOf(wanted) {
    const values = Array.from(this).reverse();
    const index = indexIn(values, wanted);
    return index < 0n ? index : BigInt(values.length) - 1n - index;
  }),
  celMethod('includes', LIST, [DYN], BOOL, function listIncludes(wanted) {
    return includes(Array.from(this), wanted);
  }),
  celFunc('sets.contains', [LIST, LIST], BOOL, (list, sub) =>
    Array.from(sub).every(value => includes(Array.from(list), value)),
  ),
  celFunc('sets.intersects', [LIST, LIST], BOOL, (left, right) =>
    Array.from(right).some(value => includes(Array.from(left), value)),
  ),
  celFunc('sets.equivalent', [LIST, LIST], BOOL, (left, right) => {
    const [a, b] = [Array.from(left), Array.from(right)];
    return (
      a.every(value => includes(b, value)) &&
      b.every(value => includes(a, value))
    );
  }),
];
