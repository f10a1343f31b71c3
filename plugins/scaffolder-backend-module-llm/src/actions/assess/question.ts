import { engineSchema } from '@modelyard/llm-manifests';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';

const engine = engineSchema.partial().strict();

/** An object that a template leaves empty, since an expression cannot leave it out, says nothing. */
function unlessEmpty<T extends z.ZodTypeAny>(schema: T) {
  return z.preprocess(
    value =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length === 0
        ? undefined
        : value,
    schema.optional(),
  );
}

/** A number of tokens or requests, as sizing computes with them. */
function tokens(least: number) {
  return z
    .number()
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(1e9, 'must be at most 1,000,000,000');
}

/** What `llm:model:assess` asks for, as the scaffolder shows it. */
export const assessInput = z.object({
  model: z.string().optional().describe('Ref of the Model.'),
  entity: z
    .record(z.unknown())
    .optional()
    .describe(
      'The Model as an earlier step wrote it, in place of the one in the catalog: a new model is not there yet.',
    ),
  version: z
    .string()
    .optional()
    .describe('Name of the version; the newest with weights where absent.'),
  pool: z.string().optional().describe('Ref of the GpuPool.'),
  devices: z.string().optional().describe('Name of the device group.'),
  provider: z
    .string()
    .optional()
    .describe(
      'Ref of the provider, for an external model, in place of pool and devices.',
    ),
  fallback: z
    .boolean()
    .optional()
    .describe(
      'Whether the provider only answers in place of a server of the model, whose version need not be external then.',
    ),
  base: z
    .object({
      model: z.string().describe('Ref of the Model below the adapter.'),
      deployment: z.string().describe('Name of the deployment within it.'),
    })
    .optional()
    .describe(
      'The deployment that is to serve an adapter beside its own model, in place of pool and devices.',
    ),
  deployment: z
    .string()
    .optional()
    .describe(
      'Name of a deployment that is there already, in place of all these: asks only what policy says of such data where it runs and wherever its route leads, as an earlier step or the repository has it. Nothing is sized.',
    ),
  workload: z
    .object({
      promptTokens: z.number().describe('Tokens of a typical prompt.'),
      answerTokens: z.number().describe('Tokens of a typical answer.'),
      concurrentRequests: z.number().describe('Requests at the same time.'),
      longestContext: z
        .number()
        .optional()
        .describe('Most tokens of a request, prompt and answer together.'),
    })
    .optional()
    .describe(
      'What people will ask of the model, or of a base with all its adapters; needed for a pool and a base.',
    ),
  engine: z
    .record(z.unknown())
    .optional()
    .describe(
      'Settings of the engine, as the field `engine` of the families that serve. What is absent is searched, or left to the engine.',
    ),
  replicas: z
    .record(z.unknown())
    .optional()
    .describe(
      'Servers that always run (min) and at most (max); as many as the workload needs where absent.',
    ),
  sharedClaim: z
    .string()
    .optional()
    .describe(
      'ResourceClaim in the namespace of the servers, where DRA shares a GPU between them.',
    ),
  token: z
    .object({ name: z.string().optional(), key: z.string().optional() })
    .optional()
    .describe('Secret with the token for weights that are gated.'),
  dataClass: z
    .string()
    .optional()
    .describe('Class of the data that the deployment will work on.'),
  group: z
    .string()
    .optional()
    .describe(
      'Ref of the group that owns the deployment, whose quotas count; needed to find the queue that its servers wait in.',
    ),
  namespace: z
    .string()
    .optional()
    .describe(
      'Kubernetes namespace of the deployment; needed to find the queue that its servers wait in.',
    ),
  regions: z
    .array(z.string())
    .optional()
    .describe('Regions that it may run in; all where absent.'),
  override: z
    .object({ reason: z.string().optional() })
    .optional()
    .describe(
      'Goes on although the model does not fit, for a reason of at least ten characters. Needs the permission llm.verdict.override.',
    ),
});

/** The same, with what the scaffolder cannot check. */
export const assessQuestion = assessInput
  .extend({
    workload: z
      .object({
        promptTokens: tokens(0),
        answerTokens: tokens(0),
        concurrentRequests: tokens(1),
        longestContext: tokens(1).optional(),
      })
      .refine(
        ({ promptTokens, answerTokens }) => promptTokens + answerTokens > 0,
        'must have tokens in the prompt, the answer or both',
      )
      .optional(),
    engine: engine.default({}),
    replicas: z
      .object({
        min: z.number().int().min(0).optional(),
        max: z.number().int().min(1).optional(),
      })
      .strict()
      .optional(),
    override: unlessEmpty(
      z.object({ reason: z.string().trim().min(10).max(2000) }),
    ),
    token: unlessEmpty(
      z.object({ name: z.string().min(1), key: z.string().min(1) }),
    ),
  })
  .superRefine((question, context) => {
    const { model, entity, provider, base, pool, devices, workload } = question;
    const { deployment, fallback, override } = question;
    const need = (path: string, isThere: unknown, why: string) =>
      isThere ||
      context.addIssue({ code: 'custom', path: [path], message: why });
    need('model', model ?? entity, 'is needed where no entity is given');
    need(
      'provider',
      provider ?? !question.fallback,
      'is needed where fallback is true',
    );
    if (deployment !== undefined) {
      const others = { base, provider, fallback, pool, devices, workload };
      Object.entries({ ...others, override }).forEach(([path, value]) =>
        need(path, value === undefined, 'must not stand beside a deployment'),
      );
    } else if (base !== undefined) {
      need('workload', workload, 'is needed with a base');
      need('pool', pool === undefined, 'must not stand beside a base');
      need('provider', provider === undefined, 'must not stand beside a base');
    } else if (provider === undefined) {
      need(
        'pool',
        pool,
        'is needed where neither a deployment, a base nor a provider is given',
      );
      need('devices', devices, 'is needed with a pool');
      need('workload', workload, 'is needed with a pool');
    } else if (pool !== undefined) {
      need('pool', false, 'must not stand beside a provider');
    }
  });

export type AssessQuestion = z.output<typeof assessQuestion>;

/** What `llm:model:assess` puts out. */
export const assessOutput = z.object({
  verdict: z
    .enum(['fits', 'tight', 'does-not-fit', 'unknown', 'external', 'allowed'])
    .describe(
      'May the model go there? External: a provider serves it. Allowed: only policy was asked, about a deployment that is there.',
    ),
  reasons: z.array(z.string()).describe('Why, in sentences.'),
  overridden: z.boolean().describe('Whether somebody went on all the same.'),
  check: llmChangeCheckSchema.describe(
    'Verdict, reasons and override together, for the step that commits.',
  ),
  checks: z
    .array(llmChangeCheckSchema)
    .optional()
    .describe(
      'Of a deployment: the check of each place that requests for it go to.',
    ),
  placement: z
    .record(z.unknown())
    .optional()
    .describe('How the model would be placed: units, parallelism, engine.'),
  perMonth: z
    .object({ amount: z.string(), currency: z.string() })
    .optional()
    .describe("What that costs at the pool's price."),
  serving: z
    .object({
      target: z
        .string()
        .describe('The cluster of the pool, which is the target as well.'),
      source: z.record(z.unknown()).describe('Field of a serving family.'),
      engine: z.record(z.unknown()).describe('Field of a serving family.'),
      placement: z.record(z.unknown()).describe('Field of a serving family.'),
      nodes: z.number().describe('Field of a serving family.'),
      replicas: z
        .object({ min: z.number(), max: z.number().optional() })
        .describe('Field of a serving family.'),
      memory: z.string().describe('Memory of the host for each server.'),
      storage: z.string().describe('Disk space for the weights.'),
      queue: z
        .string()
        .nullable()
        .optional()
        .describe(
          'Queue of Kueue that the servers wait in; null where they must name none, since the pool has no queue or none for this group and namespace; absent where the pool has one but group or namespace are not given.',
        ),
    })
    .optional()
    .describe(
      'What the verdict means for the family that serves the model; absent where nothing can be placed.',
    ),
  warnings: z.array(z.string()).describe('What a reviewer should know.'),
});
