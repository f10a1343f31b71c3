import pLimit from 'p-limit';
import { readIdempotencyKey } from '../changes/commitMessage';
import type { GitObjects } from './GitObjects';

/**
 * Knows the commits of a branch: which belong to it, which carry an idempotency key, and which merged another. What has
 * been read stays known, so that each commit of the history is read once per process: about a hundred bytes each.
 */
export class BranchHistory {
  readonly #objects: GitObjects;
  // Two walks at the same time would each take the other's head for one that somebody has forced.
  readonly #queue = pLimit(1);
  #head?: string;
  #known = new Set<string>();
  #keys = new Map<string, string>();
  #merges = new Map<string, string>();

  constructor(objects: GitObjects) {
    this.#objects = objects;
  }

  /** The commit among `head` and its ancestors that carries the key. */
  async findKey(head: string, key: string): Promise<string | undefined> {
    return this.#upTo(head, () => this.#keys.get(key));
  }

  /** Whether a commit is `head` or one of its ancestors. */
  async has(head: string, commit: string): Promise<boolean> {
    return this.#upTo(head, () => this.#known.has(commit));
  }

  /** The merge among `head` and its ancestors that has a commit as a parent other than its first. */
  async findMerge(head: string, commit: string): Promise<string | undefined> {
    return this.#upTo(head, () => this.#merges.get(commit));
  }

  async #upTo<T>(head: string, answer: () => T): Promise<T> {
    return this.#queue(async () => {
      await this.#readUpTo(head);
      return answer();
    });
  }

  async #readUpTo(head: string): Promise<void> {
    if (head === this.#head) {
      return;
    }
    try {
      const continues = await this.#readUnknown(head);
      if (!continues && this.#head !== undefined) {
        // Somebody has put the branch elsewhere by force: what was known need not be part of it any more.
        this.#forget();
        await this.#readUnknown(head);
      }
    } catch (error) {
      // A walk that was broken off has gaps, which a later one would not look into.
      this.#forget();
      throw error;
    }
    this.#head = head;
  }

  #forget(): void {
    this.#head = undefined;
    this.#known = new Set();
    this.#keys = new Map();
    this.#merges = new Map();
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
          this.#keys.set(key, oid);
        }
        for (const merged of parent.slice(1)) {
          this.#merges.set(merged, oid);
        }
        waiting.push(...parent);
      }
    }
    return continues;
  }
}
