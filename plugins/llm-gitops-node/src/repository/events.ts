import type { EventsService } from '@backstage/plugin-events-node';
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
  branch: string;
  /** The new tip of the branch. */
  commit: string;
}

/**
 * Publishes {@link GITOPS_COMMITTED_TOPIC} for the result of a commit. A commit that moved nothing publishes nothing.
 *
 * @public
 */
export async function publishGitOpsCommitted(options: {
  events: EventsService;
  repository: GitOpsRepository;
  result: GitOpsCommitResult;
}): Promise<void> {
  const { events, repository, result } = options;
  if (result.outcome !== 'committed') {
    return;
  }
  const eventPayload: GitOpsCommittedPayload = {
    branch: repository.branch,
    commit: result.commit,
  };
  await events.publish({ topic: GITOPS_COMMITTED_TOPIC, eventPayload });
}
