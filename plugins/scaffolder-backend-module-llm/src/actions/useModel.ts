import {
  AuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  findUseIssues,
  LlmAccess,
  llmChangeProposePermission,
  pullRequestHosts,
} from '@modelyard/plugin-llm-common';
import { LlmRoleGroups } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { cutTitle } from '../changes/cutTitle';
import { writeChanges } from '../changes/writeChanges';
import { changeName } from '../modelUse/changeName';
import { describeCall, describeDeclaration } from '../modelUse/describeUse';
import {
  Declaration,
  declareInFile,
  FileSources,
  linesToAdd,
} from '../modelUse/findFile';
import { useModelExamples } from '../modelUse/examples';
import { deploymentOf, readModelUse } from '../modelUse/readModel';
import { requireOwner } from '../modelUse/requireOwner';
import { fail, warningsOf } from './fail';
import { parseInput } from './parseInput';
import { requirePerson } from './requirePerson';
import { writtenFile } from '../changes/writtenFile';

const input = z.object({
  component: z
    .string()
    .min(1)
    .describe('Ref of the component that is to use the model.'),
  model: z.string().min(1).describe('Ref of the model.'),
  deployment: z
    .string()
    .optional()
    .describe(
      'Name of the deployment that the snippets call; one in production where it is absent.',
    ),
  purpose: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .describe(
      'What it is used for, in the words of the uses that the model permits and prohibits.',
    ),
  dataClasses: z
    .array(z.string().min(1))
    .optional()
    .describe('Classes of the data that will be sent to the model.'),
});

const output = z.object({
  home: z
    .enum(['gitops', ...pullRequestHosts, 'manual'])
    .describe(
      'Where the file of the component lives: the GitOps repository, a Git host that takes pull requests, or a place where only its owners can change it.',
    ),
  outcome: z
    .enum(['changed', 'unchanged'])
    .describe('Whether there is something to change.'),
  changes: z
    .array(writtenFile)
    .describe(
      'The changed file of the GitOps repository with its digest, for llm:gitops:commit; none for another home.',
    ),
  change: z
    .string()
    .describe('Names the change, or the branch of the pull request.'),
  title: z.string().describe('What the change is for, in one line.'),
  body: z.string().describe('What a reviewer should know.'),
  pullRequest: z
    .object({
      repoUrl: z.string(),
      targetBranch: z.string().optional(),
    })
    .optional()
    .describe(
      'What the action for pull requests of the Git host needs besides title, body and branch. The workspace then holds the changed file at its path in the repository, and nothing else of ours.',
    ),
  lines: z.string().describe('The lines that declare the dependency.'),
  warnings: z
    .array(z.string())
    .describe('What a person should look at though it stops nothing.'),
  declaration: z
    .string()
    .describe('What became of the declaration, in Markdown.'),
  howToCall: z
    .string()
    .describe(
      'Where the key comes from, and how to call the model in four languages, in Markdown.',
    ),
});

/** What the action asks for. */
export interface UseModelActionOptions extends FileSources {
  access: LlmAccess;
  auth: AuthService;
  catalog: CatalogService;
  groups: LlmRoleGroups;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  /** Leaves a trace of who lets a component use a model. */
  onUse: (meta: {
    user: string;
    component: string;
    model: string;
    home: string;
  }) => Promise<void>;
}

/**
 * `llm:model:use`: declares that a component uses a model, in the component's own file, and tells how to call it. It
 * writes the changed file into the workspace; a later step commits it or opens a pull request.
 */
export function createUseModelAction(options: UseModelActionOptions) {
  return createTemplateAction({
    id: 'llm:model:use',
    description:
      'Declares that a component uses a model, in the file of the component wherever that lives, and tells how to call the model. What the model is not for ends the run.',
    examples: useModelExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const given = parseInput(input, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const use = await readModelUse({ ...options, ...given, credentials });
      const component = stringifyEntityRef(use.component);
      const model = stringifyEntityRef(use.model);
      // A run that is taken up again may find the token of its user expired: who may do this was decided before.
      const user = await ctx.checkpoint({
        key: `may-use:${component}:${model}`,
        fn: async () => {
          const act = 'declare what it uses';
          const person = await requirePerson({
            ...options,
            credentials,
            permission: llmChangeProposePermission,
            act,
          });
          await requireOwner({
            ...options,
            credentials,
            entity: use.component,
            act,
          });
          return person;
        },
      });

      const issues = findUseIssues({
        ...use,
        purpose: given.purpose,
        dataClasses: given.dataClasses,
        now: new Date(),
      });
      if (issues.some(({ severity }) => severity === 'error')) {
        fail(`${component} may not use ${model}`, issues);
      }
      const deployment = deploymentOf(use.model, given.deployment);
      const declaration = await declareInFile({
        sources: options,
        entity: use.component,
        dependency: model,
      });
      const warnings = warningsOf(issues);
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.logger.info(said(component, model, declaration));
      if (!ctx.isDryRun) {
        await options.onUse({ user, component, model, home: declaration.home });
      }

      const written =
        'text' in declaration
          ? await writeChanges(ctx.workspacePath, [
              {
                path: declaration.path,
                content: declaration.text,
                ...(declaration.home === 'gitops' && {
                  committed: declaration.committed,
                }),
              },
            ])
          : [];
      ctx.output('home', declaration.home);
      ctx.output('outcome', declaration.outcome);
      ctx.output('changes', declaration.home === 'gitops' ? written : []);
      if ('file' in declaration) {
        const { repoUrl, branch } = declaration.file;
        ctx.output('pullRequest', {
          repoUrl,
          ...(branch !== undefined && { targetBranch: branch }),
        });
      }
      ctx.output('change', changeName(use.component, use.model));
      const { title, rest } = cutTitle(`Use ${model} in ${component}`);
      ctx.output('title', title);
      ctx.output(
        'body',
        [
          ...(rest === undefined ? [] : [rest]),
          `${component} declares that it depends on ${model}.`,
          ...(given.purpose ? [`Purpose: ${given.purpose}`] : []),
          ...(given.dataClasses?.length
            ? [`Data that is sent: ${given.dataClasses.join(', ')}`]
            : []),
          ...warnings.map(warning => `Warning: ${warning}`),
        ].join('\n'),
      );
      ctx.output('lines', linesToAdd(model));
      ctx.output('warnings', warnings);
      ctx.output(
        'declaration',
        describeDeclaration({ use, declaration, warnings }),
      );
      ctx.output(
        'howToCall',
        describeCall({ use, deployment, access: options.access }),
      );
    },
  });
}

function said(
  component: string,
  model: string,
  declaration: Declaration,
): string {
  if (declaration.outcome === 'unchanged') {
    return `${component} already says that it uses ${model}`;
  }
  return declaration.home === 'manual'
    ? `The lines are for a person to add, since ${declaration.reason}`
    : `Changed ${declaration.path}`;
}
