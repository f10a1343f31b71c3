import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject, JsonValue } from '@backstage/types';

/**
 * The same action with schemas in which every reference is replaced by what it points to. A schema that stands in two
 * places becomes a reference when it is turned into JSON Schema, and the scaffolder's validator fails on references within
 * alternatives.
 */
export function withInlineSchemas<T extends TemplateAction<any, any, any>>(
  action: T,
): T {
  const { schema } = action;
  return {
    ...action,
    schema: schema && {
      input: schema.input && inlineReferences(schema.input as JsonObject),
      output: schema.output && inlineReferences(schema.output as JsonObject),
    },
  };
}

/** A schema without references; one that refers to itself cannot be written so, and throws. */
export function inlineReferences(schema: JsonObject): JsonObject {
  const inline = (value: JsonValue, open: readonly string[]): JsonValue => {
    if (Array.isArray(value)) {
      return value.map(item => inline(item!, open));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const { $ref, ...rest } = value;
    if (typeof $ref === 'string') {
      if (open.includes($ref)) {
        throw new Error(`The schema refers to itself at ${$ref}`);
      }
      const target = inline(resolve(schema, $ref), [...open, $ref]);
      // What stands beside a reference, such as a description, is of this place.
      return { ...(target as JsonObject), ...rest };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inline(item!, open)]),
    );
  };
  return inline(schema, []) as JsonObject;
}

function resolve(schema: JsonObject, ref: string): JsonValue {
  let found: JsonValue | undefined = schema;
  for (const part of ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const key = decodeURIComponent(part)
      .replace(/~1/g, '/')
      .replace(/~0/g, '~');
    found = (found as JsonObject | undefined)?.[key];
  }
  if (found === undefined) {
    throw new Error(`The schema has nothing at ${ref}`);
  }
  return found;
}
