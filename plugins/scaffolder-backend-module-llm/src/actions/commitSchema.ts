import { LLM_NOT_PREVIEWED } from '@modelyard/plugin-llm-common';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { writtenFile } from '../changes/writtenFile';

/** What `llm:gitops:commit` is given. */
export const commitInput = z.object({
  change: z
    .union([
      z
        .string()
        .regex(
          /^(?!.*\.\.)[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9_-])?$/,
          'must have 1 to 100 lower-case letters, digits, underscores, hyphens and single dots',
        ),
      z.object({
        act: z
          .string()
          .regex(/^[a-z]+(-[a-z]+)*$/, 'must have lower-case letters')
          .describe('What is done, such as serve.'),
        entity: z
          .string()
          .regex(
            /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
            'must be a whole entity reference, such as model:default/nova',
          )
          .describe('Ref of the entity that it is done to.'),
        part: z
          .string()
          .min(1)
          .optional()
          .describe('What of the entity, such as the name of a deployment.'),
      }),
    ])
    .describe(
      'Names the change: an id, or what is done to what, of which an id follows that nothing else has, such as serve.default.qwen3-8b.prod. While one of that name waits for a review, a further run of who proposed it revises it.',
    ),
  revise: z
    .boolean()
    .optional()
    .describe(
      'Whether the run may also put its version in the place of what others have proposed under the name. It ends otherwise.',
    ),
  title: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .regex(/^[^\r\n]*$/, 'must be one line')
    .describe(
      'What the change is for, in one line. What is longer than 72 characters goes on in the body.',
    ),
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
  checks: z
    .array(z.union([llmChangeCheckSchema, z.array(llmChangeCheckSchema)]))
    .optional()
    .describe(
      'What earlier steps put out as their check: it is shown before the run, and to the reviewer.',
    ),
  digest: z
    .union([
      z.string().regex(/^sha256:[0-9a-f]{64}$/),
      z.literal(LLM_NOT_PREVIEWED),
    ])
    .optional()
    .describe(
      `Digest of what the person saw before the run, as the form field ManifestPreview gives it; anything else is not committed. Nothing is compared where it is absent or ${LLM_NOT_PREVIEWED}.`,
    ),
});

/** What `llm:gitops:commit` puts out. */
export const commitOutput = z.object({
  outcome: z
    .enum(['proposed', 'waiting', 'committed', 'unchanged'])
    .describe(
      'Whether the change now waits for a review, has been waiting for one just like this, is on the main branch, or was there already.',
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
  digest: z
    .string()
    .describe('Digest of the files and of what they hold, as committed.'),
  preview: z
    .record(z.unknown())
    .optional()
    .describe(
      'In a dry run: the files beside what the main branch has, what was checked, and who would review it.',
    ),
});
