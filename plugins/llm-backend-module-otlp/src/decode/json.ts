import { Malformed } from './Malformed';
import { AttributeValue, LONGEST_TEXT } from './records';

/** An object of a request in JSON. */
export type JsonMap = Readonly<Record<string, unknown>>;

/**
 * Parses a request in JSON.
 *
 * @throws Malformed that, other than the error of the parser, does not quote what stands there
 */
export function parseJson(body: Buffer): JsonMap {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Malformed('is not JSON');
  }
  return mapOf(value, 'the request');
}

/** @throws Malformed where the value is no object */
export function mapOf(value: unknown, what: string): JsonMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(`has something else than an object for ${what}`);
  }
  return value as JsonMap;
}

/** The objects of a list; none where it is absent. */
export function listOf(parent: JsonMap, key: string): readonly JsonMap[] {
  const value = parent[key] ?? [];
  if (!Array.isArray(value)) {
    throw new Malformed(`has something else than a list for ${key}`);
  }
  return value.map(each => mapOf(each, `a part of ${key}`));
}

/** An object inside of another; an empty one where it is absent. */
export function innerOf(parent: JsonMap, key: string): JsonMap {
  return mapOf(parent[key] ?? {}, key);
}

/** A text up to a length; empty where there is none. */
export function textOf(value: unknown, longest = LONGEST_TEXT): string {
  return typeof value === 'string' && value.length <= longest ? value : '';
}

/** A number, which is a text where it has 64 bits, and may be `"NaN"` where it is a fraction; undefined where it is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value !== 'string' || value.trim() === '') {
    return undefined;
  }
  const number = Number(value);
  return Number.isNaN(number) && value !== 'NaN' ? undefined : number;
}

/** A moment in nanoseconds as milliseconds; 0 where it is absent. */
export function momentOf(value: unknown): number {
  return (numberOf(value) ?? 0) / 1e6;
}

/** Numbers of a list, and NaN for what is none. */
export function numbersOf(parent: JsonMap, key: string): number[] {
  const value = parent[key] ?? [];
  if (!Array.isArray(value)) {
    throw new Malformed(`has something else than a list for ${key}`);
  }
  return value.map(each => numberOf(each) ?? NaN);
}

/** Reads a value of an attribute that is a short text, a number or a truth value. */
export function valueOf(value: unknown): AttributeValue | undefined {
  const { stringValue, boolValue, intValue, doubleValue }: JsonMap = mapOf(
    value ?? {},
    'the value of an attribute',
  );
  if (typeof stringValue === 'string') {
    return stringValue.length <= LONGEST_TEXT ? stringValue : undefined;
  }
  if (typeof boolValue === 'boolean') {
    return boolValue;
  }
  return numberOf(intValue ?? doubleValue);
}

/** Hexadecimal digits of so many bytes, in lower case; empty where they are not so many, or all zero. */
export function idOf(value: unknown, bytes: number): string {
  const id = typeof value === 'string' ? value.toLowerCase() : '';
  return id.length === bytes * 2 && /^[0-9a-f]+$/.test(id) && /[^0]/.test(id)
    ? id
    : '';
}
