import type { CommitObject } from 'isomorphic-git';
import { splitMessage } from '../changes/commitMessage';
import type { BranchHistory } from '../objects/BranchHistory';
import type { GitObjects } from '../objects/GitObjects';
import { mergeCatalogBlobs } from '../objects/mergeCatalogBlobs';
import { mergeTrees, TreeMerge, TreeStore } from '../objects/mergeTrees';
import type { RepositoryReader } from '../objects/RepositoryReader';
import type {
  GitOpsMergedFile,
  GitOpsProposal,
  GitOpsProposalCommit,
  GitOpsProposalSummary,
} from '../repository';
import { findBases } from './findBases';

/** A branch as it was looked at. */
export interface ProposalAt {
  id: string;
  branch: string;
  head: string;
  /** The head of the main branch at that moment. */
  mainHead: string;
}

/** What the main branch does not have of a proposal, and where the two part. */
export interface ProposalCommits {
  /** Newest first. */
  commits: Array<{ oid: string; commit: CommitObject }>;
  /** Best common ancestors: one, unless the two have merged each other, or none. */
  bases: string[];
}

/** A merge, and the files of which it takes lines from both sides. */
export interface ProposalMerge extends TreeMerge {
  merged: GitOpsMergedFile[];
}

/** Reads proposals, wherever the objects come from. Moves nothing. */
export class ProposalReader {
  readonly #objects: GitObjects;
  readonly #history: BranchHistory;
  readonly #reader: RepositoryReader;

  constructor(options: {
    objects: GitObjects;
    /** That of the main branch. */
    history: BranchHistory;
    reader: RepositoryReader;
  }) {
    this.#objects = options.objects;
    this.#history = options.history;
    this.#reader = options.reader;
  }

  /** Whether the main branch has all of the proposal already. */
  async isMerged({ mainHead, head }: ProposalAt): Promise<boolean> {
    return this.#history.has(mainHead, head);
  }

  async commits({ mainHead, head }: ProposalAt): Promise<ProposalCommits> {
    const commits: ProposalCommits['commits'] = [];
    const touched = new Set<string>();
    const seen = new Set([head]);
    const waiting = [head];
    for (let oid = waiting.shift(); oid; oid = waiting.shift()) {
      if (await this.#history.has(mainHead, oid)) {
        touched.add(oid);
        continue;
      }
      const commit = await this.#objects.readCommit(oid);
      commits.push({ oid, commit });
      for (const parent of commit.parent) {
        if (!seen.has(parent)) {
          seen.add(parent);
          waiting.push(parent);
        }
      }
    }
    return { commits, bases: await findBases(this.#objects, touched) };
  }

  async summary(at: ProposalAt): Promise<GitOpsProposalSummary> {
    return summarise(at, await this.commits(at));
  }

  async proposal(at: ProposalAt): Promise<GitOpsProposal> {
    const found = await this.commits(at);
    const { conflicts, merged } = await this.tryMerge(at, found);
    const summary = summarise(at, found);
    return {
      ...summary,
      diff: await this.#reader.diff(summary.base, at.head),
      mainHead: at.mainHead,
      mergesCleanly: conflicts.length === 0,
      conflicts,
      merged,
    };
  }

  /** What a merge would give, without writing it. */
  async tryMerge(
    at: ProposalAt,
    found: ProposalCommits,
  ): Promise<ProposalMerge> {
    if (found.bases.length > 1) {
      // Several merges are compared by what they write.
      return this.merge(at, found);
    }
    return this.#merge(at, found, {
      readTree: async oid => this.#objects.readTree(oid),
      // Whoever only asks does not look into what was written.
      writeTree: async () => 'not written',
      writeBlob: async () => 'not written',
    });
  }

  /** The tree of a merge, written where there is no conflict. */
  async merge(at: ProposalAt, found: ProposalCommits): Promise<ProposalMerge> {
    return this.#merge(at, found, this.#objects);
  }

  async #merge(
    { mainHead, head }: ProposalAt,
    { bases }: ProposalCommits,
    objects: Pick<TreeStore, 'readTree' | 'writeTree'> &
      Pick<GitObjects, 'writeBlob'>,
  ): Promise<ProposalMerge> {
    const merged: GitOpsMergedFile[] = [];
    const store: TreeStore = {
      readTree: async oid => objects.readTree(oid),
      writeTree: async entries => objects.writeTree(entries),
      mergeBlobs: async (path, blobs) => {
        // Where there are several bases, it matters from which of them one looks.
        const content =
          bases.length === 1
            ? await mergeCatalogBlobs(this.#objects, path, blobs)
            : undefined;
        if (content === undefined) {
          return undefined;
        }
        merged.push({ path, content });
        return objects.writeBlob(Buffer.from(content));
      },
    };
    const [main, proposal] = await Promise.all(
      [mainHead, head].map(async oid => this.#treeOf(oid)),
    );
    const merges = await Promise.all(
      (bases.length > 0 ? bases : [undefined]).map(async oid => {
        const base = oid && (await this.#treeOf(oid));
        return mergeTrees(store, { base, main, proposal });
      }),
    );
    // The two have merged each other. Where it matters from which of the bases one looks, a person has to look.
    const [first, ...others] = merges;
    const differs = others.some(other => other.tree !== first.tree);
    const conflicts = merges.flatMap(merge => merge.conflicts);
    if (conflicts.length > 0 || !differs) {
      return { tree: first.tree, conflicts: oncePerPath(conflicts), merged };
    }
    const changed = await this.#reader.diff(mainHead, head);
    return {
      conflicts: changed.map(({ path, fromBlob, toBlob }) => ({
        path,
        mainBlob: fromBlob,
        proposalBlob: toBlob,
      })),
      merged: [],
    };
  }

  async #treeOf(commit: string): Promise<string> {
    return (await this.#objects.readCommit(commit)).tree;
  }
}

/** The versions of a proposal as others see them, newest first. */
export function versionsOf({
  commits,
}: Pick<ProposalCommits, 'commits'>): GitOpsProposalCommit[] {
  return commits.map(({ oid, commit }) => ({
    commit: oid,
    author: { name: commit.author.name, email: commit.author.email },
    committedAt: new Date(commit.committer.timestamp * 1000).toISOString(),
    message: commit.message,
  }));
}

function oncePerPath(conflicts: TreeMerge['conflicts']) {
  const byPath = new Map(conflicts.map(conflict => [conflict.path, conflict]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function summarise(
  { id, branch, head }: ProposalAt,
  { commits, bases }: ProposalCommits,
): GitOpsProposalSummary {
  const versions = versionsOf({ commits });
  const newest = versions[0];
  const oldest = versions[versions.length - 1];
  return {
    id,
    branch,
    ...splitMessage(newest.message),
    author: oldest.author,
    base: bases[0],
    head,
    openedAt: oldest.committedAt,
    updatedAt: newest.committedAt,
    commits: versions,
  };
}
