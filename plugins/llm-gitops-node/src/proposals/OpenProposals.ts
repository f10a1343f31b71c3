import { NotFoundError } from '@backstage/errors';
import { listRefNames, readRef } from '../objects/readRef';
import type { GitOpsProposal, GitOpsProposalSummary } from '../repository';
import { isProposalId, proposalBranch } from './proposalId';
import type { ProposalAt, ProposalReader } from './ProposalReader';

/** The proposals among the branches of a folder that the main branch does not have yet. */
export class OpenProposals {
  readonly #gitdir: string;
  readonly #branch: string;
  readonly #prefix: string;
  readonly #reader: ProposalReader;
  readonly #onMerged: (at: ProposalAt) => Promise<void>;

  constructor(options: {
    gitdir: string;
    /** The main branch. */
    branch: string;
    prefix: string;
    reader: ProposalReader;
    /** Called for a branch that is still there although the main branch has all of it. */
    onMerged?: (at: ProposalAt) => Promise<void>;
  }) {
    this.#gitdir = options.gitdir;
    this.#branch = options.branch;
    this.#prefix = options.prefix;
    this.#reader = options.reader;
    this.#onMerged = options.onMerged ?? (async () => undefined);
  }

  async find(id: string): Promise<ProposalAt | undefined> {
    const branch = proposalBranch(this.#prefix, id);
    // The main branch last: what was merged in between is seen to be so.
    const head = await readRef(this.#gitdir, `refs/heads/${branch}`);
    const mainHead = await readRef(this.#gitdir, `refs/heads/${this.#branch}`);
    if (head === undefined || mainHead === undefined) {
      return undefined;
    }
    const at = { id, branch, head, mainHead };
    if (await this.#reader.isMerged(at)) {
      await this.#onMerged(at);
      return undefined;
    }
    return at;
  }

  /** As {@link OpenProposals.find}; throws `NotFoundError` where none is open. */
  async get(id: string): Promise<ProposalAt> {
    const at = await this.find(id);
    if (!at) {
      throw new NotFoundError(`No proposal ${id} is open`);
    }
    return at;
  }

  /** See `GitOpsProposals.listProposals`. */
  async list(): Promise<GitOpsProposalSummary[]> {
    const names = await listRefNames(
      this.#gitdir,
      `refs/heads/${this.#prefix}`,
    );
    const found = await Promise.all(
      names.filter(isProposalId).map(async id => this.find(id)),
    );
    const open = found.filter(at => at !== undefined);
    const summaries = await Promise.all(
      open.map(async at => this.#reader.summary(at)),
    );
    return summaries.sort(newestFirst);
  }

  /** See `GitOpsProposals.readProposal`. */
  async read(id: string): Promise<GitOpsProposal> {
    return this.#reader.proposal(await this.get(id));
  }
}

function newestFirst(
  a: GitOpsProposalSummary,
  b: GitOpsProposalSummary,
): number {
  if (a.openedAt === b.openedAt) {
    return a.id < b.id ? -1 : 1;
  }
  return a.openedAt < b.openedAt ? 1 : -1;
}
