import {
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { failure, Issue, Result, success } from '@modelyard/llm-units';
import { Document, parseAllDocuments, parseDocument } from 'yaml';
import { keepWriting } from './keepWriting';
import { createMap, mergeMap, requireMap } from './mergeYaml';

/** A list that begins in the column of its key. */
const UNINDENTED_LIST = /^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m;

/**
 * What is to be changed in an entity. A field that is absent stays as it is; `null` removes one. Lists whose items have
 * a `name` are changed item by item, where one with `$patch: delete` is taken out; others are replaced.
 *
 * @public
 */
export interface EntityUpdate {
  /** As entities spell it. */
  apiVersion: string;
  /** As entities spell it. */
  kind: string;
  /** Name, and the fields to change; the namespace is `default` where it is absent. */
  metadata: JsonObject & { name: string; namespace?: string };
  /** The fields to change. */
  spec?: JsonObject;
}

/**
 * A catalog file with an entity changed or added.
 *
 * @public
 */
export interface UpdatedEntityFile {
  /** The whole file. */
  text: string;
  /** The entity as it stands in it now. */
  entity: Entity;
  /** What became of the entity. */
  outcome: 'created' | 'changed' | 'unchanged';
}

/**
 * Changes an entity in the text of its catalog file, or adds it. Comments, the order of fields, and everything that is
 * not named stay; other documents of the file keep every byte, and so does the whole file where nothing changes.
 *
 * @param options - `text` is the file as it is; undefined where there is none yet
 * @returns The new file, or why the present one cannot be changed
 * @public
 */
export function updateEntityFile(options: {
  text: string | undefined;
  update: EntityUpdate;
}): Result<UpdatedEntityFile> {
  const { text = '', update } = options;
  const documents = [...parseAllDocuments(text, { logLevel: 'error' })];
  const broken = documents.find(({ errors }) => errors.length > 0);
  if (broken) {
    const { message } = broken.errors[0];
    return failure('yaml-invalid', `is not valid YAML: ${message}`);
  }
  const found = documents.find(document => isEntity(document, update));
  if (!found) {
    return addDocument(text, update);
  }
  const before = JSON.stringify(found.toJS());
  const printedBefore = print(found, text);
  const problem = mergeMap(requireMap(found.contents), toMerge(update));
  if (problem) {
    return { ok: false, issues: [problem] };
  }
  const entity: Entity = found.toJS();
  const after = JSON.stringify(entity);
  if (after === before) {
    return success({ text, entity, outcome: 'unchanged' });
  }
  const [start, , end] = found.range;
  const written = text.slice(start, end);
  const changed = keepWriting({
    written,
    printedBefore,
    printedAfter: print(found, text),
    isRight: candidate =>
      JSON.stringify(parseDocument(candidate).toJS()) === after,
  });
  return success({
    text: text.slice(0, start) + changed + text.slice(end),
    entity,
    outcome: 'changed',
  });
}

function addDocument(
  text: string,
  update: EntityUpdate,
): Result<UpdatedEntityFile> {
  const document = new Document();
  const map = createMap(document);
  document.contents = map;
  const problem: Issue | undefined = mergeMap(map, toMerge(update));
  if (problem) {
    return { ok: false, issues: [problem] };
  }
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const separator = text.trim() === '' ? '' : '---\n';
  return success({
    text: before + separator + print(document),
    entity: document.toJS(),
    outcome: 'created',
  });
}

function toMerge(update: EntityUpdate): JsonObject {
  const { apiVersion, kind, metadata, spec } = update;
  return { apiVersion, kind, metadata, ...(spec && { spec }) };
}

function isEntity(document: Document, update: EntityUpdate): boolean {
  const value: unknown = document.toJS();
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { kind, metadata } = value as Partial<Entity>;
  return (
    typeof kind === 'string' &&
    typeof metadata?.name === 'string' &&
    refOf({ kind, metadata }) === refOf(update)
  );
}

function refOf(options: {
  kind: string;
  metadata: { name: string; namespace?: string };
}): string {
  const { kind, metadata } = options;
  const { name, namespace = DEFAULT_NAMESPACE } = metadata;
  return stringifyEntityRef({ kind, name, namespace });
}

function print(document: Document, text = ''): string {
  return document.toString({
    lineWidth: 0,
    directives: false,
    indentSeq: !UNINDENTED_LIST.test(text),
  });
}
