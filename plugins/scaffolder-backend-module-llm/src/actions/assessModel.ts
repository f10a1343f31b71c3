import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { assess, GroupVerdict } from '@modelyard/llm-sizing';
import {
  GpuPoolEntityV1alpha1,
  isGpuPoolEntity,
  isModelEntity,
  llmVerdictOverridePermission,
  ModelEntityV1alpha1,
  toAssessedModel,
  toAssessedPool,
} from '@modelyard/plugin-llm-common';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { assessExamples } from './examples';
import { parseInput } from './parseInput';
import { requirePerson } from './requirePerson';

const input = z.object({
  model: z.string().min(1).describe('Ref of the Model.'),
  version: z
    .string()
    .optional()
    .describe('Name of the version; the newest with weights where absent.'),
  pool: z.string().min(1).describe('Ref of the GpuPool.'),
  devices: z.string().min(1).describe('Name of the device group.'),
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
    .describe('What people will ask of the model.'),
  dataClass: z
    .string()
    .optional()
    .describe('Class of the data that the deployment will work on.'),
  regions: z
    .array(z.string())
    .optional()
    .describe('Regions that it may run in; all where absent.'),
  override: z
    .object({ reason: z.string().trim().min(10).max(2000) })
    .optional()
    .describe(
      'Goes on although the model does not fit, for a reason of at least ten characters. Needs the permission llm.verdict.override.',
    ),
});

const output = z.object({
  verdict: z
    .enum(['fits', 'tight', 'does-not-fit', 'unknown'])
    .describe('May the model go there?'),
  reasons: z.array(z.string()).describe('Why, in sentences.'),
  overridden: z.boolean().describe('Whether somebody went on all the same.'),
  placement: z
    .record(z.unknown())
    .optional()
    .describe('How the model would be placed: units, parallelism, engine.'),
  perMonth: z
    .object({ amount: z.string(), currency: z.string() })
    .optional()
    .describe("What that costs at the pool's price."),
  check: llmChangeCheckSchema.describe(
    'Verdict, reasons and override together, for the step that commits.',
  ),
});

/** What the action asks for. */
export interface AssessActionOptions {
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Told of each override, before the run goes on. */
  onOverride: (options: {
    user: string;
    model: string;
    pool: string;
    devices: string;
    reason: string;
  }) => Promise<void>;
}

/**
 * `llm:model:assess`: the verdict on one place, with the entities that the person who runs the template may see. What policy
 * blocks ends the run; so does what does not fit, unless somebody who may do so gives a reason.
 */
export function createAssessAction(options: AssessActionOptions) {
  const { catalog, onOverride } = options;
  return createTemplateAction({
    id: 'llm:model:assess',
    description:
      'Says whether a model fits on a device group of a GPU pool, by its declared capacity, and ends the run where it does not, or where policy forbids it.',
    examples: assessExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const question = parseInput(input, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const { model, pool } = await readEntities({
        catalog,
        credentials,
        refs: question,
      });
      const group = findGroup(question, model, pool);

      const reasons = [...group.policy.reasons, ...group.reasons].map(
        ({ message }) => message,
      );
      reasons.forEach(reason => ctx.logger.info(reason));
      if (group.policy.state !== 'allowed') {
        throw new NotAllowedError(
          `Policy does not let ${question.model} go on ${placeOf(
            group,
          )}: ${sentences(group.policy.reasons)}`,
        );
      }
      const overridden =
        group.verdict === 'does-not-fit' && group.override.state === 'given';
      if (overridden) {
        const user = await requirePerson({
          ...options,
          credentials,
          permission: llmVerdictOverridePermission,
          act: 'go on where a model does not fit',
        });
        if (!ctx.isDryRun) {
          await onOverride({
            user,
            model: stringifyEntityRef(model),
            pool: group.pool,
            devices: group.devices,
            reason: question.override!.reason,
          });
        }
        ctx.logger.warn(`Overridden: ${question.override!.reason}`);
      } else if (group.verdict === 'does-not-fit') {
        throw new InputError(notFitting(question.model, group));
      } else if (group.verdict === 'unknown') {
        ctx.logger.warn(
          'Nobody knows whether it fits: the run goes on, and a reviewer should look at it',
        );
      }
      ctx.output('verdict', group.verdict);
      ctx.output('reasons', reasons);
      ctx.output('overridden', overridden);
      ctx.output('check', {
        kind: 'verdict',
        model: stringifyEntityRef(model),
        version: group.placement?.version ?? question.version,
        pool: group.pool,
        devices: group.devices,
        verdict: group.verdict,
        ...(overridden && { override: question.override!.reason }),
        findings: reasons.map(message => ({
          severity: group.verdict === 'fits' ? 'info' : 'warning',
          message,
        })),
      });
      if (group.placement) {
        ctx.output('placement', { ...group.placement });
      }
      if (group.cost) {
        ctx.output('perMonth', group.cost.perMonth);
      }
    },
  });
}

type Question = z.output<typeof input>;

async function readEntities(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  refs: { model: string; pool: string };
}): Promise<{ model: ModelEntityV1alpha1; pool: GpuPoolEntityV1alpha1 }> {
  const { catalog, credentials, refs } = options;
  const asked = [
    fullRef('model', refs.model, 'Model'),
    fullRef('pool', refs.pool, 'GpuPool'),
  ];
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: asked },
    { credentials },
  );
  const [model, pool] = items;
  if (!model || !isModelEntity(model)) {
    throw new NotFoundError(`You see no model ${asked[0]} in the catalog`);
  }
  if (!pool || !isGpuPoolEntity(pool)) {
    throw new NotFoundError(`You see no GPU pool ${asked[1]} in the catalog`);
  }
  return { model, pool };
}

function fullRef(field: string, ref: string, defaultKind: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch (error) {
    throw new InputError(`${field} is no entity reference: ${ref}`, error);
  }
}

function findGroup(
  question: Question,
  model: ModelEntityV1alpha1,
  pool: GpuPoolEntityV1alpha1,
): GroupVerdict {
  const { version, devices, workload, dataClass, regions, override } = question;
  const { groups } = assess({
    model: toAssessedModel(model),
    version,
    intent: { override },
    workload,
    pools: [toAssessedPool({ entity: pool, now: new Date() })],
    usage: 'declared',
    policy: { dataClass, regions },
  });
  const group = groups.find(candidate => candidate.devices === devices);
  if (!group) {
    const names = groups.map(candidate => candidate.devices).join(', ');
    throw new InputError(
      `devices: ${question.pool} has no device group ${devices}; there are ${names}`,
    );
  }
  return group;
}

function notFitting(model: string, group: GroupVerdict): string {
  const alternatives = group.alternatives.map(({ message }) => `- ${message}`);
  return [
    `${model} does not fit on ${placeOf(group)}: ${sentences(group.reasons)}`,
    ...(alternatives.length > 0 ? ['What would fit:', ...alternatives] : []),
  ].join('\n');
}

function placeOf({ pool, devices }: GroupVerdict): string {
  return `${pool}, ${devices}`;
}

function sentences(reasons: ReadonlyArray<{ message: string }>): string {
  return reasons.map(({ message }) => message).join('; ');
}
