import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { readFolder, removeEmptyFolder } from '../objects/folders';
import { parseLockOwner } from './lockOwner';
import { ProcessIdentity, stateOfProcess } from './processIdentity';

/** Looks at a lock that somebody else holds. */
export class LockWatch {
  readonly #folder: string;
  readonly #leaseMs: number;
  readonly #onStale: (description: string) => void;
  #seen?: { name: string; since: number };

  constructor(
    folder: string,
    leaseMs: number,
    onStale: (description: string) => void,
  ) {
    this.#folder = folder;
    this.#leaseMs = leaseMs;
    this.#onStale = onStale;
  }

  /** Removes the lock if its owner is gone. */
  async removeIfStale(): Promise<void> {
    const names = await readFolder(this.#folder);
    if (names?.length === 0) {
      // Most systems rename over an empty folder; the others need it away.
      await removeEmptyFolder(this.#folder);
    }
    const name = names?.[0];
    const owner = name === undefined ? undefined : parseLockOwner(name);
    if (name === undefined || owner === undefined) {
      return;
    }
    if (this.#isStale(name, owner)) {
      // Names the owner: removes this lock or nothing.
      await fs.rm(join(this.#folder, name), { force: true });
      this.#onStale(`process ${owner.pid} left ${this.#folder} behind`);
    }
  }

  #isStale(name: string, owner: ProcessIdentity): boolean {
    const state = stateOfProcess(owner);
    if (state !== 'unknown') {
      return state === 'gone';
    }
    // Two clocks of two machines cannot be compared, so only the time that passes here counts.
    const now = performance.now();
    if (this.#seen?.name !== name) {
      this.#seen = { name, since: now };
    }
    return now - this.#seen.since >= this.#leaseMs;
  }

  /** Who holds the lock, in words for whoever has waited for it in vain. */
  async describe(): Promise<string> {
    const stats = await fs.stat(this.#folder).catch(() => undefined);
    const name = (await readFolder(this.#folder))?.[0];
    const owner = name === undefined ? undefined : parseLockOwner(name);
    if (owner) {
      return `The branch is locked by process ${
        owner.pid
      }, which does not finish (${this.#folder})`;
    }
    const since = stats ? ` since ${stats.mtime.toISOString()}` : '';
    return `The branch is locked by ${
      this.#folder
    }${since}; if no git process is at work there, remove that file`;
  }
}
