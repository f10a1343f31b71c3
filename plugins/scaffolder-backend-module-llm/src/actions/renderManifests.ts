import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  deploymentSubjectSchema,
  Family,
  intentSchema,
  poolSubjectSchema,
} from '@modelyard/llm-manifests';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { discardField } from './change/discardField';
import { ChangeActionOptions } from './changeManifests';
import { dryRunOutput, levelsOutput } from './checkLevels';
import { checkRendered } from './checkRendered';
import { renderExamples } from './examples';
import { familyExamples } from './familyExamples';
import { readCommitted } from './render/committedFolder';
import { renderHere } from './render/renderHere';
import { addToIntent } from './renderIntoWorkspace';
import { said } from './said';
import { writtenFile } from '../changes/writtenFile';

const folderField = z
  .string()
  .min(1)
  .optional()
  .describe(
    'Folder in the repository; that of the deployment or pool where it is absent.',
  );

const overFields = {
  replace: z
    .boolean()
    .optional()
    .describe(
      'Goes on where something else is rendered there already, and puts this in its place. Without it, that ends the run.',
    ),
  discardHandEdits: discardField,
};

const renderInput = intentSchema.pick({ target: true, subject: true }).extend({
  parts: z
    .array(
      z.object({
        family: z.string().min(1).describe('Name of the manifest family.'),
        if: z
          .unknown()
          .optional()
          .describe(
            'Whether it is wanted: an empty text and false leave it out.',
          ),
        input: z
          .record(z.unknown())
          .describe('Fields of the family; an empty text says nothing.'),
      }),
    )
    .min(1)
    .max(32)
    .describe('What is rendered, each family at most once.'),
  on: z
    .record(z.unknown())
    .optional()
    .describe(
      'Where the deployment runs, as a Model has it: pool with devices, provider or base. It becomes part of the output deployment.',
    ),
  folder: folderField,
  ...overFields,
});

/** What every rendering action says of its work. */
export const renderOutput = z.object({
  folder: z.string().describe('Folder in the repository that was written.'),
  changes: z
    .array(writtenFile)
    .describe('The files, with the digests of their contents, to commit.'),
  warnings: z.array(z.string()).describe('What a reviewer should know.'),
  validation: z
    .object({
      level: z
        .number()
        .describe('1: rules of the families. 2: schemas with their CEL rules.'),
      checked: z.number().describe('Objects that a schema was found for.'),
      notChecked: z.array(z.string()).describe('The others.'),
      levels: levelsOutput,
      dryRun: dryRunOutput,
    })
    .describe('Which checks the objects went through.'),
  check: llmChangeCheckSchema.describe(
    'Warnings and validation together, for the step that commits.',
  ),
  deployment: z
    .record(z.unknown())
    .optional()
    .describe(
      'The deployment as the Model carries it, as far as the intent decides it; absent for a pool.',
    ),
});

const overOutput = renderOutput.extend({
  remove: z
    .array(z.string())
    .describe('Files that are rendered no longer, to remove.'),
  unchanged: z.boolean().describe('Whether everything already is as asked.'),
});

/** What both actions put out, whatever they render. */
const SAID_OF_ALL = [
  'folder',
  'changes',
  'remove',
  'unchanged',
  'warnings',
  'validation',
  'check',
] as const;

/** No place: what the Model says of another one is removed. */
const NOWHERE = { pool: null, devices: null, provider: null, base: null };
const NO_ALIASES = { aliases: null };

/** `llm:manifests:render`: an intent, its manifests, and what applies them together. */
export function createRenderAction(options: ChangeActionOptions) {
  return createTemplateAction({
    id: 'llm:manifests:render',
    description:
      'Renders the manifests of a deployment or a GPU pool for a target, and writes them with their intent as they are committed. What is there already and says something else is not replaced unless that is asked for.',
    examples: renderExamples,
    supportsDryRun: true,
    schema: { input: () => renderInput, output: () => overOutput },
    async handler(ctx) {
      checkRendered(ctx.input);
      const { folder, target, subject, parts, on } = ctx.input;
      const { replace, discardHandEdits } = ctx.input;
      const choices = {
        target,
        subject: said(subject),
        parts: parts
          .filter(part => !('if' in part) || Boolean(part.if))
          .map(({ family, input }) => ({ family, input: said(input) ?? {} })),
      };
      const { workspacePath, logger } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const done = await renderHere({
        ...options,
        viewer: { ...options, credentials },
        choices,
        folder,
        replace,
        discardHandEdits,
        workspacePath,
        logger,
        run: ctx,
        signal: ctx.signal,
      });
      SAID_OF_ALL.forEach(name => ctx.output(name, done[name]));
      if (done.deployment) {
        const { name, version, environment, aliases, ...rest } =
          done.deployment;
        ctx.output('deployment', {
          name,
          version,
          environment,
          ...(on && { on: { ...(done.replaces && NOWHERE), ...placeOf(on) } }),
          // What was said of a deployment that is replaced is gone.
          ...(done.replaces && { family: null, replicas: null }),
          ...rest,
          ...(aliases.length > 0 ? { aliases } : done.replaces && NO_ALIASES),
        });
      }
    },
  });
}

function placeOf(on: Record<string, unknown>): Record<string, unknown> {
  return { ...(said(on) as Record<string, unknown> | undefined) };
}

/**
 * `llm:manifests:<family>`: the same for one family, with its fields as inputs. A family that stands beside a server, such
 * as autoscaling, joins the intent that an earlier step has written.
 */
export function createFamilyAction(
  options: ChangeActionOptions,
  family: Family,
) {
  const input = z.object({
    target: intentSchema.shape.target,
    subject:
      family.subject === 'pool' ? poolSubjectSchema : deploymentSubjectSchema,
    input: family.input.describe(`Fields of the family ${family.id}.`),
    folder: folderField,
    ...overFields,
  });
  return createTemplateAction({
    id: `llm:manifests:${family.id}`,
    description: `${family.title}: ${family.description} Joins the intent that an earlier step wrote for the same subject, or that is committed.`,
    examples: familyExamples(family),
    supportsDryRun: true,
    schema: { input: () => input, output: () => overOutput },
    async handler(ctx) {
      checkRendered(ctx.input);
      const { target, subject, input: fields, folder } = ctx.input;
      const { replace, discardHandEdits } = ctx.input;
      const { workspacePath, logger } = ctx;
      const viewer = {
        ...options,
        credentials: await ctx.getInitiatorCredentials(),
      };
      const choices = await addToIntent({
        choices: { target, subject: said(subject) },
        part: { family: family.id, input: said(fields) ?? {} },
        folder,
        committed: async (about, path) => {
          const there = { viewer, open: options.open, subject: about };
          return (await readCommitted({ ...there, folder: path })).intent;
        },
        workspacePath,
      });
      const done = await renderHere({
        ...options,
        viewer,
        choices,
        folder,
        replace,
        discardHandEdits,
        workspacePath,
        logger,
        run: ctx,
        signal: ctx.signal,
      });
      SAID_OF_ALL.forEach(name => ctx.output(name, done[name]));
    },
  });
}
