import { LoggerService } from '@backstage/backend-plugin-api';
import pLimit from 'p-limit';
import type { BranchHistory } from '../objects/BranchHistory';
import type { CommitBuilder } from '../objects/CommitBuilder';
import { prepareCommit } from '../objects/prepareCommit';
import type { GitOpsCommitOptions, GitOpsCommitResult } from '../repository';
import { moveRef, RefMove } from './moveRef';

/** What a branch is written with. */
export interface BranchWriterOptions {
  gitdir: string;
  branch: string;
  builder: CommitBuilder;
  history: BranchHistory;
  logger: LoggerService;
}

/** Moves the main branch of a bare repository. */
export class BranchWriter {
  readonly #options: BranchWriterOptions;
  // Commits of one process queue here and not at the lock, where they would only look in vain.
  readonly #queue = pLimit(1);

  constructor(options: BranchWriterOptions) {
    this.#options = options;
  }

  /** As {@link GitOpsRepository.commit}. */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    const { builder, history, branch } = this.#options;
    const change = builder.prepare(options);
    const { expectedHead } = options;

    return this.#queue(async () => {
      const blobs = await builder.writeBlobs(change.changes);
      // Everything but the contents is written under the lock, so that no commit of a head that has moved on is left
      // behind.
      return this.#move(async head => {
        const result = await prepareCommit({
          builder,
          history,
          branch,
          head,
          expectedHead,
          change,
          blobs,
        });
        const to = result.outcome === 'committed' ? result.commit : undefined;
        return { to, result };
      });
    });
  }

  /** Moves the branch to where `prepare` says, in turn with the commits. */
  async move<T>(
    prepare: (head: string | undefined) => Promise<RefMove<T>>,
  ): Promise<T> {
    return this.#queue(async () => this.#move(prepare));
  }

  async #move<T>(
    prepare: (head: string | undefined) => Promise<RefMove<T>>,
  ): Promise<T> {
    const { gitdir, branch, logger } = this.#options;
    return moveRef({ gitdir, ref: `refs/heads/${branch}`, logger }, prepare);
  }
}
