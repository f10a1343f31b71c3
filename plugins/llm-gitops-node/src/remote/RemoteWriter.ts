import { ConflictError } from '@backstage/errors';
import { setTimeout } from 'node:timers/promises';
import type { BranchHistory } from '../objects/BranchHistory';
import type { CommitBuilder } from '../objects/CommitBuilder';
import type { GitObjects } from '../objects/GitObjects';
import { prepareCommit } from '../objects/prepareCommit';
import { readRef } from '../objects/readRef';
import { checkOid } from '../objects/RepositoryReader';
import { changedSince } from '../proposals/conflictError';
import { prepareProposal } from '../proposals/prepareProposal';
import { proposalBranch } from '../proposals/proposalId';
import type { OpenProposals } from '../proposals/OpenProposals';
import type { ProposalReader } from '../proposals/ProposalReader';
import type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsProposeOptions,
  GitOpsProposeResult,
} from '../repository';
import { findNewObjects } from './findNewObjects';
import type { GitServer } from './GitServer';
import type { RemoteCache } from './RemoteCache';

const MAX_ATTEMPTS = 8;
const MAX_PAUSE_MS = 250;

/** Where a branch is to be put, if it is to be moved; without a target it is removed. */
interface RemoteMove<T> {
  move?: { to?: string };
  result: T;
}

/** What the branches of a Git server are written with. */
export interface RemoteWriterOptions {
  server: GitServer;
  cache: RemoteCache;
  objects: GitObjects;
  builder: CommitBuilder;
  /** That of the main branch. */
  history: BranchHistory;
  proposals: ProposalReader;
  open: OpenProposals;
  branch: string;
  prefix: string;
}

/**
 * Moves branches of a Git server. Each push names the commit that the branch must still be at; where it is another by
 * then, the change set is put on top of that one, and pushed again.
 */
export class RemoteWriter {
  readonly #options: RemoteWriterOptions;

  constructor(options: RemoteWriterOptions) {
    this.#options = options;
  }

  /** As {@link GitOpsRepository.commit}. */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    const { builder, history, branch } = this.#options;
    const change = builder.prepare(options);
    const blobs = await builder.writeBlobs(change.changes);
    const { expectedHead } = options;
    return this.#move(branch, async head => {
      const result = await prepareCommit({
        builder,
        history,
        branch,
        head,
        expectedHead,
        change,
        blobs,
      });
      return {
        move:
          result.outcome === 'committed' ? { to: result.commit } : undefined,
        result,
      };
    });
  }

  /** As {@link GitOpsProposals.propose}. */
  async propose(options: GitOpsProposeOptions): Promise<GitOpsProposeResult> {
    const { builder, history, proposals, cache } = this.#options;
    const branch = proposalBranch(this.#options.prefix, options.id);
    const change = builder.prepare(options);
    const blobs = await builder.writeBlobs(change.changes);
    return this.#move(branch, async found => {
      const result = await prepareProposal({
        builder,
        history,
        proposals,
        mainBranch: this.#options.branch,
        mainHead: await readRef(
          cache.gitdir,
          `refs/heads/${this.#options.branch}`,
        ),
        found,
        branch,
        change,
        blobs,
        conditions: options,
      });
      return {
        move: result.outcome === 'proposed' ? { to: result.head } : undefined,
        result,
      };
    });
  }

  /** As {@link GitOpsProposals.withdrawProposal}. */
  async withdraw(options: { id: string; expectedHead: string }): Promise<void> {
    const { id, expectedHead } = options;
    checkOid(expectedHead);
    const branch = proposalBranch(this.#options.prefix, id);
    await this.#move(branch, async () => {
      const { head } = await this.#options.open.get(id);
      if (head !== expectedHead) {
        throw changedSince(id, head, expectedHead);
      }
      return { move: {}, result: undefined };
    });
  }

  async #move<T>(
    branch: string,
    prepare: (head: string | undefined) => Promise<RemoteMove<T>>,
  ): Promise<T> {
    const { cache } = this.#options;
    const ref = `refs/heads/${branch}`;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const done = await cache.inTurn(async () => this.#attempt(ref, prepare));
      if (done) {
        return done.result;
      }
      // At random, so that two who were in each other's way are not so again.
      await setTimeout(Math.random() * MAX_PAUSE_MS * attempt);
    }
    throw new ConflictError(
      `Branch ${branch} has been moved by others ${MAX_ATTEMPTS} times while a change to it was pushed; nothing was written, try again`,
    );
  }

  /** Undefined where somebody else has moved the branch meanwhile. */
  async #attempt<T>(
    ref: string,
    prepare: (head: string | undefined) => Promise<RemoteMove<T>>,
  ): Promise<{ result: T } | undefined> {
    const { cache, server } = this.#options;
    await cache.follow();
    const from = await readRef(cache.gitdir, ref);
    const { move, result } = await prepare(from);
    if (!move) {
      return { result };
    }

    const { to } = move;
    const pack = to === undefined ? undefined : await this.#pack(to);
    const { refusal } = await server
      .push({ ref, from, to }, pack)
      .catch(async error => {
        // The answer is lost; the push may have arrived.
        if (await this.#hasArrived(ref, to)) {
          return { refusal: undefined };
        }
        throw error;
      });
    if (!refusal) {
      await cache.note(ref, to);
      return { result };
    }
    await cache.follow();
    if ((await readRef(cache.gitdir, ref)) === from) {
      // Nobody was faster: the server does not want it.
      throw refusal;
    }
    return undefined;
  }

  async #pack(commit: string): Promise<Uint8Array> {
    const { objects } = this.#options;
    return objects.pack(await findNewObjects(objects, commit));
  }

  async #hasArrived(ref: string, to: string | undefined): Promise<boolean> {
    const { cache, history, branch } = this.#options;
    try {
      await cache.follow();
    } catch {
      return false;
    }
    const head = await readRef(cache.gitdir, ref);
    if (head === to) {
      return true;
    }
    const isMain = ref === `refs/heads/${branch}`;
    return (
      isMain &&
      head !== undefined &&
      to !== undefined &&
      (await history.has(head, to))
    );
  }
}
