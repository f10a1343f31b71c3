import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import {
  Document,
  LineCounter,
  parseAllDocuments,
  visit,
  YAMLError,
} from 'yaml';
import { reasonOf } from '../errors/reasonOf';
import { checkCatalogEntity, ForeignEntityError } from './checkCatalogEntity';
import { withManagedBy } from './withManagedBy';

/** Bytes of one file. */
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_DOCUMENTS = 1000;
/** How often the anchors of one document may be used, counted with what they contain. */
const MAX_ALIASES = 100;
/** Characters of one entity as JSON, with its aliases resolved. */
const MAX_ENTITY_LENGTH = 1024 * 1024;

/**
 * A file of the GitOps tree.
 *
 * @public
 */
export interface CatalogFile {
  /** Relative to the root of the tree. */
  path: string;
  /** Text, or bytes that should be UTF-8. */
  content: string | Uint8Array;
}

/**
 * An entity, and the file that it stands in.
 *
 * @public
 */
export interface CatalogFileEntity {
  /** Of the file that it stands in. */
  path: string;
  /** Where in the file its document starts, counted from 1. */
  line: number;
  /** As it is handed to the catalog, with its `managed-by` annotations. */
  entity: Entity;
  /** What its readers should know about where it comes from: warnings only. */
  issues?: readonly Issue[];
}

/**
 * Why a document gives the catalog nothing: it cannot be understood, it is an entity that is not taken from this
 * repository, or its entity stands elsewhere already.
 *
 * @public
 */
export type CatalogFileRejection = 'unreadable' | 'foreign' | 'duplicate';

/**
 * A file, or one document of it, that holds no entity for the catalog.
 *
 * @public
 */
export interface RejectedCatalogFile {
  /** Of the file. */
  path: string;
  /** Where in the file, counted from 1; absent where the whole file is meant. */
  line?: number;
  /** What sort of reason it is. */
  cause: CatalogFileRejection;
  /** Why, in words that its author can act on. */
  reason: string;
  /**
   * Refs of the entities that stay as the file described them when all of it could last be read. Only with the first
   * `unreadable` document of a file.
   */
  kept?: string[];
}

/**
 * What was found in catalog files: each document is in one of the two lists.
 *
 * @public
 */
export interface CatalogFilesResult {
  /** Sorted by path; no entity is there twice. */
  entities: CatalogFileEntity[];
  /** Sorted by path. */
  rejected: RejectedCatalogFile[];
}

/** Reads one file; kinds as {@link readCatalogFiles} takes them. */
export function readCatalogFile(
  file: CatalogFile,
  kinds: readonly string[],
): CatalogFilesResult {
  const { path } = file;
  const result: CatalogFilesResult = { entities: [], rejected: [] };
  const lines = new LineCounter();

  let documents: Document[];
  try {
    documents = parseDocuments(file.content, lines);
  } catch (error) {
    result.rejected.push({
      path,
      cause: 'unreadable',
      reason: reasonOf(error),
    });
    return result;
  }

  for (const document of documents) {
    const problem = document.errors[0] ?? document.warnings[0];
    const start = problem
      ? placeOf(problem, document)
      : document.contents?.range?.[0] ?? 0;
    const { line } = lines.linePos(start);
    if (problem) {
      const reason = `not valid YAML: ${problem.message}`;
      result.rejected.push({ path, line, cause: 'unreadable', reason });
      continue;
    }
    try {
      const value = toJson(document);
      // An empty document stands after a last `---`.
      if (value !== null) {
        const entity = withManagedBy(checkCatalogEntity(value, kinds), path);
        result.entities.push({ path, line, entity });
      }
    } catch (error) {
      const cause =
        error instanceof ForeignEntityError ? 'foreign' : 'unreadable';
      result.rejected.push({ path, line, cause, reason: reasonOf(error) });
    }
  }
  return result;
}

function parseDocuments(
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
function placeOf({ code, pos }: YAMLError, document: Document): number {
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
function toJson(document: Document): unknown {
  const text = JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES }));
  if (text.length > MAX_ENTITY_LENGTH) {
    throw new Error(
      `is too large: ${text.length} characters as JSON, more than ${MAX_ENTITY_LENGTH}`,
    );
  }
  return JSON.parse(text);
}
