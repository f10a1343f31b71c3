import {
  celList,
  celMap,
  isCelList,
  isCelMap,
  type CelMap,
  type CelValue,
} from '@bufbuild/cel';

/** Types of Kubernetes' CEL library that the CEL library does not have. */
type OpaqueType =
  | 'quantity'
  | 'url'
  | 'ip'
  | 'cidr'
  | 'format'
  | 'semver'
  | 'optional';

/*
 * The CEL library has no types of its users' own but Protobuf messages. A value of such a type is a map with the one key `true`,
 * which no object of JSON has, and holds the type and one payload in a canonical form: so values are equal when they should be.
 */
const KEY = true;

/** Wraps a payload into a value of an opaque type. */
export function opaque(
  type: OpaqueType,
  ...payload: readonly CelValue[]
): CelMap {
  return celMap(new Map([[KEY, celList([type, ...payload])]]));
}

/**
 * The payload of a value of an opaque type.
 *
 * @throws Error where the value is of another type. The CEL library makes an error of the expression out of it.
 */
export function payloadOf(type: OpaqueType, value: CelValue): CelValue[] {
  const held = isCelMap(value) ? value.get(KEY) : undefined;
  const items = isCelList(held) ? Array.from(held) : [];
  if (items[0] !== type) {
    throw new Error(`found no matching overload: expected a ${type}`);
  }
  return items.slice(1);
}

/** The payload of a type whose payload is one text. */
export function textIn(type: OpaqueType, value: CelValue): string {
  const [text] = payloadOf(type, value);
  return String(text);
}

/** Whether a value is of an opaque type. */
export function isOpaque(type: OpaqueType, value: CelValue): boolean {
  const held = isCelMap(value) ? value.get(KEY) : undefined;
  return isCelList(held) && held.get(0) === type;
}
