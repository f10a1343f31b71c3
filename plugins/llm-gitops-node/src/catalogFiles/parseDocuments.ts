import {
  Document,
  LineCounter,
  parseAllDocuments,
  visit,
  YAMLError,
} from 'yaml';

/** Bytes of one file. */
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_DOCUMENTS = 1000;
/** How often the anchors of one document may be used, counted with what they contain. */
const MAX_ALIASES = 100;
/** Characters of one entity as JSON, with its aliases resolved. */
const MAX_ENTITY_LENGTH = 1024 * 1024;

/** The documents of a file, sound or not. Throws where it is too large, or no text. */
export function parseDocuments(
  content: string | Uint8Array,
  lineCounter: LineCounter,
): Document[] {
  const bytes = Buffer.from(content);
  if (bytes.length > MAX_FILE_BYTES) {
    throw new Error(
      `has ${bytes.length} bytes, more than the ${MAX_FILE_BYTES} that are read`,
    );
  }
  const documents = parseAllDocuments(decode(bytes), {
    lineCounter,
    prettyErrors: false,
    // It would write to the process' own warnings otherwise.
    logLevel: 'error',
  });
  if (documents.length > MAX_DOCUMENTS) {
    throw new Error(
      `has ${documents.length} documents, more than the ${MAX_DOCUMENTS} that are read`,
    );
  }
  return [...documents];
}

/**
 * Where to look for what is wrong. A quote that nobody closes is noticed at the end of the file, and stands where its
 * text begins.
 */
export function placeOfError(
  { code, pos }: YAMLError,
  document: Document,
): number {
  let place = pos[0];
  if (code === 'MISSING_CHAR') {
    visit(document, {
      Scalar(_key, { type, range }) {
        const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
        if (isQuoted && range && range[0] < pos[0] && pos[0] <= range[2]) {
          place = range[0];
        }
      },
    });
  }
  return place;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8 text');
  }
}

/** The document as plain JSON, which is what the catalog stores. */
export function toJson(document: Document): unknown {
  const text = JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES }));
  if (text.length > MAX_ENTITY_LENGTH) {
    throw new Error(
      `is too large: ${text.length} characters as JSON, more than ${MAX_ENTITY_LENGTH}`,
    );
  }
  return JSON.parse(text);
}
