import { ServiceUnavailableError } from '@backstage/errors';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../errors/hasCode';

const OID = /^[0-9a-f]{40}$/;

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
  const packed = await readIfThere(join(gitdir, 'packed-refs'));
  const line = packed?.split('\n').find(l => l.endsWith(` ${ref}`));
  const value = line?.slice(0, 40);
  return value !== undefined && OID.test(value) ? value : undefined;
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
