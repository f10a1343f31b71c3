import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { patchIntent } from '@modelyard/llm-manifests';
import {
  GitOpsRepository,
  GitOpsTree,
} from '@modelyard/plugin-llm-gitops-node';
import { countOf } from '@modelyard/llm-units';
import { TargetRules } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import {
  findDeployment,
  readDeploymentIntent,
} from '../changes/deploymentFolder';
import { readIfThere } from '../changes/readIfThere';
import { deploymentEntry } from './change/describe';
import {
  driftOf,
  noteOf,
  requireNoEdits,
  warningsOfDrift,
} from './change/drift';
import { crowdedServers } from './change/crowdedServers';
import { changeInput, changeOutput } from './change/question';
import { queueOfPlan } from './change/queueOfPlan';
import { updateFolder } from './change/updateFolder';
import { withFindings } from './change/withFindings';
import { changeExamples } from './examples';
import { valueOf } from './fail';
import { ManifestTools } from './ManifestTools';
import { parseInput } from './parseInput';
import { sayChecks } from './checkLevels';
import { OwnGroupOptions } from './requireOwnGroup';
import { requireOwnNamespace } from './render/requireNamespace';
import { requireOwnSubject } from './render/requireOwnSubject';
import { requireFreeNames } from './render/takenNames';

/** What the actions about committed manifests ask for. */
export interface ChangeActionOptions extends OwnGroupOptions {
  /** Opens the GitOps repository. */
  open: () => Promise<GitOpsRepository>;
  tools: ManifestTools;
  /** What people agreed on the targets. */
  rules: ReadonlyMap<string, TargetRules>;
}

/**
 * `llm:manifests:change`: begins with the intent that is committed, changes what it is asked to, and renders it anew. What an
 * earlier step of the run left of the intent counts first.
 */
export function createChangeAction(options: ChangeActionOptions) {
  const { auth, catalog, open, tools } = options;
  return createTemplateAction({
    id: 'llm:manifests:change',
    description:
      'Changes what was decided on a deployment, and renders its manifests anew. What is not named stays; what people added in overlays is not touched, and what they edited in the manifests is not lost without being asked for.',
    examples: changeExamples,
    supportsDryRun: true,
    schema: { input: () => changeInput, output: () => changeOutput },
    async handler(ctx) {
      const question = parseInput(changeInput, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const view = { catalog, credentials };
      const found = await findDeployment(view, question);
      const { folder, modelRef, name } = found;
      const tree = await GitOpsTree.read({ repository: await open() });
      const committed = await tree.readFolder(folder);
      const earlier = await readIfThere(
        resolveSafeChildPath(ctx.workspacePath, `${folder}/intent.yaml`),
      );
      const present = readDeploymentIntent(found, earlier ?? committed.intent);
      const drift = noteOf(folder, driftOf(committed, tools));
      if (!question.discardHandEdits) {
        requireNoEdits(drift);
      }

      const { plan, on } = question;
      const queue = plan
        ? await queueOfPlan(view, {
            found,
            present,
            pool: on?.pool,
            queue: plan.queue,
          })
        : undefined;
      const intent = valueOf(
        'The change cannot be made',
        patchIntent(present, {
          ...patchOf(question),
          plan: plan && { ...plan, queue },
        }),
      );
      const crowded = question.replicas
        ? await crowdedServers(view, { found, intent, present, on, tools })
        : [];
      requireOwnNamespace({ ...options, intent, before: present });
      await requireOwnSubject({
        ...options,
        run: ctx,
        intent,
        before: present,
      });
      await requireFreeNames({
        viewer: { auth, catalog, credentials },
        tree,
        folder,
        intent,
        before: present,
      });
      const { changes, remove, validation, check, ...done } =
        await updateFolder({
          intent,
          committed,
          tools,
          workspacePath: ctx.workspacePath,
          signal: ctx.signal,
        });
      const unchanged = changes.length + remove.length === 0;
      const ofChange = [
        ...(unchanged ? [] : [...crowded, ...warningsOfDrift(drift)]),
        ...(intent.target === present.target
          ? []
          : [
              `The deployment moves from ${present.target} to ${intent.target}: whatever applies ${folder} to the clusters has to know`,
            ]),
      ];
      const warnings = [...ofChange, ...done.warnings];
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.logger.info(
        unchanged
          ? `The deployment ${name} of ${modelRef} already is as asked: nothing changes`
          : `Changed ${changes.length} and removed ${countOf(
              remove.length,
              'file',
            )} in ${folder}; ${sayChecks(validation)}`,
      );
      ctx.output('folder', folder);
      ctx.output('changes', changes);
      ctx.output('remove', remove);
      ctx.output('warnings', warnings);
      ctx.output('validation', validation);
      ctx.output('check', withFindings(check, { warnings: ofChange }));
      ctx.output('drift', drift);
      ctx.output('unchanged', unchanged);
      ctx.output('deployment', deploymentEntry({ intent, folder, tools, on })!);
    },
  });
}

function patchOf({
  target,
  plan,
  parts = [],
  subject,
  serving,
  replicas,
  remove,
}: z.output<typeof changeInput>): Parameters<typeof patchIntent>[1] {
  return {
    target: target ?? plan?.target,
    subject,
    serving,
    replicas: replicas && {
      ...(typeof replicas.min === 'number' && { min: replicas.min }),
      ...(replicas.max !== '' && { max: replicas.max }),
    },
    remove,
    parts: parts
      .filter(part => !('if' in part) || Boolean(part.if))
      .map(({ family, input, replace }) => ({ family, input, replace })),
  };
}
