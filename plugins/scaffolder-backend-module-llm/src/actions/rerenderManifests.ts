import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Intent } from '@modelyard/llm-manifests';
import { GitOpsTree, RenderedFolder } from '@modelyard/plugin-llm-gitops-node';
import { Result } from '@modelyard/llm-units';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import {
  driftOf,
  noteOf,
  requireNoEdits,
  warningsOfDrift,
} from './change/drift';
import { discardField } from './change/discardField';
import { FolderUpdate, updateFolder } from './change/updateFolder';
import { ChangeActionOptions } from './changeManifests';
import { rerenderExamples } from './examples';
import { valueOf } from './fail';
import { ManifestTools } from './ManifestTools';
import { parseInput } from './parseInput';
import { findAsked } from './rerender/findAsked';
import { writtenFile } from '../changes/writtenFile';

/** What is wrong with one of many, and does not end the run. */
const REFUSALS = ['ConflictError', 'InputError', 'NotFoundError'];

/** A platform that moves as a whole would be thousands of requests to its cluster. */
const MOST_DRY_RUNS = 50;

const input = z.object({
  target: z
    .string()
    .min(1)
    .optional()
    .describe('Only what is rendered for this target; all where absent.'),
  models: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Refs of the Models that it is about; all where neither these nor pools are named.',
    ),
  pools: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Refs of the GpuPools that it is about; all where neither these nor models are named.',
    ),
  discardHandEdits: discardField,
});

const output = z.object({
  changes: z
    .array(writtenFile)
    .describe('The files that differ from what is committed, to commit.'),
  remove: z
    .array(z.string())
    .describe('Files that are rendered no longer, to remove.'),
  results: z
    .array(
      z.object({
        folder: z.string().describe('Folder in the repository.'),
        outcome: z
          .enum(['unchanged', 'rendered', 'refused'])
          .describe('What became of it.'),
        reason: z.string().optional().describe('Why it was refused.'),
      }),
    )
    .describe('What became of each deployment and pool.'),
  refused: z
    .array(z.object({ folder: z.string(), reason: z.string() }))
    .describe('What stays as it is, and why.'),
  warnings: z.array(z.string()).describe('What a reviewer should know.'),
  checks: z
    .array(llmChangeCheckSchema)
    .describe('Warnings and validation of each folder, to go with the change.'),
  unchanged: z.boolean().describe('Whether nothing is to be committed.'),
});

/**
 * `llm:manifests:rerender`: everything that is committed, as it is rendered today. What cannot be rendered stays as it is and
 * is named; it does not keep the others from being rendered.
 */
export function createRerenderAction(options: ChangeActionOptions) {
  const { catalog, open, tools } = options;
  return createTemplateAction({
    id: 'llm:manifests:rerender',
    description:
      'Renders all committed intents anew, after a target or the renderer has changed. What somebody has edited by hand, and what the target would refuse, stays as it is and is named.',
    examples: rerenderExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const question = parseInput(input, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const tree = await GitOpsTree.read({ repository: await open() });
      const asked = await findAsked({ tree, question, catalog, credentials });
      if (question.target !== undefined && asked.length === 0) {
        // Nothing for a name that is spelt wrong would look as if all was well.
        tools.target(question.target);
      }

      let sent = 0;
      const spare = () => {
        sent += 1;
        return sent > MOST_DRY_RUNS
          ? `only ${MOST_DRY_RUNS} folders are sent to clusters in a run`
          : undefined;
      };
      const done: Outcome[] = [];
      const intents = new Map(
        asked.map(({ path, intent }) => [path, intent] as const),
      );
      for await (const committed of tree.readFolders([...intents.keys()])) {
        const outcome = await rerender({
          path: committed.folder,
          intent: intents.get(committed.folder)!,
          committed,
          tools,
          discardHandEdits: question.discardHandEdits ?? false,
          workspacePath: ctx.workspacePath,
          spare,
          signal: ctx.signal,
        });
        done.push(outcome);
        if (outcome.outcome !== 'unchanged') {
          ctx.logger.info(
            `${outcome.folder}: ${outcome.reason ?? 'rendered anew'}`,
          );
        }
      }
      const rendered = done.flatMap(({ update }) => update ?? []);
      const refused = done.flatMap(({ folder, reason }) =>
        reason === undefined ? [] : [{ folder, reason }],
      );
      const warnings = [
        ...new Set(done.flatMap(outcome => outcome.warnings)),
        ...refused.map(({ folder, reason }) => `${folder} stays: ${reason}`),
      ];
      ctx.logger.info(
        `Of ${done.length} deployments and pools ${rendered.length} are rendered anew, ${refused.length} stay for a reason, and the others are up to date`,
      );
      ctx.output(
        'changes',
        rendered.flatMap(update => update.changes),
      );
      ctx.output(
        'remove',
        rendered.flatMap(update => update.remove),
      );
      ctx.output(
        'results',
        done.map(({ folder, outcome, reason }) => ({
          folder,
          outcome,
          ...(reason !== undefined && { reason }),
        })),
      );
      ctx.output('refused', refused);
      ctx.output('warnings', warnings);
      ctx.output(
        'checks',
        rendered.map(({ check }) => check),
      );
      ctx.output('unchanged', rendered.length === 0);
    },
  });
}

interface Outcome {
  folder: string;
  outcome: 'unchanged' | 'rendered' | 'refused';
  reason?: string;
  warnings: string[];
  update?: FolderUpdate;
}

async function rerender(options: {
  path: string;
  intent: Result<Intent>;
  committed: RenderedFolder;
  tools: ManifestTools;
  discardHandEdits: boolean;
  workspacePath: string;
  spare: () => string | undefined;
  signal?: AbortSignal;
}): Promise<Outcome> {
  const { path, committed, tools, workspacePath, spare, signal } = options;
  try {
    const drift = noteOf(path, driftOf(committed, tools));
    if (!options.discardHandEdits) {
      requireNoEdits(drift);
    }
    const update = await updateFolder({
      intent: valueOf('The intent cannot be read', options.intent),
      committed,
      tools,
      workspacePath,
      spare,
      signal,
    });
    return update.changes.length + update.remove.length === 0
      ? { folder: path, outcome: 'unchanged', warnings: [] }
      : {
          folder: path,
          outcome: 'rendered',
          warnings: [
            ...(drift.state === 'edited' ? warningsOfDrift(drift) : []),
            ...update.warnings.map(warning => `${path}: ${warning}`),
          ],
          update,
        };
  } catch (error) {
    if (!isError(error) || !REFUSALS.includes(error.name)) {
      throw error;
    }
    return {
      folder: path,
      outcome: 'refused',
      reason: error.message,
      warnings: [],
    };
  }
}
