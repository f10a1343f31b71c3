import {
  Document,
  DocumentOptions,
  isScalar,
  LineCounter,
  parseAllDocuments,
  ParseOptions,
  SchemaOptions,
  Tags,
  visit,
} from 'yaml';
import { UsageError } from '../CliContext';
import { expandList } from './expandList';
import { NamedFile, readFiles } from './readFiles';

/** One object of a manifest file. */
export interface NamedDocument {
  readonly path: string;
  /** Place of the document in the file, from 1. */
  readonly number: number;
  /** Place within a list, such as `items[2]`; absent for an object that is a document of its own. */
  readonly item?: string;
  readonly value: unknown;
}

/** `sigs.k8s.io/yaml`: YAML 1.1, but neither is `12:30` a number nor a date anything but a text. */
const KUBERNETES_YAML = {
  version: '1.1',
  customTags: (tags: Tags) =>
    tags.filter(
      tag =>
        typeof tag === 'string' ||
        (!('format' in tag && tag.format === 'TIME') &&
          tag.tag !== 'tag:yaml.org,2002:timestamp' &&
          tag.tag !== 'tag:yaml.org,2002:binary'),
    ),
} as const;

/**
 * The objects of YAML and JSON files, as Kubernetes' tools read them: in YAML 1.1, and with each object of a list by
 * itself. Empty documents are left out.
 */
export function readDocuments(paths: readonly string[]): NamedDocument[] {
  return readFiles(paths, ['.yaml', '.yml', '.json'])
    .flatMap(file => documentsOf(file, KUBERNETES_YAML))
    .flatMap(document =>
      expandList(document.value).map(place => ({ ...document, ...place })),
    );
}

/** Where an object stands in its file, for messages: `pods.yaml #1 items[2]`. */
export function placeOf({
  path,
  number,
  item,
}: Pick<NamedDocument, 'path' | 'number' | 'item'>): string {
  return [path, `#${number}`, item].filter(Boolean).join(' ');
}

/** The same as data, for the next program. */
export function placeData({ path, number, item }: NamedDocument) {
  return { file: path, document: number, ...(item !== undefined && { item }) };
}

function documentsOf(
  { path, text }: NamedFile,
  dialect: ParseOptions & DocumentOptions & SchemaOptions,
): NamedDocument[] {
  const lines = new LineCounter();
  return refuseUnreadable(path, () =>
    parseAllDocuments(text, {
      ...dialect,
      logLevel: 'error',
      // The parser's own check compares each key with each other one.
      uniqueKeys: false,
      lineCounter: lines,
    }).flatMap((document, index) => {
      const [problem] = document.errors;
      if (problem) {
        throw problem;
      }
      checkKeys(document, lines);
      const value: unknown = document.toJS();
      refuseCycles(value);
      return value === null || value === undefined
        ? []
        : [{ path, number: index + 1, value }];
    }),
  );
}

function checkKeys(document: Document.Parsed, lines: LineCounter): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (isScalar(key) && seen.has(key.value) && key.value !== '<<') {
          const { line } = lines.linePos(key.range?.[0] ?? 0);
          throw new Error(`line ${line} has the key "${key.value}" once more`);
        }
        seen.add(isScalar(key) ? key.value : key);
      }
    },
  });
}

/** What is nested too deep or refers to itself too often is no more readable than what is no YAML. */
function refuseUnreadable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.includes('call stack')
      ? 'it is nested too deep'
      : message;
    throw new UsageError(`${path} is not valid YAML: ${reason}`);
  }
}

/** Kubernetes takes JSON, which can hold nothing that contains itself. */
function refuseCycles(value: unknown): void {
  try {
    JSON.stringify(value);
  } catch (error) {
    throw error instanceof TypeError
      ? new Error('an anchor is used within itself')
      : error;
  }
}

/** One value out of a YAML 1.2 or JSON file that is no manifest. */
export function parseValue(file: NamedFile): unknown {
  const [first, ...rest] = documentsOf(file, { version: '1.2' });
  if (!first || rest.length > 0) {
    throw new UsageError(`${file.path} must hold exactly one document`);
  }
  return first.value;
}
