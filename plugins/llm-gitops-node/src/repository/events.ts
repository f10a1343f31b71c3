import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { GitOpsMergeResult } from './GitOpsProposals';
import type { GitOpsCommitResult, GitOpsRepository } from './GitOpsRepository';

/**
 * Topic of the event that tells that the GitOps branch has a new commit. Whoever commits publishes it; the catalog's
 * entity provider reads the repository when it arrives.
 *
 * @public
 */
export const GITOPS_COMMITTED_TOPIC = 'modelyard.gitops.committed';

/**
 * Payload of {@link GITOPS_COMMITTED_TOPIC}.
 *
 * @public
 */
export interface GitOpsCommittedPayload {
  /** The branch that has moved. */
  branch: string;
  /** The new tip of the branch. */
  commit: string;
}

/**
 * Publishes {@link GITOPS_COMMITTED_TOPIC} for the result of a commit or a merge; one that moved nothing publishes nothing.
 * It never throws: the commit stands, and whoever missed the event finds it at the next look.
 *
 * @public
 */
export async function publishGitOpsCommitted(options: {
  events: EventsService;
  logger: LoggerService;
  repository: GitOpsRepository;
  result: GitOpsCommitResult | GitOpsMergeResult;
}): Promise<void> {
  const { events, logger, repository, result } = options;
  if (result.outcome !== 'committed' && result.outcome !== 'merged') {
    return;
  }
  const eventPayload: GitOpsCommittedPayload = {
    branch: repository.branch,
    commit: result.commit,
  };
  try {
    await events.publish({ topic: GITOPS_COMMITTED_TOPIC, eventPayload });
  } catch (error) {
    logger.warn(
      `Commit ${result.commit} was not announced: ${stringifyError(error)}`,
    );
  }
}
