import { randomBytes } from 'node:crypto';
import { ProcessIdentity } from './processIdentity';

/** Folder inside the repository where locks are prepared. */
export const LOCK_STAGE_FOLDER = 'modelyard';

const OWNER_NAME = /^([0-9a-f]{16})-(\d+)-(\d+)-[0-9a-f]{16}\.lock$/;

/** A file name that tells who holds a lock; no two are equal. */
export function lockOwnerName(identity: ProcessIdentity): string {
  const { scope, pid, start } = identity;
  // Ends like a lock file because git-fsck(1) passes over those.
  return `${scope}-${pid}-${start}-${randomBytes(8).toString('hex')}.lock`;
}

/** Who holds the lock that a file stands for; undefined for a file that is none of ours. */
export function parseLockOwner(name: string): ProcessIdentity | undefined {
  const [, scope, pid, start] = OWNER_NAME.exec(name) ?? [];
  return scope ? { scope, pid: Number(pid), start } : undefined;
}
