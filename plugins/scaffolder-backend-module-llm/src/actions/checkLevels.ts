import { LlmDryRun } from '@modelyard/plugin-llm-common';
import { countOf } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import type { ManifestCheck } from './ManifestTools';

/** Which of the levels of checks ran. */
export const levelsOutput = z
  .array(z.number())
  .describe(
    'Which checks ran. 1: rules of the families. 2: schemas with their CEL rules. 3: a dry run in the cluster.',
  );

/** What the cluster said. */
export const dryRunOutput: z.ZodType<LlmDryRun> = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('ran'),
      cluster: z.string().describe('Name of the cluster in the portal.'),
      checked: z.number().describe('Objects that it would take.'),
      notChecked: z
        .array(z.string())
        .describe('The others, with the reason why nobody knows.'),
    }),
    z.object({
      state: z.literal('not-run'),
      reason: z.string().describe('Why the cluster was not asked.'),
    }),
  ])
  .describe('What the cluster says in a dry run, which changes nothing there.');

/** The levels of checks that ran. */
export function levelsOf({
  level,
  dryRun,
}: Pick<ManifestCheck, 'level' | 'dryRun'>): number[] {
  return [
    1,
    ...(level === 2 ? [2] : []),
    // A cluster that could say nothing has checked nothing.
    ...(dryRun.state === 'ran' && dryRun.checked > 0 ? [3] : []),
  ];
}

/** How far a check went, as a part of a sentence. */
export function sayChecks({
  level,
  checked,
  notChecked,
  dryRun,
}: Pick<ManifestCheck, 'level' | 'checked' | 'notChecked' | 'dryRun'>): string {
  const wereChecked = countOf(
    checked,
    'object was checked',
    'objects were checked',
  );
  const schemas =
    level === 2
      ? `${wereChecked} against schemas, ${countOf(
          notChecked.length,
          'object has',
          'objects have',
        )} none`
      : 'no schemas are configured, so that only the rules of the families were checked';
  return `${schemas}; server-side dry run: ${
    dryRun.state === 'ran'
      ? `the cluster ${dryRun.cluster} would take ${countOf(
          dryRun.checked,
          'object',
        )}, and could not say of ${dryRun.notChecked.length}`
      : dryRun.reason
  }`;
}
