import type { SchemaNode } from '../schema/SchemaNode';
import type { Walk } from './Walk';

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  // The nearest numbers that JavaScript has.
  int64: [-(2 ** 63), 2 ** 63],
  float: [-3.4028234663852886e38, 3.4028234663852886e38],
};

/** Compares a number with what the schema says about numbers. */
export function checkNumber(walk: Walk, node: SchemaNode, value: number): void {
  const lowest = node.limit('minimum');
  if (lowest !== undefined) {
    const excluded = node.flag('exclusiveMinimum');
    if (value < lowest || (excluded && value === lowest)) {
      walk.error(
        'minimum',
        `must be ${
          excluded ? 'more than' : 'at least'
        } ${lowest}, but is ${value}`,
      );
    }
  }
  const highest = node.limit('maximum');
  if (highest !== undefined) {
    const excluded = node.flag('exclusiveMaximum');
    if (value > highest || (excluded && value === highest)) {
      walk.error(
        'maximum',
        `must be ${
          excluded ? 'less than' : 'at most'
        } ${highest}, but is ${value}`,
      );
    }
  }
  const step = node.limit('multipleOf');
  if (step !== undefined && step > 0) {
    const times = value / step;
    // 0.3 is three times 0.1, though not in binary.
    if (Math.abs(times - Math.round(times)) > 1e-9 * Math.abs(times)) {
      walk.error(
        'multiple-of',
        `must be a multiple of ${step}, but is ${value}`,
      );
    }
  }
  const range = RANGES[node.numberFormat ?? ''];
  if (range && (value < range[0] || value > range[1])) {
    walk.error(
      'format',
      `must lie within the range of ${node.numberFormat}, but is ${value}`,
    );
  }
}
