import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthService, PermissionsService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { llmVerdictOverridePermission } from '@modelyard/plugin-llm-common';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { askPool, askProvider, PoolAnswer } from './assess/ask';
import { askBase } from './assess/askBase';
import { askDeployment } from './assess/askDeployment';
import { deploymentOutput, poolCheck, providerCheck } from './assess/checkOf';
import { isTooManyOverridden } from './assess/declaredRoom';
import {
  assessInput,
  assessOutput,
  AssessQuestion,
  assessQuestion,
} from './assess/question';
import { assessExamples } from './examples';
import { valueOf, warningsOf } from './fail';
import { ManifestTools } from './ManifestTools';
import { parseInput } from './parseInput';
import { requirePerson } from './requirePerson';

/** What the action asks for. */
export interface AssessActionOptions {
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Opens the GitOps repository, in which it stands how a base runs. */
  open: () => Promise<GitOpsRepository>;
  tools: ManifestTools;
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
 * blocks ends the run; so do a model that does not fit, and more servers than there is room for, unless somebody who may do so
 * gives a reason.
 */
export function createAssessAction(options: AssessActionOptions) {
  const { catalog } = options;
  return createTemplateAction({
    id: 'llm:model:assess',
    description:
      'Says whether a model fits on a device group of a GPU pool, by its declared capacity, and ends the run where it does not, or where policy forbids it. For an adapter it asks whether the deployment of its base has room for it, for an external model it asks policy about its provider, and for a deployment that is there about every place that its requests go to.',
    examples: assessExamples,
    supportsDryRun: true,
    schema: { input: () => assessInput, output: () => assessOutput },
    async handler(ctx) {
      const question = parseInput(assessQuestion, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const view = { catalog, credentials };
      const { workspacePath } = ctx;
      const { deployment } = question;
      if (deployment !== undefined) {
        const answer = await askDeployment(
          view,
          { ...options, workspacePath },
          { ...question, deployment },
        );
        for (const { model, place, policy } of answer.places) {
          requireAllowed(model, place.ref, policy);
        }
        const output = deploymentOutput(answer, question);
        output.reasons.forEach(reason => ctx.logger.info(reason));
        output.warnings.forEach(warning => ctx.logger.warn(warning));
        ctx.output('verdict', output.verdict);
        ctx.output('reasons', output.reasons);
        ctx.output('check', output.check);
        ctx.output('checks', output.checks);
        ctx.output('overridden', output.overridden);
        ctx.output('warnings', output.warnings);
        return;
      }
      if (question.provider !== undefined) {
        const { name, policy } = await askProvider(view, question);
        requireAllowed(name, question.provider, policy);
        const reasons = messagesOf(policy.reasons);
        ctx.output('verdict', 'external');
        ctx.output('reasons', reasons);
        ctx.output('check', providerCheck({ model: name, question, reasons }));
        ctx.output('overridden', false);
        ctx.output('warnings', []);
        return;
      }
      const { base } = question;
      const answer = await (base
        ? askBase(view, { ...options, workspacePath }, { ...question, base })
        : askPool(view, question));
      const { group, serving, place, notes } = answer;
      const reasons = [
        ...notes,
        ...messagesOf([...group.policy.reasons, ...group.reasons]),
      ];
      reasons.forEach(reason => ctx.logger.info(reason));
      const name = stringifyEntityRef(answer.model);
      requireAllowed(name, place, group.policy);

      const isForced =
        group.verdict === 'does-not-fit' && group.override.state === 'given';
      if (group.verdict === 'does-not-fit' && !isForced) {
        throw new InputError(notFitting(name, answer));
      }
      if (group.verdict === 'unknown') {
        ctx.logger.warn(
          'Nobody knows whether it fits: the run goes on, and a reviewer should look at it',
        );
      }
      // An adapter gets no servers of its own.
      if (!serving && !base) {
        throw new InputError(notPlanned(name, answer));
      }
      const planned =
        serving && valueOf(`No server can be put on ${place}`, serving);
      // Nobody overrides anything for a run that ends for another reason.
      const overridden = isForced || isTooManyOverridden(serving?.issues ?? []);
      if (overridden) {
        const user = await requirePerson({
          ...options,
          credentials,
          permission: llmVerdictOverridePermission,
          act: 'go on where a model or its servers do not fit',
        });
        await noteOverride({ options, ctx, user, question, answer });
      }
      const warnings = warningsOf(serving?.issues ?? []);
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('verdict', group.verdict);
      ctx.output('reasons', reasons);
      ctx.output('overridden', overridden);
      ctx.output('warnings', warnings);
      ctx.output(
        'check',
        poolCheck({ answer, question, reasons, warnings, overridden }),
      );
      if (group.placement) {
        ctx.output('placement', { ...group.placement });
      }
      if (group.cost) {
        ctx.output('perMonth', group.cost.perMonth);
      }
      if (planned) {
        ctx.output('serving', planned);
      }
    },
  });
}

async function noteOverride(parts: {
  options: AssessActionOptions;
  ctx: {
    isDryRun?: boolean;
    logger: { warn(message: string): void };
  };
  user: string;
  question: AssessQuestion;
  answer: PoolAnswer;
}): Promise<void> {
  const { options, ctx, user, question, answer } = parts;
  const { reason } = question.override!;
  if (!ctx.isDryRun) {
    await options.onOverride({
      user,
      model: stringifyEntityRef(answer.model),
      pool: answer.group.pool,
      devices: answer.group.devices,
      reason,
    });
  }
  ctx.logger.warn(`Overridden: ${reason}`);
}

function requireAllowed(
  model: string,
  place: string,
  policy: PoolAnswer['group']['policy'],
): void {
  if (policy.state !== 'allowed') {
    throw new NotAllowedError(
      `Policy does not let ${model} go on ${place}: ${messagesOf(
        policy.reasons,
      ).join('; ')}`,
    );
  }
}

function notFitting(
  model: string,
  { group, place, notes }: PoolAnswer,
): string {
  const alternatives = group.alternatives.map(({ message }) => `- ${message}`);
  return [
    `${model} does not fit on ${place}: ${[
      ...messagesOf(group.reasons),
      ...notes,
    ].join('; ')}`,
    ...(alternatives.length > 0 ? ['What would fit:', ...alternatives] : []),
  ].join('\n');
}

/** Why there is nothing to go on with, though nothing forbids it. */
function notPlanned(model: string, answer: PoolAnswer): string {
  return `Nobody knows how ${model} would be put on ${
    answer.place
  }, so that no server can be set up there: ${messagesOf(
    answer.group.reasons,
  ).join('; ')}`;
}

function messagesOf(reasons: ReadonlyArray<{ message: string }>): string[] {
  return reasons.map(({ message }) => message);
}
