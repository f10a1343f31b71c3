const CAUSED_BY = '; caused by ';

/**
 * What the catalog says of an entity, in the words of the one who knows: the catalog names the processor that it asked,
 * the entity and the class of the error first, which tells its author nothing. The last cause is what has to be mended.
 */
export function plainReason(message: string): string {
  const cause = message.slice(lastIndexAfter(message, CAUSED_BY));
  return cause.replace(/^[A-Za-z]*Error: (?=\S)/, '');
}

/** The part of the entity that a reason begins with, as the catalog's schema validation writes it: a JSON pointer. */
export function fieldOf(reason: string): string {
  return /^\/\S+/.exec(reason)?.[0] ?? '';
}

function lastIndexAfter(text: string, part: string): number {
  const index = text.lastIndexOf(part);
  return index < 0 ? 0 : index + part.length;
}
