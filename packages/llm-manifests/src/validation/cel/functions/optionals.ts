import {
  celFunc,
  celMethod,
  isCelList,
  isCelMap,
  isCelUint,
  type CelFunc,
  type CelValue,
} from '@bufbuild/cel';
import { opaque, payloadOf } from '../opaque';
import { BOOL, DYN, MAP } from '../types';

function isZero(value: CelValue): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === 0n ||
    value === false ||
    (isCelUint(value) && value.value === 0n) ||
    ((isCelList(value) || isCelMap(value)) && value.size === 0)
  );
}

/** CEL's optional values, but for the syntax `a.?b`, which the CEL library does not read. */
export const optionalFunctions: readonly CelFunc[] = [
  celFunc('optional.none', [], MAP, () => opaque('optional')),
  celFunc('optional.of', [DYN], MAP, value => opaque('optional', value)),
  celFunc('optional.ofNonZeroValue', [DYN], MAP, value =>
    isZero(value) ? opaque('optional') : opaque('optional', value),
  ),
  celMethod('hasValue', MAP, [], BOOL, function hasValue() {
    return payloadOf('optional', this).length > 0;
  }),
  celMethod('value', MAP, [], DYN, function value() {
    const [held] = payloadOf('optional', this);
    if (held === undefined) {
      throw new Error('optional.none() has no value');
    }
    return held;
  }),
  celMethod('orValue', MAP, [DYN], DYN, function orValue(other) {
    const [held] = payloadOf('optional', this);
    return held === undefined ? other : held;
  }),
  celMethod('or', MAP, [MAP], MAP, function or(other) {
    return payloadOf('optional', this).length > 0 ? this : other;
  }),
];
