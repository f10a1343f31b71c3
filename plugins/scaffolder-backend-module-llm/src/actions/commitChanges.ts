import {
  AuthService,
  LoggerService,
  PermissionsService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, UserEntity } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { llmChangeProposePermission } from '@modelyard/plugin-llm-common';
import {
  GitOpsChange,
  GitOpsPerson,
  GitOpsRepository,
  GitOpsReviewMode,
  publishGitOpsCommitted,
} from '@modelyard/plugin-llm-gitops-node';
import { withPortalUser } from '@modelyard/plugin-llm-node';
import { readFile } from 'node:fs/promises';
import { z } from 'zod/v3';
import { digestOf } from '../changes/writeChanges';
import { commitExamples } from './examples';
import { parseInput } from './parseInput';
import { requirePerson } from './requirePerson';

/** The folder that belongs to people: nothing of the portal is written there. */
const OVERLAYS = /(^|\/)overlays\//;

const writtenFile = z.object({ path: z.string().min(1), digest: z.string() });

const input = z.object({
  change: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,99}$/,
      'must have 1 to 100 lower-case letters, digits, dots, underscores and hyphens',
    )
    .describe(
      'Names the change, such as serve-qwen3-8b-prod. While one of that name waits for a review, a further run revises it.',
    ),
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/, 'must be one line')
    .describe('What the change is for, in one line.'),
  body: z.string().optional().describe('What a reviewer should know.'),
  changes: z
    .array(z.union([writtenFile, z.array(writtenFile)]))
    .max(10_000)
    .describe(
      'The files to commit with the digests of what they hold, as the steps that wrote them put out; a list for each step will do.',
    ),
  remove: z
    .array(z.string().min(1))
    .optional()
    .describe('Files that are to be gone.'),
});

const output = z.object({
  outcome: z
    .enum(['proposed', 'committed', 'unchanged'])
    .describe(
      'Whether the change waits for a review, is on the main branch, or was there already.',
    ),
  commit: z.string().optional().describe('Id of the commit.'),
  branch: z.string().optional().describe('Branch of the proposal.'),
  changePath: z
    .string()
    .optional()
    .describe('Where in the portal the change is reviewed.'),
  url: z
    .string()
    .optional()
    .describe('Page of the Git host where the request is opened.'),
});

/** What the action asks for. */
export interface CommitActionOptions {
  auth: AuthService;
  events: EventsService;
  logger: LoggerService;
  permissions: PermissionsService;
  open: () => Promise<GitOpsRepository>;
  review: GitOpsReviewMode;
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
  const { open, review } = options;
  return createTemplateAction({
    id: 'llm:gitops:commit',
    description:
      review === 'proposal'
        ? 'Proposes files of the workspace as a change of the GitOps repository, for somebody else to review.'
        : 'Commits files of the workspace to the GitOps repository.',
    examples: commitExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const given = parseInput(input, ctx.input);
      const { change, title, body, remove = [] } = given;
      const changes = latestOf(given.changes.flat());
      const files = await readChanges(ctx.workspacePath, changes, remove);
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
      const message = withPortalUser(
        [title, body].filter(Boolean).join('\n\n'),
        user,
      );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would commit ${files.length} files`);
        ctx.output('outcome', review === 'proposal' ? 'proposed' : 'committed');
        return;
      }
      const done = await options.audited(
        { user, change, title, files: files.length },
        async () =>
          write({
            repository: await open(),
            actionOptions: options,
            change,
            message,
            author: personOf(user, ctx.user?.entity),
            files,
            idempotencyKey: `${ctx.task.id}:${change}:${digestOf(
              JSON.stringify(given),
            ).slice(-16)}`,
          }),
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

/** Each file once: what a later step has written of it counts. */
function latestOf<T extends { path: string }>(changes: readonly T[]): T[] {
  return [...new Map(changes.map(change => [change.path, change])).values()];
}

/** The files as the earlier steps left them; what is something else by now is committed by nobody. */
async function readChanges(
  workspacePath: string,
  changes: ReadonlyArray<{ path: string; digest: string }>,
  remove: readonly string[],
): Promise<GitOpsChange[]> {
  const forbidden = [...changes.map(({ path }) => path), ...remove].find(path =>
    OVERLAYS.test(path),
  );
  if (forbidden) {
    throw new InputError(
      `${forbidden} lies in a folder of overlays, which belongs to people: the portal writes nothing there`,
    );
  }
  const files = await Promise.all(
    changes.map(async ({ path, digest }) => {
      const content = await readFile(
        resolveSafeChildPath(workspacePath, path),
      ).catch(error => {
        throw new ConflictError(
          `${path} is not in the workspace any more: run the template again`,
          error,
        );
      });
      if (digestOf(content) !== digest) {
        throw new ConflictError(
          `${path} is not what an earlier step has written: it was changed since`,
        );
      }
      return { path, content };
    }),
  );
  return [...files, ...remove.map(path => ({ path, delete: true as const }))];
}

interface Written {
  outcome: 'proposed' | 'committed' | 'unchanged';
  message: string;
  commit?: string;
  branch?: string;
  changePath?: string;
  url?: string;
}

async function write(options: {
  repository: GitOpsRepository;
  actionOptions: CommitActionOptions;
  change: string;
  message: string;
  author: GitOpsPerson;
  files: GitOpsChange[];
  idempotencyKey: string;
}): Promise<Written> {
  const { repository, change, message, author, files, idempotencyKey } =
    options;
  const { events, logger, review } = options.actionOptions;
  if (review === 'direct') {
    const result = await repository.commit({
      message,
      author,
      changes: files,
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
    changes: files,
    replace: true,
    idempotencyKey,
  });
  if (result.outcome === 'unchanged') {
    return unchanged(result.head);
  }
  if (result.outcome === 'already-committed') {
    return {
      outcome: 'committed',
      commit: result.commit,
      message: `The change was merged as ${result.commit}`,
    };
  }
  return {
    outcome: 'proposed',
    commit: result.head,
    branch: result.branch,
    changePath: `/llm?tab=changes&change=${encodeURIComponent(change)}`,
    url: repository.proposalUrl(change),
    message: `Proposed on the branch ${result.branch}: somebody else has to review it`,
  };
}

function unchanged(head: string | undefined): Written {
  return {
    outcome: 'unchanged',
    commit: head,
    message: 'The repository already is as asked: nothing was committed',
  };
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
