/** A part of a schema as it was read: nothing is known of it until it is looked at. */
export type RawSchema = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is RawSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that should hold a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A field that should hold a number. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A field that should hold a list; empty where it is anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a field that should hold a list of texts. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter(item => typeof item === 'string');
}
