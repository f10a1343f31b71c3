import { celList, celMap, type CelInput } from '@bufbuild/cel';
import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { compileExpression } from './programs';
import { escapeName } from './escapeName';

/*
 * Values as rules see them: whole numbers as integers (`1 == 1.0` is another question in CEL), times and bytes as such, and fields
 * by their escaped names.
 */

/** A list; items that the schema says nothing about are left out, as no rule can speak of them. */
export function celOfList(items: readonly (CelInput | undefined)[]): CelInput {
  return celList(items.map(item => (item === undefined ? null : item)));
}

/** A mapping with free keys, or an object with named fields. */
export function celOfObject(
  node: SchemaNode,
  entries: readonly (readonly [string, CelInput | undefined])[],
  object?: Readonly<Record<string, unknown>>,
): CelInput {
  const fields = new Map<string, CelInput>();
  for (const [name, value] of entries) {
    const key = node.property(name) ? escapeName(name) : name;
    if (value !== undefined && key !== undefined) {
      fields.set(key, value);
    }
  }
  if (object) {
    addTypeMeta(fields, object);
  }
  return celMap(fields);
}

// An object of Kubernetes can be asked for its type and its name, whatever the schema says.
function addTypeMeta(
  fields: Map<string, CelInput>,
  object: Readonly<Record<string, unknown>>,
): void {
  for (const name of ['apiVersion', 'kind']) {
    const value = object[name];
    if (typeof value === 'string') {
      fields.set(name, value);
    }
  }
  fields.set('metadata', celOfMetadata(object.metadata));
}

// What a rule may know of `metadata`: the name. A name that is still to be generated gets its five characters before rules run.
function celOfMetadata(metadata: unknown): CelInput {
  const { name, generateName } = isRecord(metadata) ? metadata : {};
  const fields = new Map<string, CelInput>();
  if (typeof generateName === 'string') {
    fields.set('generateName', generateName);
    fields.set('name', `${generateName}xxxxx`);
  }
  if (typeof name === 'string' && name !== '') {
    fields.set('name', name);
  }
  return celMap(fields);
}

/** A single value. */
export function celOfScalar(
  node: SchemaNode,
  value: unknown,
): CelInput | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) && !node.types.includes('number')
        ? BigInt(value)
        : value;
    case 'string':
      return converted(node.numberFormat, value);
    case 'boolean':
      return value;
    default:
      return value === null ? null : undefined;
  }
}

const CONVERSIONS: Readonly<Record<string, string>> = {
  'date-time': 'timestamp(self)',
  date: "timestamp(self + 'T00:00:00Z')",
  duration: 'duration(self)',
  byte: 'bytes(self)',
};

function converted(format: string | undefined, text: string): CelInput {
  const expression = format && CONVERSIONS[format];
  const program = expression ? compileExpression(expression) : undefined;
  const outcome = program?.ok ? program.evaluate({ self: text }) : undefined;
  return outcome?.ok ? outcome.value : text;
}
