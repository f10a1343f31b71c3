import { z } from 'zod/v3';

/** A file that an action has written, as actions put it out and `llm:gitops:commit` asks for it. */
export const writtenFile = z.object({
  path: z.string().min(1).describe('In the workspace and in the repository.'),
  digest: z.string().describe('Of what it holds.'),
  from: z
    .string()
    .nullable()
    .optional()
    .describe(
      'What it was made from, as Git calls that content; null where there was no file.',
    ),
});
