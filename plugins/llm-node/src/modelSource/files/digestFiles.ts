import { createHash } from 'node:crypto';
import { compare } from './chooseWeights';

/** A file and the SHA-256 of its content, in hexadecimal. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * The digest of a model: SHA-256 of the canonical list of its files, which is the JSON text of an array of
 * `[path, sha256]`, sorted by path (by code units), without white space.
 *
 * @returns `sha256:` and 64 hexadecimal digits
 */
export function digestFiles(files: readonly HashedFile[]): string {
  const list = [...files]
    .sort((a, b) => compare(a.path, b.path))
    .map(({ path, sha256: hash }) => [path, hash]);
  return `sha256:${sha256(JSON.stringify(list))}`;
}

/** SHA-256 in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
