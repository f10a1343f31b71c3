import {
  AuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  isUserEntity,
  parseEntityRef,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  LlmChange,
  LlmChangeAuthor,
  LlmChangeSummary,
  LlmMergeObstacle,
  LlmTakenName,
} from '@modelyard/plugin-llm-common';
import {
  findChangeOwners,
  GitOpsPerson,
  GitOpsProposal,
  GitOpsProposalCommit,
  GitOpsProposalSummary,
  GitOpsRepository,
  publishGitOpsCommitted,
} from '@modelyard/plugin-llm-gitops-node';
import {
  findIntentOwners,
  LlmRoleGroups,
  mayDecide,
  readPortalChecks,
  readPortalUsers,
  rolesOf,
  TargetRules,
  withoutPortalChecks,
} from '@modelyard/plugin-llm-node';
import { ChangesService, UserCredentials } from './ChangesService';
import { findTakenNames } from './findTakenNames';
import { findUnsound } from './findUnsound';
import { readFiles } from './readFiles';

/** What the service is made with. */
export interface ChangesOptions {
  /** Opens the repository; it may be mended while the backend runs. */
  open: () => Promise<GitOpsRepository>;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  groups: LlmRoleGroups;
  logger: LoggerService;
  /** What people agreed on the targets. */
  rules: ReadonlyMap<string, TargetRules>;
  userInfo: UserInfoService;
}

const WHY_NOT: Record<LlmMergeObstacle, string> = {
  'own-change': 'You made this change: somebody else has to review it',
  'not-responsible':
    'You neither own all that this change touches, nor run the platform',
  'names-taken': 'Names that the change takes are taken by now',
  conflict: 'The change is in conflict with what was merged since',
  elsewhere: 'The change is reviewed on the pages of the Git host',
};

/** Reads and merges the proposals of the repository, and separates who proposes from who merges. */
export class DefaultChangesService implements ChangesService {
  readonly #options: ChangesOptions;

  static create(options: ChangesOptions) {
    return new DefaultChangesService(options);
  }

  private constructor(options: ChangesOptions) {
    this.#options = options;
  }

  async listChanges(): Promise<LlmChangeSummary[]> {
    const repository = await this.#options.open();
    return (await repository.listProposals()).map(summaryOf);
  }

  async readChange(options: {
    id: string;
    credentials: UserCredentials;
  }): Promise<LlmChange> {
    const { id, credentials } = options;
    const repository = await this.#options.open();
    const proposal = await repository.readProposal(id);
    const { owners, reviewers, conflicts, taken, obstacles, mayWithdraw } =
      await this.#judge(repository, proposal, credentials);
    return {
      ...summaryOf(proposal),
      authors: authorsOf(proposal),
      files: await readFiles(repository, proposal.diff),
      owners,
      reviewers,
      // What an earlier version was checked for says nothing of this one.
      checks: readPortalChecks(proposal.commits[0].message),
      conflicts,
      takenNames: taken,
      obstacles,
      mayWithdraw,
      url: repository.proposalUrl(id),
    };
  }

  async mergeChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<{ commit: string }> {
    const { id, expectedHead, credentials } = options;
    const { events, logger } = this.#options;
    const repository = await this.#options.open();
    const proposal = await repository.readProposal(id);
    const { conflicts, taken, obstacles, reviewers } = await this.#judge(
      repository,
      proposal,
      credentials,
    );
    const [obstacle] = obstacles;
    if (obstacle === 'conflict') {
      throw new ConflictError(`${WHY_NOT.conflict}: ${conflicts.join(', ')}`);
    }
    if (obstacle === 'names-taken') {
      throw namesTaken(taken);
    }
    if (obstacle === 'not-responsible') {
      throw new NotAllowedError(
        `${WHY_NOT[obstacle]}: it needs somebody ${
          reviewers.length > 0 ? `of ${reviewers.join(' and ')}, or ` : ''
        }of the platform team`,
      );
    }
    if (obstacle) {
      throw new NotAllowedError(WHY_NOT[obstacle]);
    }
    const result = await repository.mergeProposal({
      id,
      expectedHead,
      mergedBy: await this.#personOf(credentials),
      // The main branch may have moved since it was judged.
      check: async ({ mainHead, merged }) => {
        if (mainHead === proposal.mainHead) {
          return;
        }
        const unsound = await findUnsound(merged);
        if (unsound.length > 0) {
          throw new ConflictError(`${WHY_NOT.conflict}: ${unsound.join(', ')}`);
        }
        const now = await takenBy(repository, { ...proposal, mainHead });
        if (now.length > 0) {
          throw namesTaken(now);
        }
      },
    });
    await publishGitOpsCommitted({ events, logger, repository, result });
    return { commit: result.commit };
  }

  async withdrawChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<void> {
    const { id, expectedHead, credentials } = options;
    const repository = await this.#options.open();
    const proposal = await repository.readProposal(id);
    const { mayWithdraw } = await this.#judge(
      repository,
      proposal,
      credentials,
    );
    if (!mayWithdraw) {
      throw new NotAllowedError(
        'You neither made this change, nor own what it is about, nor run the platform',
      );
    }
    await repository.withdrawProposal({ id, expectedHead });
  }

  async #judge(
    repository: GitOpsRepository,
    proposal: GitOpsProposal,
    credentials: UserCredentials,
  ) {
    const { groups, userInfo } = this.#options;
    const user = await userInfo.getUserInfo(credentials);
    const { userEntityRef, ownershipEntityRefs } = user;
    const ownersOf = (ref: string) => this.#ownersOf(ref);
    const { owners, reviewers } = await findChangeOwners({
      repository,
      before: proposal.mainHead,
      after: proposal.head,
      paths: proposal.diff.map(({ path }) => path),
      ownersOf,
      alsoConcerned: intents =>
        findIntentOwners({ intents, rules: this.#options.rules, ownersOf }),
    });
    const conflicts = [
      ...proposal.conflicts.map(({ path }) => path),
      ...(await findUnsound(proposal.merged)),
    ].sort();
    const taken = await takenBy(repository, proposal);
    const { email } = await this.#personOf(credentials);
    const isAuthor = proposal.commits.some(({ author, message }) => {
      const users = readPortalUsers(message);
      // A commit that somebody pushed says who made it in its own way.
      return users.length > 0
        ? users.includes(userEntityRef)
        : author.email.toLowerCase() === email.toLowerCase();
    });
    const roles = rolesOf(user, groups);
    const isOf = (ref: string) =>
      roles.includes('owner') && ownershipEntityRefs.includes(ref);
    const runsPlatform = roles.includes('platform');
    const isResponsible = mayDecide(user, groups, reviewers);
    const obstacles: LlmMergeObstacle[] = [
      ...(isAuthor ? (['own-change'] as const) : []),
      ...(isResponsible ? [] : (['not-responsible'] as const)),
      ...(repository.canMerge ? [] : (['elsewhere'] as const)),
      ...(conflicts.length > 0 ? (['conflict'] as const) : []),
      ...(taken.length > 0 ? (['names-taken'] as const) : []),
    ];
    return {
      owners,
      reviewers,
      conflicts,
      taken,
      obstacles,
      // Whose no is enough need not be all of those whose yes is asked for.
      mayWithdraw: isAuthor || runsPlatform || reviewers.some(isOf),
    };
  }

  /** Owners by the catalog: it knows what no file of the change's folders tells of. */
  async #ownersOf(ref: string): Promise<string[] | undefined> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(ref, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return entity?.relations
      ? entity.relations
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef)
      : entity && [];
  }

  /** The reviewer as commits name people. */
  async #personOf(credentials: UserCredentials): Promise<GitOpsPerson> {
    const { auth, catalog } = this.#options;
    const { userEntityRef } = credentials.principal;
    const entity = await catalog.getEntityByRef(userEntityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const profile = entity && isUserEntity(entity) ? entity.spec.profile : {};
    const { name } = parseEntityRef(userEntityRef);
    return {
      name: profile?.displayName ?? name,
      // Git asks for an address; one that nobody has is better than one that may be somebody else's.
      email: profile?.email ?? `${name}@users.invalid`,
    };
  }
}

function takenBy(
  repository: GitOpsRepository,
  { mainHead, head, diff }: Pick<GitOpsProposal, 'mainHead' | 'head' | 'diff'>,
): Promise<LlmTakenName[]> {
  return findTakenNames({
    repository,
    before: mainHead,
    after: head,
    paths: diff.map(({ path }) => path),
  });
}

/** Says nothing of who has the names: the one who merges need not see them. */
function namesTaken(names: readonly LlmTakenName[]): ConflictError {
  const said = names.map(
    ({ field, value, where }) => `${field} ${value} ${where}`,
  );
  return new ConflictError(`${WHY_NOT['names-taken']}: ${said.join(', ')}`);
}

function summaryOf(proposal: GitOpsProposalSummary): LlmChangeSummary {
  const { id, title, body, openedAt, updatedAt, head, commits } = proposal;
  return {
    id,
    title,
    body: withoutPortalChecks(body.replace(/^portal-user:.*$/gim, '')).trim(),
    proposedBy: authorOf(commits[commits.length - 1]),
    openedAt,
    updatedAt,
    head,
  };
}

function authorsOf({ commits }: GitOpsProposalSummary): LlmChangeAuthor[] {
  const authors = commits.map(authorOf);
  return [
    ...new Map(
      authors.map(author => [JSON.stringify(author), author]),
    ).values(),
  ];
}

function authorOf({ author, message }: GitOpsProposalCommit): LlmChangeAuthor {
  const [userRef] = readPortalUsers(message);
  return { name: author.name, ...(userRef && { userRef }) };
}
