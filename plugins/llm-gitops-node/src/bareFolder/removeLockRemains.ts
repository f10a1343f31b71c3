import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { readFolder, removeEmptyFolder } from './folders';
import { LOCK_STAGE_FOLDER, parseLockOwner } from './lockOwner';
import { stateOfProcess } from './processIdentity';

/** Removes what killed processes of this machine left behind, so that git need not wait for our next commit. */
export async function removeLockRemains(
  gitdir: string,
  ref: string,
): Promise<void> {
  const lock = `${join(gitdir, ref)}.lock`;
  for (const folder of [lock, join(gitdir, LOCK_STAGE_FOLDER)]) {
    for (const name of (await readFolder(folder)) ?? []) {
      const owner = parseLockOwner(name);
      if (owner && stateOfProcess(owner) === 'gone') {
        await fs.rm(join(folder, name), { recursive: true, force: true });
      }
    }
  }
  await removeEmptyFolder(lock);
}
