import { ServiceUnavailableError } from '@backstage/errors';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../errors/hasCode';
import { readFolder } from './folders';

const OID = /^[0-9a-f]{40}$/;
const PACKED_LINE = /^([0-9a-f]{40}) (\S+)$/;

/**
 * The commit that a ref names, or undefined where it does not exist.
 *
 * The loose file is read before `packed-refs`, and once more after it: git-pack-refs(1) writes the packed file first and
 * removes the loose one then, so the opposite order (isomorphic-git's) can see a value of long ago.
 */
export async function readRef(
  gitdir: string,
  ref: string,
): Promise<string | undefined> {
  return (
    (await readLooseRef(gitdir, ref)) ??
    (await readPackedRef(gitdir, ref)) ??
    (await readLooseRef(gitdir, ref))
  );
}

async function readLooseRef(
  gitdir: string,
  ref: string,
): Promise<string | undefined> {
  const content = await readIfThere(join(gitdir, ref));
  if (content === undefined) {
    return undefined;
  }
  const value = content.trim();
  if (!OID.test(value)) {
    throw new ServiceUnavailableError(
      `${join(gitdir, ref)} does not name a commit; it must be a plain branch`,
    );
  }
  return value;
}

async function readPackedRef(
  gitdir: string,
  ref: string,
): Promise<string | undefined> {
  return parsePackedRefs(await readPackedRefs(gitdir)).get(ref);
}

/** The file of the packed refs; empty where there is none. */
export async function readPackedRefs(gitdir: string): Promise<string> {
  return (await readIfThere(join(gitdir, 'packed-refs'))) ?? '';
}

/** The commits by name; what a tag points to, on a line of its own, is left out. */
export function parsePackedRefs(text: string): Map<string, string> {
  const refs = text.split('\n').flatMap((line): Array<[string, string]> => {
    const [, oid, ref] = PACKED_LINE.exec(line) ?? [];
    return ref ? [[ref, oid]] : [];
  });
  return new Map(refs);
}

/**
 * The names of the refs right below a folder such as `refs/heads/modelyard`, without that folder, sorted. One that is
 * being removed at this moment may be among them.
 */
export async function listRefNames(
  gitdir: string,
  folder: string,
): Promise<string[]> {
  const loose = (await readFolder(join(gitdir, folder))) ?? [];
  const packed = [...parsePackedRefs(await readPackedRefs(gitdir)).keys()]
    .filter(ref => ref.startsWith(`${folder}/`))
    .map(ref => ref.slice(folder.length + 1));
  return [...new Set([...loose, ...packed])]
    .filter(name => !name.includes('/') && !name.endsWith('.lock'))
    .sort();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    // A folder stands there while the branch `main` does not exist and `main/x` does.
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) {
      return undefined;
    }
    throw error;
  }
}
