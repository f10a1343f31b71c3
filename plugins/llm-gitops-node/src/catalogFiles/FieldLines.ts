import { Entity } from '@backstage/catalog-model';
import { LineCounter } from 'yaml';
import { findFieldOffset } from './findFieldOffset';
import { parseDocuments } from './parseDocuments';
import type { CatalogFileEntity } from './readCatalogFile';

/**
 * A field of an entity in its file.
 *
 * @public
 */
export interface CatalogFileField {
  /** The entity, as the catalog has it that was read. */
  file: CatalogFileEntity;
  /** Such as `spec.versions[0].name`, or as a JSON pointer; empty for the entity as a whole. */
  path: string;
}

/**
 * Finds the lines of fields. Of thousands of files only those with a problem are asked about, so a file is parsed again
 * when it is, rather than kept parsed.
 */
export class FieldLines {
  readonly #readFile: (path: string) => Promise<Uint8Array>;
  readonly #known = new WeakMap<Entity, Map<string, number>>();

  /** `readFile` gives the content that the entities were read from. */
  static create(options: {
    readFile: (path: string) => Promise<Uint8Array>;
  }): FieldLines {
    return new FieldLines(options.readFile);
  }

  private constructor(readFile: (path: string) => Promise<Uint8Array>) {
    this.#readFile = readFile;
  }

  /** The line of each field, or of the deepest part of its path that is there. */
  async find(fields: readonly CatalogFileField[]): Promise<number[]> {
    const unknown = new Map<string, CatalogFileField[]>();
    for (const field of fields) {
      const { entity, path } = field.file;
      if (!this.#known.get(entity)?.has(field.path)) {
        unknown.set(path, [...(unknown.get(path) ?? []), field]);
      }
    }
    for (const [path, fieldsOfFile] of unknown) {
      this.#locate(await this.#readFile(path), fieldsOfFile);
    }
    return fields.map(
      ({ file, path }) => this.#known.get(file.entity)?.get(path) ?? file.line,
    );
  }

  #locate(content: Uint8Array, fields: readonly CatalogFileField[]): void {
    const lines = new LineCounter();
    const documents = new Map(
      parseDocuments(content, lines).map(document => [
        lines.linePos(findFieldOffset(document, '')).line,
        document,
      ]),
    );
    for (const { file, path } of fields) {
      const document = documents.get(file.line);
      const line = document
        ? lines.linePos(findFieldOffset(document, path)).line
        : file.line;
      const known = this.#known.get(file.entity) ?? new Map<string, number>();
      this.#known.set(file.entity, known.set(path, line));
    }
  }
}
