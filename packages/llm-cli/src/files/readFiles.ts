import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../CliContext';

/** A file that was named, or found in a folder that was. */
export interface NamedFile {
  readonly path: string;
  readonly text: string;
}

/** The text of a file; `-` is standard input. */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** The first bytes of a file, or all of one that is shorter; of the rest nothing is read. */
export function readBeginning(path: string, most: number): Uint8Array {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = new Uint8Array(Math.min(most, fstatSync(file).size));
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** Files as they were named, and those of the endings below folders that were, sorted by path. */
export function readFiles(
  paths: readonly string[],
  endings: readonly string[],
): NamedFile[] {
  return paths.flatMap(path =>
    (path === '-' ? ['-'] : findFiles(path, endings)).map(file => ({
      path: file,
      text: readText(file),
    })),
  );
}

/** A file itself, or those of the endings below a folder, sorted by path. */
export function findFiles(path: string, endings: readonly string[]): string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  if (!isFolder) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) {
        return findFiles(inside, endings);
      }
      return endings.some(ending => entry.name.endsWith(ending))
        ? [inside]
        : [];
    });
}

function reasonOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
