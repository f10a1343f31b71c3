import { ServiceUnavailableError } from '@backstage/errors';
import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasCode } from '../errors/hasCode';
import { removeEmptyFolder } from '../objects/folders';
import { lockOwnerName, LOCK_STAGE_FOLDER } from './lockOwner';
import { LockWatch } from './LockWatch';
import { currentProcess } from './processIdentity';

const MIN_POLL_MS = 4;
const MAX_POLL_MS = 40;

/** How long locks are waited for. */
export interface RefLockTimes {
  /** Until an attempt to lock is given up, in milliseconds. */
  waitMs: number;
  /** How long a lock of another machine or container must stand unchanged before its owner counts as gone. */
  leaseMs: number;
}

export const DEFAULT_LOCK_TIMES: RefLockTimes = {
  waitMs: 30_000,
  leaseMs: 15_000,
};

/**
 * The exclusive right to move one ref.
 *
 * The lock is `<ref>.lock`, which is where git itself locks: while one of the two holds it the other waits. Git creates
 * a file there. We create a folder that holds one file, named after its owner, and that has three consequences:
 *
 * - It appears with its owner in one step (a folder is renamed to there, which succeeds only where nothing or an empty
 *   folder is), so there is never a lock of which nobody knows whose it is.
 * - Removing a stale lock names the owner that was seen (`<ref>.lock/<owner>`). Of two that remove the same one, the
 *   slower finds nothing and cannot take away the lock that the faster has since acquired.
 * - The ref is moved by renaming that very file onto it. Whoever was taken for gone while merely suspended has no such
 *   file any more: the ref does not move, and its owner learns that it must start again.
 *
 * So a wrong guess about who is gone costs a repetition and never a commit.
 */
export class RefLock {
  readonly #refFile: string;
  readonly #ownerFile: string;

  private constructor(refFile: string, ownerFile: string) {
    this.#refFile = refFile;
    this.#ownerFile = ownerFile;
  }

  /**
   * Waits for the lock. `onStale` is told of each stale lock that was removed.
   */
  static async acquire(options: {
    gitdir: string;
    ref: string;
    times: RefLockTimes;
    onStale: (description: string) => void;
  }): Promise<RefLock> {
    const { gitdir, ref, times, onStale } = options;
    const refFile = join(gitdir, ref);
    const folder = `${refFile}.lock`;
    const owner = lockOwnerName(currentProcess());
    const stage = join(gitdir, LOCK_STAGE_FOLDER, owner);

    await fs.mkdir(stage, { recursive: true });
    try {
      await fs.writeFile(join(stage, owner), '');
      const watch = new LockWatch(folder, times.leaseMs, onStale);
      const deadline = performance.now() + times.waitMs;
      while (!(await tryRename(stage, folder, refFile))) {
        await watch.removeIfStale();
        if (performance.now() > deadline) {
          throw new ServiceUnavailableError(await watch.describe());
        }
        await pause();
      }
    } finally {
      await fs.rm(stage, { recursive: true, force: true });
    }
    return new RefLock(refFile, join(folder, owner));
  }

  /**
   * Moves the ref to a commit and gives the lock up. False where the lock was lost before: then nothing has moved.
   */
  async moveRef(commit: string): Promise<boolean> {
    return this.replaceFile(`${commit}\n`);
  }

  /** As {@link moveRef}, with the whole content of the file that is locked. */
  async replaceFile(content: string): Promise<boolean> {
    try {
      // 'r+' never creates: a lost lock must not come back.
      const file = await fs.open(this.#ownerFile, 'r+');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await fs.rename(this.#ownerFile, this.#refFile);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) {
        return false;
      }
      throw error;
    }
    await syncFolder(dirname(this.#refFile));
    await this.release();
    return true;
  }

  /**
   * Removes the file that is locked and gives the lock up. False where the lock was lost before: then the file stays.
   * Between the look and the removal nothing can happen on one machine. Another one would have to take the lock, after
   * its lease, while this process is suspended at this very place.
   */
  async removeFile(): Promise<boolean> {
    if (!(await exists(this.#ownerFile))) {
      return false;
    }
    await fs.rm(this.#refFile, { force: true });
    await syncFolder(dirname(this.#refFile));
    await this.release();
    return true;
  }

  /** Gives the lock up. */
  async release(): Promise<void> {
    await fs.rm(this.#ownerFile, { force: true });
    await removeEmptyFolder(dirname(this.#ownerFile));
  }
}

async function tryRename(
  stage: string,
  folder: string,
  refFile: string,
): Promise<boolean> {
  // Git removes the folder of the last branch that was in it, at any moment.
  await fs.mkdir(dirname(refFile), { recursive: true });
  try {
    await fs.rename(stage, folder);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT') && (await exists(stage))) {
      return false;
    }
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) {
      return false;
    }
    // How Windows says that the folder exists; elsewhere it is what it says.
    if (hasCode(error, 'EPERM', 'EACCES') && (await exists(folder))) {
      return false;
    }
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing.
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return fs.stat(path).then(
    () => true,
    () => false,
  );
}

async function pause(): Promise<void> {
  // At random, so that those who wait do not all look at the same moment.
  const span = MAX_POLL_MS - MIN_POLL_MS;
  const ms = MIN_POLL_MS + Math.random() * span;
  await new Promise(resolve => setTimeout(resolve, ms));
}
