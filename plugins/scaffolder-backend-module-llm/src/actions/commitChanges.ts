import {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  UserEntity,
} from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { countOf } from '@modelyard/llm-units';
import {
  LLM_NOT_PREVIEWED,
  LlmChangeCheck,
  LlmChangePreview,
  llmChangeProposePermission,
  llmChangeReadPermission,
} from '@modelyard/plugin-llm-common';
import {
  GitOpsPerson,
  GitOpsRepository,
  GitOpsReviewMode,
} from '@modelyard/plugin-llm-gitops-node';
import {
  findIntentOwners,
  LlmRoleGroups,
  TargetRules,
  withPortalChecks,
  withPortalUser,
} from '@modelyard/plugin-llm-node';
import { ChangeSet, readChangeSet } from '../changes/ChangeSet';
import { changeId } from '../changes/changeId';
import { commitChangeSet } from '../changes/commitChangeSet';
import { cutTitle } from '../changes/cutTitle';
import { requireVisibleFiles } from '../changes/hidden';
import { previewChanges } from '../changes/previewChanges';
import { Proposer } from '../changes/refuseOthers';
import { Concerned, requireResponsible } from '../changes/requireResponsible';
import { digestOf } from '../changes/writeChanges';
import { commitInput, commitOutput } from './commitSchema';
import { commitExamples } from './examples';
import { parseInput } from './parseInput';
import { requirePerson } from './requirePerson';

/** What the action asks for. */
export interface CommitActionOptions {
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  permissions: PermissionsService;
  open: () => Promise<GitOpsRepository>;
  groups: LlmRoleGroups;
  review: GitOpsReviewMode;
  userInfo: UserInfoService;
  /** What people agreed on the targets. */
  rules: ReadonlyMap<string, TargetRules>;
  /** Leaves a trace of a change, and of its failure, around what makes it. */
  audited: <T>(
    change: { user: string; change: string; title: string; files: number },
    make: () => Promise<T>,
  ) => Promise<T>;
}

/**
 * `llm:gitops:commit`: what earlier steps have written, to the GitOps repository. It commits what these steps put out and
 * nothing else, and a run that is taken up again finds its own commit and makes no other.
 */
export function createCommitAction(options: CommitActionOptions) {
  const { open, review, userInfo } = options;
  return createTemplateAction({
    id: 'llm:gitops:commit',
    description:
      review === 'proposal'
        ? 'Proposes files of the workspace as a change of the GitOps repository, for somebody else to review.'
        : 'Commits files of the workspace to the GitOps repository.',
    examples: commitExamples,
    supportsDryRun: true,
    schema: { input: () => commitInput, output: () => commitOutput },
    async handler(ctx) {
      const given = parseInput(commitInput, {
        ...ctx.input,
        // A step that was left out by its condition has put out nothing.
        checks: ctx.input.checks?.filter(Boolean),
      });
      const { title, body, remove = [], revise = false } = given;
      const { title: short, rest } = cutTitle(title);
      const change =
        typeof given.change === 'string'
          ? given.change
          : changeId(given.change);
      const checks = (given.checks ?? []).flat();
      const changeSet = await readChangeSet({
        workspacePath: ctx.workspacePath,
        changes: given.changes.flat(),
        remove,
      });
      const paths = [
        ...changeSet.files.map(({ path }) => path),
        ...changeSet.removed,
      ];
      const credentials = await ctx.getInitiatorCredentials();
      // A run that is taken up again may find the token of its user expired: who may do this was decided before.
      const user = await ctx.checkpoint({
        key: 'may-propose',
        fn: () =>
          requirePerson({
            ...options,
            credentials,
            permission: llmChangeProposePermission,
            act: 'change the GitOps repository',
          }),
      });
      const proposer = {
        userRef: user,
        person: personOf(user, ctx.user?.entity),
      };
      const requireTheirs = async (): Promise<void> => {
        if (review === 'direct') {
          await ctx.checkpoint({
            key: 'may-commit-at-once',
            fn: async () =>
              requireResponsible({
                ...options,
                ...concernedBy(options, credentials),
                repository: await open(),
                changeSet,
                user: await userInfo.getUserInfo(credentials),
              }),
          });
        }
      };
      const requireSeen = async (): Promise<void> =>
        ctx.checkpoint({
          key: 'sees-what-changes',
          fn: async () =>
            requireVisibleFiles(
              { ...options, credentials },
              { repository: await open(), paths },
            ),
        });
      const message = withPortalChecks(
        withPortalUser([short, rest, body].filter(Boolean).join('\n\n'), user),
        checks,
      );
      ctx.output('digest', changeSet.digest);
      if (ctx.isDryRun) {
        await requireSeen();
        await requireTheirs();
        const preview = await previewOf({
          ...options,
          credentials,
          change,
          changeSet,
          checks,
          proposer,
          revise,
        });
        ctx.logger.info(`Would commit ${countOf(paths.length, 'file')}`);
        ctx.output('preview', { ...preview });
        ctx.output('outcome', outcomeOf(preview));
        return;
      }
      checkDigest(given.digest, changeSet);
      const mayRead = await ctx.checkpoint({
        key: 'may-read',
        fn: () => mayReadChanges(options, credentials),
      });
      const done = await options.audited(
        {
          user,
          change,
          title,
          files: paths.length,
        },
        async () => {
          await requireSeen();
          await requireTheirs();
          return commitChangeSet({
            ...options,
            repository: await open(),
            change,
            message,
            proposer,
            revise,
            mayRead,
            changeSet,
            idempotencyKey: `${ctx.task.id}:${change}:${digestOf(
              // What the files were made from is another thing once this run has committed.
              JSON.stringify(given, (key, value) =>
                key === 'from' ? undefined : value,
              ),
            ).slice(-16)}`,
          });
        },
      );
      ctx.logger.info(done.message);
      ctx.output('outcome', done.outcome);
      for (const name of ['commit', 'branch', 'changePath', 'url'] as const) {
        const value = done[name];
        if (value !== undefined) {
          ctx.output(name, value);
        }
      }
    },
  });
}

/** Nobody commits anything else than they saw. */
function checkDigest(seen: string | undefined, { digest }: ChangeSet): void {
  if (seen !== undefined && seen !== LLM_NOT_PREVIEWED && seen !== digest) {
    throw new ConflictError(
      'What this run would commit is not what you saw before you started it: the repository, the catalog or the configuration has changed since. Nothing was committed. Press "Start over": the form keeps what you entered, and its last page shows what would be committed now.',
    );
  }
}

async function previewOf(
  options: CommitActionOptions & {
    credentials: BackstageCredentials;
    change: string;
    changeSet: ChangeSet;
    checks: LlmChangeCheck[];
    proposer: Proposer;
    revise: boolean;
  },
): Promise<LlmChangePreview> {
  const { open, credentials, review, changeSet, checks } = options;
  const compared = await previewChanges({
    ...options,
    concerned: concernedBy(options, credentials),
    repository: await open(),
    mayRead: await mayReadChanges(options, credentials),
  });
  return { digest: changeSet.digest, review, checks, ...compared };
}

/** How those are found whom a change concerns, as far as the person sees the catalog. */
function concernedBy(
  { catalog, rules }: CommitActionOptions,
  credentials: BackstageCredentials,
): Concerned {
  const ownersOf = async (ref: string) => {
    const entity = await catalog.getEntityByRef(ref, { credentials });
    return entity?.relations
      ?.filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
  };
  return {
    ownersOf,
    alsoConcerned: intents => findIntentOwners({ intents, rules, ownersOf }),
  };
}

async function mayReadChanges(
  { permissions }: CommitActionOptions,
  credentials: BackstageCredentials,
): Promise<boolean> {
  const [{ result }] = await permissions.authorize(
    [{ permission: llmChangeReadPermission }],
    { credentials },
  );
  return result === AuthorizeResult.ALLOW;
}

function outcomeOf({ review, files, revises }: LlmChangePreview) {
  if (!revises && files.every(({ outcome }) => outcome === 'unchanged')) {
    return 'unchanged';
  }
  return review === 'proposal' ? 'proposed' : 'committed';
}

function personOf(
  userRef: string,
  entity: UserEntity | undefined,
): GitOpsPerson {
  const { name } = parseEntityRef(userRef);
  return {
    name: entity?.spec.profile?.displayName ?? name,
    // Git asks for an address; one that nobody has is better than one that may be somebody else's.
    email: entity?.spec.profile?.email ?? `${name}@users.invalid`,
  };
}
