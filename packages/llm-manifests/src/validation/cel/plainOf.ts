import { isCelList, isCelMap, isCelUint, type CelInput } from '@bufbuild/cel';

/** A value of CEL as JSON would show it, for messages. */
export function plainOf(value: CelInput | undefined): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isCelUint(value)) {
    return Number(value.value);
  }
  if (isCelList(value)) {
    return Array.from(value, item => plainOf(item));
  }
  if (isCelMap(value)) {
    return Object.fromEntries(
      Array.from(value.entries(), ([key, item]) => [
        String(key),
        plainOf(item),
      ]),
    );
  }
  return String(value);
}
