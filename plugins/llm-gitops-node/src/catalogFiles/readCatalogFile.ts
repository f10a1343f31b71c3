import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { Document, LineCounter } from 'yaml';
import { reasonOf } from '../errors/reasonOf';
import {
  checkCatalogEntity,
  FieldError,
  ForeignEntityError,
} from './checkCatalogEntity';
import { CATALOG_FILE_NAME, isMisnamedCatalogFile } from './fileNames';
import { findFieldOffset } from './findFieldOffset';
import { parseDocuments, placeOfError, toJson } from './parseDocuments';
import { withManagedBy } from './withManagedBy';

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
   * Refs of the entities that stay as they were described when all of the file could last be read, or before the commits
   * that left it unreadable took them out of other files. Only with the first `unreadable` document of a file.
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
  if (isMisnamedCatalogFile(path)) {
    const reason = `is not read: catalog files are named ${CATALOG_FILE_NAME}`;
    result.rejected.push({ path, cause: 'unreadable', reason });
    return result;
  }
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
      ? placeOfError(problem, document)
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
      const field = error instanceof FieldError ? error.field : '';
      result.rejected.push({
        path,
        line: lines.linePos(findFieldOffset(document, field)).line,
        cause,
        reason: reasonOf(error),
      });
    }
  }
  return result;
}
