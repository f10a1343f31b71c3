import { orderedKeys } from './orderedKeys';
import { printByLibrary, printScalar } from './printScalar';

/**
 * Prints objects as one YAML text, a document each. The same objects give the same bytes, whatever order their fields
 * were set in. Fields that are `undefined` are left out.
 *
 * Kubernetes' tools read YAML 1.1, where `on`, `0777`, `1_000` and `12:30` are no texts: whatever any version of YAML
 * could take for something else is quoted.
 *
 * The layout is made here, and so are the plain values that manifests mostly consist of. Whatever is less simple is left to
 * the YAML library, which takes twenty times as long; both print the same.
 *
 * @public
 */
export function printObjects(objects: readonly unknown[]): string {
  return objects
    .map(object => `${print(object, '') ?? printByLibrary(object)}\n`)
    .join('---\n');
}

/** A value whose lines but the first begin with the indentation; undefined where only the library can print it. */
function print(value: unknown, indent: string): string | undefined {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : printList(value, indent);
  }
  if (typeof value === 'object' && value !== null) {
    const map = value as Readonly<Record<string, unknown>>;
    const keys = orderedKeys(map);
    return keys.length === 0 ? '{}' : printMap(map, keys, indent);
  }
  return printScalar(value);
}

function printList(list: readonly unknown[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const item of list) {
    const printed = print(item, inner);
    text += text && `\n${indent}`;
    text +=
      printed === undefined
        ? indented(printByLibrary([item]), indent)
        : `- ${printed}`;
  }
  return text;
}

function printMap(
  map: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `;
  let text = '';
  for (const key of keys) {
    const value = map[key];
    const label = printScalar(key);
    const printed = label === undefined ? undefined : print(value, inner);
    text += text && `\n${indent}`;
    if (printed === undefined) {
      text += indented(printByLibrary({ [key]: value }), indent);
    } else if (
      typeof value !== 'object' ||
      value === null ||
      isEmpty(printed)
    ) {
      text += `${label}: ${printed}`;
    } else {
      text += `${label}:\n${inner}${printed}`;
    }
  }
  return text;
}

function isEmpty(printed: string): boolean {
  return printed === '{}' || printed === '[]';
}

/** Moves the lines but the first to the right; lines that are empty stay so. */
function indented(text: string, indent: string): string {
  return indent === '' ? text : text.replace(/\n(?!\n|$)/g, `\n${indent}`);
}
