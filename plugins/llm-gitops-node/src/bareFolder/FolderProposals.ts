import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { checkPerson } from '../changes/checkPerson';
import { formatMergeMessage, splitMessage } from '../changes/commitMessage';
import type { BranchHistory } from '../objects/BranchHistory';
import type { CommitBuilder } from '../objects/CommitBuilder';
import { checkOid } from '../objects/RepositoryReader';
import { changedSince, conflictError } from '../proposals/conflictError';
import { prepareProposal } from '../proposals/prepareProposal';
import { OpenProposals } from '../proposals/OpenProposals';
import { proposalBranch } from '../proposals/proposalId';
import type { ProposalReader } from '../proposals/ProposalReader';
import type {
  GitOpsMergeOptions,
  GitOpsMergeResult,
  GitOpsProposal,
  GitOpsProposalSummary,
  GitOpsProposeOptions,
  GitOpsProposeResult,
} from '../repository';
import type { BranchWriter } from './BranchWriter';
import { deleteRef, deleteRefAt } from './deleteRef';
import { lockRef, LockedRef, moveRef, RefMove } from './moveRef';
import { DEFAULT_LOCK_TIMES } from './RefLock';
import { readRef } from '../objects/readRef';

const TIDY_WAIT_MS = 200;

/** What the proposals of a folder are kept with. */
export interface FolderProposalsOptions {
  gitdir: string;
  /** The main branch. */
  branch: string;
  prefix: string;
  builder: CommitBuilder;
  history: BranchHistory;
  reader: ProposalReader;
  writer: BranchWriter;
  logger: LoggerService;
}

/**
 * The proposals of a bare repository; see {@link GitOpsProposals}. Whoever needs both locks takes that of the proposal
 * first, so that no two wait for each other.
 */
export class FolderProposals {
  readonly #options: FolderProposalsOptions;
  readonly #open: OpenProposals;

  constructor(options: FolderProposalsOptions) {
    this.#options = options;
    this.#open = new OpenProposals({
      ...options,
      // A killed process had no time to remove the branch. Whoever only reads must neither wait for it nor fail.
      onMerged: async ({ id, head }) => {
        const times = { ...DEFAULT_LOCK_TIMES, waitMs: TIDY_WAIT_MS };
        await deleteRefAt({ ...this.#locked(id), times }, head).catch(error =>
          options.logger.debug(
            `The branch of merged proposal ${id} stays: ${error}`,
          ),
        );
      },
    });
  }

  async propose(options: GitOpsProposeOptions): Promise<GitOpsProposeResult> {
    const { builder, history, reader, gitdir } = this.#options;
    const change = builder.prepare(options);
    const ref = this.#locked(options.id);
    await this.#checkRoomForBranches();
    const blobs = await builder.writeBlobs(change.changes);

    return moveRef(
      ref,
      async (found): Promise<RefMove<GitOpsProposeResult>> => {
        const result = await prepareProposal({
          builder,
          history,
          proposals: reader,
          mainBranch: this.#options.branch,
          mainHead: await readRef(gitdir, this.#mainRef),
          found,
          branch: this.#branch(options.id),
          change,
          blobs,
          conditions: options,
        });
        const to = result.outcome === 'proposed' ? result.head : undefined;
        return { to, result };
      },
    );
  }

  async listProposals(): Promise<GitOpsProposalSummary[]> {
    return this.#open.list();
  }

  async readProposal(id: string): Promise<GitOpsProposal> {
    return this.#open.read(id);
  }

  async mergeProposal(options: GitOpsMergeOptions): Promise<GitOpsMergeResult> {
    const { id, expectedHead, mergedBy } = options;
    checkOid(expectedHead);
    checkPerson(mergedBy);
    const ref = this.#locked(id);
    const lock = await lockRef(ref);
    try {
      const head = await readRef(ref.gitdir, ref.ref);
      if (head !== undefined && head !== expectedHead) {
        throw changedSince(id, head, expectedHead);
      }
      const result = await this.#options.writer.move(async mainHead =>
        this.#prepareMerge(mainHead, head !== undefined, options),
      );
      if (head !== undefined) {
        // Whoever lost the lock leaves the branch to the next look.
        await deleteRef(ref, lock);
      }
      return result;
    } finally {
      await lock.release();
    }
  }

  async withdrawProposal(options: {
    id: string;
    expectedHead: string;
  }): Promise<void> {
    const { id, expectedHead } = options;
    checkOid(expectedHead);
    const at = await this.#open.get(id);
    if (!(await deleteRefAt(this.#locked(id), expectedHead))) {
      throw changedSince(id, at.head, expectedHead);
    }
  }

  /** Under both locks. */
  async #prepareMerge(
    mainHead: string | undefined,
    isThere: boolean,
    options: GitOpsMergeOptions,
  ): Promise<RefMove<GitOpsMergeResult>> {
    const { id, expectedHead: head, mergedBy } = options;
    const { builder, history, reader } = this.#options;
    if (mainHead !== undefined && (await history.has(mainHead, head))) {
      const commit = (await history.findMerge(mainHead, head)) ?? head;
      return { result: { outcome: 'already-merged', commit } };
    }
    if (mainHead === undefined || !isThere) {
      throw new NotFoundError(`No proposal ${id} is open`);
    }

    const at = { id, branch: this.#branch(id), head, mainHead };
    const found = await reader.commits(at);
    const { tree, conflicts, merged } = await reader.merge(at, found);
    if (conflicts.length > 0) {
      throw conflictError(id, this.#options.branch, conflicts);
    }
    await options.check?.({ mainHead, merged });
    const { title, body } = splitMessage(found.commits[0].commit.message);
    const message = formatMergeMessage({
      message: options.message ?? `${title}\n\n${body}`,
      id,
      proposedBy: found.commits.map(({ commit }) => commit.author).reverse(),
      reviewedBy: mergedBy,
    });
    const commit = await builder.writeCommit({
      tree: tree ?? (await builder.treeOf(undefined)),
      parents: [mainHead, head],
      author: mergedBy,
      message,
    });
    return {
      to: commit,
      result: { outcome: 'merged', commit, parent: mainHead },
    };
  }

  /** A branch that is called like the prefix leaves no room for ours, in Git's own format. */
  async #checkRoomForBranches(): Promise<void> {
    const { gitdir, prefix } = this.#options;
    const parts = prefix.split('/');
    for (let end = 1; end <= parts.length; end++) {
      const name = parts.slice(0, end).join('/');
      if (await readRef(gitdir, `refs/heads/${name}`)) {
        throw new ConflictError(
          `The branch ${name} leaves no room for branches ${prefix}/...; rename it`,
        );
      }
    }
  }

  get #mainRef(): string {
    return `refs/heads/${this.#options.branch}`;
  }

  #branch(id: string): string {
    return proposalBranch(this.#options.prefix, id);
  }

  #locked(id: string): LockedRef {
    const { gitdir, logger } = this.#options;
    return { gitdir, ref: `refs/heads/${this.#branch(id)}`, logger };
  }
}
