import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GitOpsChange,
  GitOpsRepository,
  GitOpsReviewMode,
  publishGitOpsCommitted,
} from '@modelyard/plugin-llm-gitops-node';
import { ChangeSet } from './ChangeSet';
import { Proposer, refuseOthers } from './refuseOthers';

/** What became of a change set. */
export interface Committed {
  outcome: 'proposed' | 'waiting' | 'committed' | 'unchanged';
  /** For the log. */
  message: string;
  commit?: string;
  branch?: string;
  /** Where in the portal the change is reviewed. */
  changePath?: string;
  /** Page of the Git host where the request is opened. */
  url?: string;
}

/** Proposes a change set, or commits it where nobody reviews. */
export async function commitChangeSet(options: {
  repository: GitOpsRepository;
  events: EventsService;
  logger: LoggerService;
  review: GitOpsReviewMode;
  change: string;
  message: string;
  proposer: Proposer;
  /** Whether what others alone have proposed under the name may be replaced. */
  revise: boolean;
  /** Whether the proposer may know what others have proposed. */
  mayRead: boolean;
  changeSet: ChangeSet;
  idempotencyKey: string;
}): Promise<Committed> {
  const { repository, events, logger, review, change } = options;
  const { message, proposer, changeSet, idempotencyKey } = options;
  const author = proposer.person;
  const changes: GitOpsChange[] = [
    ...changeSet.files,
    ...changeSet.removed.map(path => ({ path, delete: true as const })),
  ];
  if (review === 'direct') {
    const result = await repository.commit({
      message,
      author,
      changes,
      idempotencyKey,
    });
    await publishGitOpsCommitted({ events, logger, repository, result });
    return result.outcome === 'unchanged'
      ? unchanged(result.head)
      : {
          outcome: 'committed',
          commit: result.commit,
          message: `Committed ${result.commit} to ${repository.branch}`,
        };
  }
  const result = await repository.propose({
    id: change,
    message,
    author,
    changes,
    replace: true,
    beforeRevision: versions => {
      if (!options.revise) {
        refuseOthers({ ...options, versions });
      }
    },
    idempotencyKey,
  });
  if (result.outcome === 'unchanged' && result.branch === undefined) {
    return unchanged(result.head);
  }
  if (result.outcome === 'already-committed') {
    return {
      outcome: 'committed',
      commit: result.commit,
      message: `The change was merged as ${result.commit}`,
    };
  }
  const isWaiting = result.outcome === 'unchanged';
  return {
    outcome: isWaiting ? 'waiting' : 'proposed',
    commit: result.head,
    branch: result.branch,
    changePath: `/llm?tab=changes&change=${encodeURIComponent(change)}`,
    url: repository.proposalUrl(change),
    message: isWaiting
      ? `The same change has been proposed on the branch ${result.branch}, where it waits for somebody else to review it: nothing was committed`
      : `Proposed on the branch ${result.branch}: somebody else has to review it`,
  };
}

function unchanged(head: string | undefined): Committed {
  return {
    outcome: 'unchanged',
    commit: head,
    message: 'The repository already is as asked: nothing was committed',
  };
}
