import { isRecord } from '../schema/rawSchema';
import type { SchemaNode, SchemaType } from '../schema/SchemaNode';
import { canonical } from './checkList';
import { typeInWords } from './show';

/** Whether a value is one of those that a schema lists. */
export function isListed(values: readonly unknown[], value: unknown): boolean {
  return (
    values.includes(value) ||
    (typeof value === 'object' &&
      values.some(item => canonical(item) === canonical(value)))
  );
}

/** Whether a node says of what type its values are. */
export function isTyped(node: SchemaNode): boolean {
  return node.types.length > 0 || node.intOrString || node.isQuantity;
}

/** Whether a value is of the type that a node asks for. */
export function hasType(node: SchemaNode, value: unknown): boolean {
  if (node.intOrString) {
    return typeof value === 'string' || Number.isInteger(value);
  }
  if (node.isQuantity) {
    return typeof value === 'string' || typeof value === 'number';
  }
  return (
    node.types.length === 0 || node.types.some(type => isOfType(type, value))
  );
}

function isOfType(type: SchemaType, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** The type that a node asks for, in words. */
export function expected(node: SchemaNode): string {
  if (node.intOrString) {
    return 'a whole number or a text';
  }
  if (node.isQuantity) {
    return 'an amount such as 500m, 8 or 64Gi';
  }
  return node.types.map(typeInWords).join(' or ');
}
