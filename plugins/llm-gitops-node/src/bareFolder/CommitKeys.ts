import { readIdempotencyKey } from '../changes/commitMessage';
import type { GitObjects } from './GitObjects';

/**
 * Finds the commit of a branch that carries an idempotency key. What has been read stays known, so that each commit of
 * the history is read once per process: about a hundred bytes each.
 */
export class CommitKeys {
  readonly #objects: GitObjects;
  #head?: string;
  #known = new Set<string>();
  #commits = new Map<string, string>();

  constructor(objects: GitObjects) {
    this.#objects = objects;
  }

  /** The commit among `head` and its ancestors that carries the key. */
  async find(head: string, key: string): Promise<string | undefined> {
    await this.#readUpTo(head);
    return this.#commits.get(key);
  }

  async #readUpTo(head: string): Promise<void> {
    if (head === this.#head) {
      return;
    }
    const continues = await this.#readUnknown(head);
    if (!continues && this.#head !== undefined) {
      // Somebody has put the branch elsewhere by force: what was known need not be part of it any more.
      this.#head = undefined;
      this.#known = new Set();
      this.#commits = new Map();
      await this.#readUnknown(head);
    }
    this.#head = head;
  }

  /** Reads the commits that are not known yet; true where the former head is behind them. */
  async #readUnknown(head: string): Promise<boolean> {
    let continues = false;
    const waiting = [head];
    for (let oid = waiting.pop(); oid; oid = waiting.pop()) {
      if (oid === this.#head) {
        continues = true;
      }
      if (!this.#known.has(oid)) {
        const { message, parent } = await this.#objects.readCommit(oid);
        this.#known.add(oid);
        const key = readIdempotencyKey(message);
        if (key !== undefined) {
          this.#commits.set(key, oid);
        }
        waiting.push(...parent);
      }
    }
    return continues;
  }
}
