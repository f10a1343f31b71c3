import { celFunc, celList, celMethod, type CelFunc } from '@bufbuild/cel';
import { DOUBLE, INT, LIST, STRING } from '../types';

/*
 * Functions of the CEL standard and its string extension that the CEL library (0.6.1) implements otherwise than the API server:
 * `int('')` is 0 there, `double('x')` is NaN, a limit of `split` drops the rest, and a negative count replaces nothing.
 */

function replaced(text: string, from: string, to: string, count: bigint) {
  if (count < 0n) {
    return text.split(from).join(to);
  }
  const parts = text.split(from);
  const kept = Math.min(parts.length - 1, Number(count));
  return (
    parts.slice(0, kept + 1).join(to) +
    parts
      .slice(kept + 1)
      .map(part => from + part)
      .join('')
  );
}

/** Functions that replace those of the library with the same signature. */
export const stringFunctions: readonly CelFunc[] = [
  celFunc('int', [STRING], INT, text => {
    if (!/^[+-]?\d{1,19}$/.test(text)) {
      throw new Error(`cannot convert '${text}' to int`);
    }
    const value = BigInt(text.replace('+', ''));
    if (BigInt.asIntN(64, value) !== value) {
      throw new Error(`int overflow: ${text}`);
    }
    return value;
  }),
  celFunc('double', [STRING], DOUBLE, text => {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
      throw new Error(`cannot convert '${text}' to double`);
    }
    return Number(text);
  }),
  celMethod('split', STRING, [STRING, INT], LIST, function split(by, limit) {
    const parts = this.split(by);
    const count = Number(limit);
    return celList(
      count < 0 || parts.length <= count
        ? parts
        : [
            ...parts.slice(0, Math.max(0, count - 1)),
            ...(count > 0 ? [parts.slice(count - 1).join(by)] : []),
          ],
    );
  }),
  celMethod(
    'replace',
    STRING,
    [STRING, STRING, INT],
    STRING,
    function replace(from, to, count) {
      return replaced(this, from, to, count);
    },
  ),
];
