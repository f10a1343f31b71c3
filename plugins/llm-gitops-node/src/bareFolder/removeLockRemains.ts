import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { readFolder, removeEmptyFolder } from '../objects/folders';
import { LOCK_STAGE_FOLDER, parseLockOwner } from './lockOwner';
import { stateOfProcess } from './processIdentity';

/** Removes what killed processes of this machine left behind, so that git need not wait for our next commit. */
export async function removeLockRemains(
  gitdir: string,
  options: {
    refs: readonly string[];
    /** Folders of refs, such as `refs/heads/modelyard`. */
    folders: readonly string[];
  },
): Promise<void> {
  const locks = options.refs.map(ref => `${join(gitdir, ref)}.lock`);
  for (const folder of options.folders) {
    const path = join(gitdir, folder);
    const names = (await readFolder(path)) ?? [];
    locks.push(
      ...names
        .filter(name => name.endsWith('.lock'))
        .map(name => join(path, name)),
    );
  }

  await removeGone(join(gitdir, LOCK_STAGE_FOLDER));
  for (const lock of locks) {
    await removeGone(lock);
    await removeEmptyFolder(lock);
  }
}

async function removeGone(folder: string): Promise<void> {
  for (const name of (await readFolder(folder)) ?? []) {
    const owner = parseLockOwner(name);
    if (owner && stateOfProcess(owner) === 'gone') {
      await fs.rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
