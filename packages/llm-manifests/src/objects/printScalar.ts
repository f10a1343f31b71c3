import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { orderedKeys } from './orderedKeys';

/** What YAML 1.1 or 1.2 reads as a truth value, as nothing, as an order to merge, or (some readers) as a number. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?e[-+]?\d+)$/i;

const LONGEST_WORD = 5;

/** A name or a path; no number begins like it, not even one without digits before its exponent. */
const NAME = /^[A-DF-Za-df-z_/][\w/.=@-]*$/;

/** Longer keys are printed by the library in another way. */
const LONGEST = 1_000;

/** Line breaks, and what has to be escaped or could be: only the library knows how. */
const NEEDS_LIBRARY = /[^ -~]/;

/** What YAML takes for a sign of its own: at the beginning, at the end, or followed by a blank. */
const NEEDS_QUOTES = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$/;

/** A value on one line as the library prints it; undefined where only the library knows how. */
export function printScalar(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return printText(value);
    case 'boolean':
      return String(value);
    case 'number':
      return printNumber(value);
    default:
      return value === null ? 'null' : undefined;
  }
}

function printNumber(value: number): string | undefined {
  const text = String(value);
  return /^-?\d+(?:\.\d+)?$/.test(text) && !Object.is(value, -0)
    ? text
    : undefined;
}

// Most texts are names and paths: the first test spares them the others.
function printText(text: string): string | undefined {
  if (text.length > LONGEST_WORD && text.length <= LONGEST && NAME.test(text)) {
    return text;
  }
  if (text.length > LONGEST || NEEDS_LIBRARY.test(text)) {
    return undefined;
  }
  if (isMistakable(text)) {
    return JSON.stringify(text);
  }
  if (!NEEDS_QUOTES.test(text)) {
    return text;
  }
  return text.includes('"') && !text.includes("'")
    ? `'${text}'`
    : JSON.stringify(text);
}

/** Prints any value, without a line break at its end. */
export function printByLibrary(value: unknown): string {
  const document = new Document(undefined, { version: '1.1' });
  document.contents = toNode(value);
  return document
    .toString({ lineWidth: 0, directives: false })
    .replace(/\n$/, '');
}

function toNode(value: unknown): YAMLMap | YAMLSeq | Scalar {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(toNode);
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap();
    const fields = value as Readonly<Record<string, unknown>>;
    map.items = orderedKeys(fields).map(
      key => new Pair(toScalar(key), toNode(fields[key])),
    );
    return map;
  }
  return toScalar(value);
}

function toScalar(value: unknown): Scalar {
  const scalar = new Scalar(value);
  if (typeof value === 'string' && needsQuotes(value)) {
    scalar.type = Scalar.QUOTE_DOUBLE;
  }
  return scalar;
}

/** Whether a text could be read as anything but itself by a reader of YAML 1.1 or 1.2, or hides characters. */
function needsQuotes(text: string): boolean {
  return (
    isMistakable(text) ||
    // The library loses blanks and lines at the beginning of a block.
    (text.includes('\n') && /^\s/.test(text)) ||
    /[^\u0020-\u007e\n\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(
      text,
    )
  );
}

/** Whether a text could be read as a number, a date, a mark between documents, or another word of YAML. */
function isMistakable(text: string): boolean {
  return (
    text === '' ||
    // Numbers in any base, sexagesimal ones, dates.
    /^[-+]?[.\d][-+.,:_\da-f ox]*(?:[tz][-+.:\dz ]*)?$/i.test(text) ||
    /^(?:---|\.\.\.)/.test(text) ||
    /^[-+]?\.(?:inf|nan)$/i.test(text) ||
    WORD.test(text)
  );
}
