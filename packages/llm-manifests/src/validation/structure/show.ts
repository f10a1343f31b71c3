const LONGEST = 80;

/** Shows a value in a message: as JSON, cut where it would fill the screen. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Joins alternatives with "or", a few of many. */
export function oneOf(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map(show);
  const last = values.length > shown.length ? 'others' : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} or ${last}` : `${last}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** A type in words. */
export function typeInWords(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

/** A value as a text: texts as they are, anything else as JSON. An object of JSON can have a field `toString`, and then has no text of its own. */
export function plainText(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}
