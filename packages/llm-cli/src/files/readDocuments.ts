import { parseAllDocuments } from 'yaml';
import { UsageError } from '../CliContext';
import { NamedFile, readFiles } from './readFiles';

/** One object of a manifest file. */
export interface NamedDocument {
  readonly path: string;
  /** Place of the document in the file, from 1. */
  readonly number: number;
  readonly value: unknown;
}

/** The documents of YAML and JSON files, as Kubernetes' tools read them; empty ones are left out. */
export function readDocuments(paths: readonly string[]): NamedDocument[] {
  return readFiles(paths, ['.yaml', '.yml', '.json']).flatMap(documentsOf);
}

function documentsOf({ path, text }: NamedFile): NamedDocument[] {
  return parseAllDocuments(text, { logLevel: 'error' }).flatMap(
    (document, index) => {
      const [problem] = document.errors;
      if (problem) {
        throw new UsageError(`${path} is not valid YAML: ${problem.message}`);
      }
      const value: unknown = document.toJS();
      return value === null ? [] : [{ path, number: index + 1, value }];
    },
  );
}

/** One value out of a YAML or JSON file. */
export function parseValue(file: NamedFile): unknown {
  const [first, ...rest] = documentsOf(file);
  if (!first || rest.length > 0) {
    throw new UsageError(`${file.path} must hold exactly one document`);
  }
  return first.value;
}
