import { ServiceUnavailableError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import pLimit, { Limit } from 'p-limit';
import type { GitObjects } from '../objects/GitObjects';
import { readLog } from '../objects/readLog';
import { listRefNames, readRef } from '../objects/readRef';
import { isProposalId } from '../proposals/proposalId';
import type { GitServer } from './GitServer';
import { storePack } from './storePack';

/** How many commits the server is told of as known, so that one of them is known to it even after a forced push. */
const KNOWN_COMMITS = 64;

// Several objects of one process may keep the same folder. Without turns one could note a branch as it was before the
// other has pushed.
const turns = new Map<string, Limit>();

/**
 * A bare repository that follows the main branch and the proposals of a Git server. Its branches are as they were seen
 * last, by any process.
 */
export class RemoteCache {
  readonly gitdir: string;
  readonly #server: GitServer;
  readonly #objects: GitObjects;
  readonly #branch: string;
  readonly #prefix: string;
  readonly #maxAgeMs: number;
  #seenAt = -Infinity;
  #looking?: Promise<void>;

  constructor(options: {
    gitdir: string;
    server: GitServer;
    objects: GitObjects;
    branch: string;
    prefix: string;
    /** How long what was seen may be given away as current, in milliseconds. */
    maxAgeMs: number;
  }) {
    this.gitdir = options.gitdir;
    this.#server = options.server;
    this.#objects = options.objects;
    this.#branch = options.branch;
    this.#prefix = options.prefix;
    this.#maxAgeMs = options.maxAgeMs;
  }

  /** Does `work` while nobody else of this process talks to the server about this repository. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    let turn = turns.get(this.gitdir);
    if (!turn) {
      turn = pLimit(1);
      turns.set(this.gitdir, turn);
    }
    return turn(work);
  }

  /** Looks at the server, unless that was done a moment ago; whoever asks meanwhile waits for the same look. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#seenAt < this.#maxAgeMs) {
      return;
    }
    await this.look();
  }

  /** Looks at the server now. */
  async look(): Promise<void> {
    this.#looking ??= this.inTurn(async () => this.follow()).finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Takes over what the server has; inside a turn. */
  async follow(): Promise<void> {
    const all = await this.#server.listRefs();
    const refs = new Map([...all].filter(([ref]) => this.#isFollowed(ref)));
    this.#checkBranchExists(all);
    await this.#fetchMissing([...new Set(refs.values())]);
    for (const ref of await this.#localRefs()) {
      if (!refs.has(ref)) {
        await this.note(ref, undefined);
      }
    }
    for (const [ref, oid] of refs) {
      await this.note(ref, oid);
    }
    this.#seenAt = performance.now();
  }

  /** Notes where a branch of the server is; `undefined` where it is gone. */
  async note(ref: string, oid: string | undefined): Promise<void> {
    const path = join(this.gitdir, ref);
    if (oid === undefined) {
      await fs.rm(path, { force: true });
      return;
    }
    if ((await readRef(this.gitdir, ref)) === oid) {
      return;
    }
    await fs.mkdir(dirname(path), { recursive: true });
    const temporary = join(
      this.gitdir,
      `tmp_ref_${randomBytes(9).toString('hex')}`,
    );
    await fs.writeFile(temporary, `${oid}\n`);
    await fs.rename(temporary, path);
  }

  #isFollowed(ref: string): boolean {
    const folder = `refs/heads/${this.#prefix}/`;
    return (
      ref === `refs/heads/${this.#branch}` ||
      (ref.startsWith(folder) && isProposalId(ref.slice(folder.length)))
    );
  }

  #checkBranchExists(refs: ReadonlyMap<string, string>): void {
    const branches = [...refs.keys()]
      .filter(ref => ref.startsWith('refs/heads/'))
      .map(ref => ref.slice('refs/heads/'.length));
    if (branches.length > 0 && !branches.includes(this.#branch)) {
      throw new ServiceUnavailableError(
        `${this.#server.url} has no branch ${this.#branch}; it has ${branches
          .slice(0, 10)
          .join(', ')}`,
      );
    }
  }

  async #fetchMissing(oids: string[]): Promise<void> {
    const missing: string[] = [];
    for (const oid of oids) {
      if (!(await this.#objects.hasCommit(oid))) {
        missing.push(oid);
      }
    }
    if (missing.length > 0) {
      const pack = await this.#server.fetchPack(
        missing,
        await this.#knownCommits(),
      );
      await storePack(this.gitdir, pack);
    }
  }

  async #knownCommits(): Promise<string[]> {
    const refs = await this.#localRefs();
    const heads = await Promise.all(
      refs.map(async ref => readRef(this.gitdir, ref)),
    );
    const log = await readLog({
      objects: this.#objects,
      head: await readRef(this.gitdir, `refs/heads/${this.#branch}`),
      limit: KNOWN_COMMITS,
    });
    const known = [...heads, ...log.map(({ commit }) => commit)];
    return [...new Set(known.filter(oid => oid !== undefined))];
  }

  async #localRefs(): Promise<string[]> {
    const main = `refs/heads/${this.#branch}`;
    const folder = `refs/heads/${this.#prefix}`;
    const proposals = await listRefNames(this.gitdir, folder);
    const hasMain = (await readRef(this.gitdir, main)) !== undefined;
    return [
      ...(hasMain ? [main] : []),
      ...proposals.filter(isProposalId).map(id => `${folder}/${id}`),
    ];
  }
}
