import { lockRef, LockedRef } from './moveRef';
import { parsePackedRefs, readPackedRefs, readRef } from '../objects/readRef';
import type { RefLock } from './RefLock';

const PACKED_REFS = 'packed-refs';

/**
 * Removes a ref that the caller has locked, and gives the lock up. The packed value goes first, as in git: otherwise a
 * value of long ago would show as soon as the loose file is gone. False where the lock was lost before: then the ref
 * stays.
 */
export async function deleteRef(
  options: LockedRef,
  lock: RefLock,
): Promise<boolean> {
  while (
    parsePackedRefs(await readPackedRefs(options.gitdir)).has(options.ref)
  ) {
    await rewritePackedRefs(options);
  }
  return lock.removeFile();
}

/** Removes a ref if it still names a commit; false where it names another or none. */
export async function deleteRefAt(
  options: LockedRef,
  commit: string,
): Promise<boolean> {
  for (;;) {
    const lock = await lockRef(options);
    try {
      if ((await readRef(options.gitdir, options.ref)) !== commit) {
        return false;
      }
      if (await deleteRef(options, lock)) {
        return true;
      }
    } finally {
      await lock.release();
    }
  }
}

async function rewritePackedRefs(options: LockedRef): Promise<void> {
  const { gitdir, ref } = options;
  const lock = await lockRef({ ...options, ref: PACKED_REFS });
  try {
    const lines = (await readPackedRefs(gitdir)).split('\n');
    const kept = lines.filter(line => line.slice(41) !== ref);
    await lock.replaceFile(kept.join('\n'));
  } finally {
    await lock.release();
  }
}
