import { JsonObject, JsonValue } from '@backstage/types';
import { isRecord } from '../safe';

/**
 * Keeps of a value what has the type that a schema gives it, and drops the rest, so that rules find text where they expect
 * text. Items of a list keep their places: one that is dropped leaves `undefined`. Only types are looked at, not patterns,
 * limits or required fields; the schema's own validation says what is wrong.
 *
 * @param schema - A JSON Schema of `type`, `properties`, `additionalProperties`, `items` and local references
 * @param definitions - What local references point to
 */
export function conform(
  schema: JsonObject,
  value: unknown,
  definitions: JsonObject,
): unknown {
  const { type, properties, additionalProperties, items } = resolved(
    schema,
    definitions,
  );
  if (![type].flat().some(candidate => hasType(value, candidate))) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(item =>
      isRecord(items) ? conform(items, item, definitions) : item,
    );
  }
  if (!isRecord(value)) {
    return value;
  }
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const fieldSchema =
      isRecord(properties) && Object.hasOwn(properties, key)
        ? properties[key]
        : additionalProperties;
    const conforming = isRecord(fieldSchema)
      ? conform(fieldSchema, field, definitions)
      : undefined;
    if (conforming !== undefined) {
      if (key === '__proto__') {
        // An assignment would set the prototype.
        Object.defineProperty(kept, key, {
          value: conforming,
          enumerable: true,
        });
      } else {
        kept[key] = conforming;
      }
    }
  }
  return kept;
}

function resolved(schema: JsonObject, definitions: JsonObject): JsonObject {
  const name =
    typeof schema.$ref === 'string' &&
    schema.$ref.replace(/^#\/definitions\//, '');
  const target = name ? definitions[name] : undefined;
  return isRecord(target) ? (target as JsonObject) : schema;
}

function hasType(value: unknown, type: JsonValue | undefined): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}
