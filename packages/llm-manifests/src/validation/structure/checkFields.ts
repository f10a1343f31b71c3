import { plainText } from './show';
import type { SchemaNode } from '../schema/SchemaNode';
import { checkObjectMeta } from './checkObjectMeta';
import type { Walk } from './Walk';

/** Compares the fields of a mapping with those that the schema counts and asks for; their values are looked at elsewhere. */
export function checkFields(
  walk: Walk,
  node: SchemaNode,
  object: Readonly<Record<string, unknown>>,
  options: { readonly root: boolean },
): void {
  checkSize(walk, node, Object.keys(object).length);
  for (const name of node.required) {
    // What every object must have is checked, and said in better words, where the object begins.
    if (!Object.hasOwn(object, name) && !(options.root && isTypeMeta(name))) {
      walk.error('missing-field', 'must be there, and is missing', {
        below: [name],
      });
    }
  }
  if (node.embedded && !options.root) {
    checkEmbedded(walk, object);
  }
}

function checkSize(walk: Walk, node: SchemaNode, size: number): void {
  const most = node.limit('maxProperties');
  const least = node.limit('minProperties');
  if (most !== undefined && size > most) {
    walk.error(
      'max-properties',
      `must have at most ${most} fields, but has ${size}`,
    );
  }
  if (least !== undefined && size < least) {
    walk.error(
      'min-properties',
      least === 1
        ? 'must not be an empty mapping'
        : `must have at least ${least} fields, but has ${size}`,
    );
  }
}

/** Whether a field says what an object of Kubernetes is. */
export function isTypeMeta(name: string): boolean {
  return name === 'apiVersion' || name === 'kind' || name === 'metadata';
}

function checkEmbedded(
  walk: Walk,
  object: Readonly<Record<string, unknown>>,
): void {
  for (const name of ['apiVersion', 'kind']) {
    if (typeof object[name] !== 'string' || object[name] === '') {
      walk.error(
        'missing-field',
        'must be there: this is an object of Kubernetes within another one',
        { below: [name] },
      );
    }
  }
  const apiVersion = plainText(object.apiVersion);
  checkObjectMeta(walk, object.metadata, {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind: plainText(object.kind),
    embedded: true,
  });
}

/** What to say of a field that the schema does not have. */
export function unknownField(node: SchemaNode, name: string): string {
  const lower = name.toLowerCase();
  const near = node.propertyNames.find(
    known => known.toLowerCase() === lower || oneEditApart(known, name),
  );
  return near
    ? `is not known here; ${near} is`
    : 'is not known here, and the cluster would drop it or reject the object';
}

// Whether one letter more, less or other makes one name of the other.
function oneEditApart(left: string, right: string): boolean {
  const [short, long] =
    left.length < right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1 || long.length < 4) {
    return false;
  }
  let at = 0;
  while (at < short.length && short[at] === long[at]) {
    at += 1;
  }
  const skip = long.length === short.length ? 1 : 0;
  return short.slice(at + skip) === long.slice(at + 1);
}
