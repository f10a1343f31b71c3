// How a text is written in a language so that it stays a text, whatever is in it. What cannot be seen is written by its
// number: a snippet must say what it seems to say.

const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Halves of characters, which only JavaScript can hold, are nobody's. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function quoted(text: string, byNumber: (codePoint: number) => string): string {
  return JSON.stringify(wellFormed(text)).replace(HIDDEN, character =>
    byNumber(character.codePointAt(0)!),
  );
}

function hex(codePoint: number, digits: number): string {
  return codePoint.toString(16).padStart(digits, '0');
}

/** Of a JSON document, and of a double-quoted text in YAML. */
export function jsonText(text: string): string {
  return quoted(text, codePoint =>
    [...String.fromCodePoint(codePoint)]
      .flatMap(character => character.split(''))
      .map(unit => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(''),
  );
}

/** Of JavaScript and TypeScript. */
export function javaScriptText(text: string): string {
  return quoted(text, codePoint => `\\u{${hex(codePoint, 1)}}`);
}

/** Of Python and of Go, which write such characters alike. */
export function longText(text: string): string {
  return quoted(text, codePoint =>
    codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`,
  );
}

/** One word of a POSIX shell. */
export function shellWord(text: string): string {
  // No shell can write these, and no name has them.
  const visible = wellFormed(text).replace(HIDDEN, '\ufffd');
  return `'${visible.replaceAll("'", "'\\''")}'`;
}
