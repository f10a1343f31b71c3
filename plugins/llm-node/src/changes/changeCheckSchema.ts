import type { LlmChangeCheck } from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';

const text = z.string().max(2000);

const finding = z.object({
  severity: z.enum(['info', 'warning']),
  path: text.optional(),
  line: z.number().int().positive().optional(),
  message: text,
});

const verdict = z.object({
  kind: z.literal('verdict'),
  model: text,
  version: text.optional(),
  pool: text.optional(),
  devices: text.optional(),
  provider: text.optional(),
  verdict: z.enum([
    'fits',
    'tight',
    'does-not-fit',
    'unknown',
    'external',
    'allowed',
  ]),
  override: text.optional(),
  findings: z.array(finding),
});

const dryRun = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ran'),
    cluster: text,
    checked: z.number().int().nonnegative(),
    notChecked: z.array(text),
  }),
  z.object({ state: z.literal('not-run'), reason: text }),
]);

const manifests = z.object({
  kind: z.literal('manifests'),
  folder: text,
  level: z.union([z.literal(1), z.literal(2)]),
  checked: z.number().int().nonnegative(),
  notChecked: z.array(text),
  dryRun: dryRun.optional(),
  findings: z.array(finding),
});

/**
 * Reads what a step of a template found out about a change.
 *
 * @public
 */
export const llmChangeCheckSchema: z.ZodType<
  LlmChangeCheck,
  z.ZodTypeDef,
  unknown
> = z.union([verdict, manifests]);
