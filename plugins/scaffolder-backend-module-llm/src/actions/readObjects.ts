import { parseAllDocuments } from 'yaml';

/** An object of a file. */
export interface FoundObject {
  object: unknown;
  /** What people call it: file, kind and name. */
  name: string;
  path: string;
  content: string;
  /** Which of the documents of the file it is, from 0. */
  document: number;
}

/** The objects in a file; what is no YAML is added to the errors. */
export function readObjects(
  path: string,
  content: string,
  errors: string[],
): FoundObject[] {
  return [...parseAllDocuments(content, { logLevel: 'error' })].flatMap(
    (document, index) => {
      if (document.errors.length > 0) {
        errors.push(
          `${path}: is not valid YAML: ${document.errors[0].message}`,
        );
        return [];
      }
      const object: unknown = document.toJS();
      return object === null
        ? []
        : [
            {
              object,
              name: nameOf(path, index, object),
              path,
              content,
              document: index,
            },
          ];
    },
  );
}

function nameOf(path: string, index: number, object: unknown): string {
  const { kind, metadata } = object as {
    kind?: unknown;
    metadata?: { name?: unknown };
  };
  return typeof kind === 'string' && typeof metadata?.name === 'string'
    ? `${path} ${kind} ${metadata.name}`
    : `${path} document ${index + 1}`;
}
