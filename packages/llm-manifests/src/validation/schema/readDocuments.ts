import { failure, success, type Result } from '@modelyard/llm-units';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

/**
 * Reads the documents of a YAML or JSON text. js-yaml reads CRDs ten times as fast as the parser that the rest of the package edits
 * documents with.
 *
 * @returns the documents that are not empty, or one issue that says where the text cannot be read
 */
export function readDocuments(text: string): Result<unknown[]> {
  try {
    if (/^\s*[{[]/.test(text)) {
      return success([JSON.parse(text)]);
    }
  } catch {
    // Flow style YAML begins like JSON.
  }
  try {
    const documents: unknown[] = loadAll(text, null, { schema: CORE_SCHEMA });
    return success(
      documents.filter(item => item !== null && item !== undefined),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(
      'unreadable-schema',
      `cannot be read as YAML: ${reason.split('\n')[0]}`,
    );
  }
}

/** The documents of a text, unread. A line of three hyphens separates them. */
export function splitDocuments(text: string): readonly string[] {
  return text.split(/^---(?:\s.*)?$/m).filter(part => part.trim() !== '');
}
