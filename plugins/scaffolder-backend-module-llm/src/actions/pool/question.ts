import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { discardField } from '../change/discardField';
import { writtenFile } from '../../changes/writtenFile';

/** What `llm:pool:render` asks for, as the scaffolder shows it. */
export const poolInput = z.object({
  pool: z.string().min(1).optional().describe('Ref of the GpuPool.'),
  entity: z
    .record(z.unknown())
    .optional()
    .describe(
      'The GpuPool as an earlier step wrote it, in place of the one in the catalog: a new pool is not there yet.',
    ),
  sharing: z
    .boolean()
    .optional()
    .describe(
      'Whether settings are rendered that share its GPUs as it says: partitions, turns, MPS.',
    ),
  quotas: z
    .enum(['none', 'queues', 'namespaces'])
    .optional()
    .describe(
      'What holds groups to their quotas. queues: work waits in queues of Kueue. namespaces: a ResourceQuota refuses what goes beyond. none, or absent: nothing is rendered.',
    ),
  discardHandEdits: discardField,
});

/** The same, with what the scaffolder cannot check. */
export const poolQuestion = poolInput.superRefine((question, context) => {
  if (question.pool === undefined && question.entity === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['pool'],
      message: 'is needed where no entity is given',
    });
  }
});

/** What `llm:pool:render` puts out. */
export const poolOutput = z.object({
  changes: z
    .array(writtenFile)
    .describe('The files that differ from what is committed, to commit.'),
  remove: z
    .array(z.string())
    .describe('Files that are rendered no longer, to remove.'),
  folders: z.array(z.string()).describe('Folders that were rendered.'),
  notes: z
    .array(z.string())
    .describe('What was not rendered though it was asked for, and why.'),
  warnings: z.array(z.string()).describe('What a reviewer should know.'),
  checks: z
    .array(llmChangeCheckSchema)
    .describe('Warnings and validation of each folder, to go with the change.'),
});
