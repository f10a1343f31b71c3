import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { setField } from './readJson';

/**
 * Does to an object what the API server does to a custom resource before it looks at it: takes out every null that the schema does
 * not allow, and puts each default where nothing is. The object is changed.
 *
 * Order and treatment of null: Kubernetes' structural defaulting (nulls of fields without default are dropped, of fields with one
 * are replaced).
 */
export function applyDefaults(node: SchemaNode, value: unknown): void {
  if (Array.isArray(value)) {
    const { items } = node;
    if (items) {
      for (const item of value) {
        applyDefaults(items, item);
      }
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  const object: Record<string, unknown> = value;
  for (const name of Object.keys(object)) {
    const field = node.field(name);
    if (!field) {
      continue;
    }
    if (object[name] !== null) {
      applyDefaults(field, object[name]);
    } else if (!field.nullable && accepts(field)) {
      delete object[name];
    }
  }
  for (const name of node.defaultedNames) {
    if (!Object.hasOwn(object, name)) {
      const field = node.property(name);
      const copy = structuredCopy(field?.defaultValue);
      setField(object, name, copy);
      if (field) {
        applyDefaults(field, object[name]);
      }
    }
  }
}

// A field whose type is open keeps its null.
function accepts(field: SchemaNode): boolean {
  return field.types.length > 0 || field.intOrString || field.isQuantity;
}

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(structuredCopy);
  }
  if (!isRecord(value)) {
    return value;
  }
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    setField(copy, key, structuredCopy(item));
  }
  return copy;
}
