import { Document, isMap, isNode, isScalar, isSeq } from 'yaml';

/**
 * Where a field stands, as an offset in the text of the file: the key or item of the deepest part of its path that the
 * document has. Of a field that is missing, that is where it should be added.
 *
 * A path is written as issues have it, `spec.versions[0].name`, or as a JSON pointer. Dots and brackets may also be parts
 * of a key, so what is there decides how a path is read.
 */
export function findFieldOffset(document: Document, path: string): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  let rest = path.startsWith('/') ? fromPointer(path) : path;
  for (;;) {
    const step = rest === '' ? undefined : findStep(node, rest);
    if (!step) {
      return offset;
    }
    offset = step.offset ?? offset;
    node = step.node;
    rest = rest.slice(step.length).replace(/^\./, '');
  }
}

interface Step {
  node: unknown;
  offset: number | undefined;
  /** How much of the path it is. */
  length: number;
}

function findStep(node: unknown, rest: string): Step | undefined {
  if (isSeq(node)) {
    const [text, index] = /^\[(\d+)\]/.exec(rest) ?? [];
    const item = text && node.items[Number(index)];
    return isNode(item)
      ? { node: item, offset: item.range?.[0], length: text!.length }
      : undefined;
  }
  let longest: Step | undefined;
  for (const { key, value } of isMap(node) ? node.items : []) {
    const length = isScalar(key) ? lengthOfKey(String(key.value), rest) : 0;
    if (isScalar(key) && length > (longest?.length ?? 0)) {
      longest = { node: value, offset: key.range?.[0], length };
    }
  }
  return longest;
}

/** How much of a path is a key: 0 where the path does not begin with it. A key of digits is written like an index. */
function lengthOfKey(key: string, rest: string): number {
  const written = [key, `[${key}]`].find(text => rest.startsWith(text));
  const isWhole = /^($|[.[])/.test(rest.slice(written?.length));
  return written && isWhole ? written.length : 0;
}

function fromPointer(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
