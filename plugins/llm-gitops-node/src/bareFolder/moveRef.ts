import { LoggerService } from '@backstage/backend-plugin-api';
import { readRef } from '../objects/readRef';
import { DEFAULT_LOCK_TIMES, RefLock, RefLockTimes } from './RefLock';

/** What is locked, and who is told of it. */
export interface LockedRef {
  gitdir: string;
  /** The full name, such as `refs/heads/main`. */
  ref: string;
  logger: LoggerService;
  times?: RefLockTimes;
}

/** What to do with a ref that was looked at under its lock; without `to` it stays. */
export interface RefMove<T> {
  to?: string;
  result: T;
}

/** Waits for the lock of a ref. */
export async function lockRef(options: LockedRef): Promise<RefLock> {
  const { gitdir, ref, logger, times = DEFAULT_LOCK_TIMES } = options;
  return RefLock.acquire({
    gitdir,
    ref,
    times,
    onStale: what => logger.warn(`Removed a stale lock: ${what}`),
  });
}

/**
 * Moves a ref to where `prepare` says, which is given the head as it is under the lock. Called again where the lock was
 * lost meanwhile, because then the head may be another.
 */
export async function moveRef<T>(
  options: LockedRef,
  prepare: (head: string | undefined) => Promise<RefMove<T>>,
): Promise<T> {
  for (;;) {
    const lock = await lockRef(options);
    try {
      const { to, result } = await prepare(
        await readRef(options.gitdir, options.ref),
      );
      if (to === undefined || (await lock.moveRef(to))) {
        return result;
      }
    } finally {
      await lock.release();
    }
    options.logger.warn(
      `Another machine took the lock of ${options.ref} away while this process was suspended; writing again`,
    );
  }
}
