import { LineCounter, parseAllDocuments } from 'yaml';
import { findFieldOffset } from './findFieldOffset';

/**
 * The line, from 1, at which a field stands in a YAML text, or at which it should be added; undefined where the text has no
 * such document.
 *
 * @public
 */
export function findFieldLine(options: {
  text: string;
  /** Which of the documents of the text, from 0; the first where absent. */
  document?: number;
  /** Such as `spec.versions[0].name`, or a JSON pointer; empty for the document as a whole. */
  path: string;
}): number | undefined {
  const { text, document = 0, path } = options;
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, { lineCounter: lines, logLevel: 'error' }),
  ];
  const found = documents[document];
  return found?.contents
    ? lines.linePos(findFieldOffset(found, path)).line
    : undefined;
}
