import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readIntent } from '@modelyard/llm-manifests';
import { countOf } from '@modelyard/llm-units';
import {
  deploymentTarget,
  isModelEntity,
  RELATION_HAS_ADAPTER,
} from '@modelyard/plugin-llm-common';
import { GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { z } from 'zod/v3';
import {
  findDeployment,
  FoundDeployment,
  readDeploymentIntent,
} from '../changes/deploymentFolder';
import { EntityView } from './assess/readEntities';
import {
  driftOf,
  noteOf,
  requireNoEdits,
  warningsOfDrift,
} from './change/drift';
import { discardField } from './change/discardField';
import { deploymentFields, driftOutput } from './change/question';
import { ChangeActionOptions } from './changeManifests';
import { retireExamples } from './examples';
import { parseInput } from './parseInput';

const input = z.object({ ...deploymentFields, discardHandEdits: discardField });

const output = z.object({
  folder: z.string().describe('Folder in the repository.'),
  remove: z.array(z.string()).describe('Files to remove.'),
  kept: z
    .array(z.string())
    .describe("People's own files, which stay for them to remove."),
  warnings: z.array(z.string()).describe('What a reviewer should know.'),
  drift: driftOutput,
  deployment: z
    .record(z.unknown())
    .describe('What takes it out of the deployments of the Model.'),
});

/**
 * `llm:manifests:retire`: what has to go for a deployment to be gone. A deployment without manifests is taken out of the
 * catalog alone.
 */
export function createRetireAction(options: ChangeActionOptions) {
  const { catalog, open, tools } = options;
  return createTemplateAction({
    id: 'llm:manifests:retire',
    description:
      'Takes a deployment out: lists its intent and manifests for removal, and says what people added themselves, which stays. A deployment that serves the adapters of other models is not taken out.',
    examples: retireExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const question = parseInput(input, ctx.input);
      const view = {
        catalog,
        credentials: await ctx.getInitiatorCredentials(),
      };
      const found = await findDeployment(view, question);
      const { folder, name, modelRef } = found;
      const tree = await GitOpsTree.read({
        repository: await open(),
        prefix: folder,
      });
      const committed = await tree.readFolder(folder);
      if (!found.listed && committed.intent === undefined) {
        throw new ConflictError(
          `${modelRef} has no deployment ${name}, and the repository has no intent of it: there is nothing to take out`,
        );
      }
      if (committed.intent !== undefined && readIntent(committed.intent).ok) {
        // A model may name the folder of something else, which is not its to take out.
        readDeploymentIntent(found, committed.intent);
      }
      await requireNoAdapters(view, found);
      const drift = noteOf(folder, driftOf(committed, tools));
      if (!question.discardHandEdits) {
        requireNoEdits(drift);
      }
      const remove = [
        ...(committed.intent === undefined ? [] : [`${folder}/intent.yaml`]),
        ...[...committed.base.keys()].map(file => `${folder}/base/${file}`),
      ];
      const warnings = [
        ...(drift.state === 'edited' ? warningsOfDrift(drift) : []),
        ...(drift.state === 'unknown'
          ? [
              `Nobody can say whether somebody has edited what is taken out: ${drift.message}`,
            ]
          : []),
        ...committed.overlays.map(
          path =>
            `${path} stays, since it belongs to people; what it builds on is gone, so somebody should remove it as well`,
        ),
      ];
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.logger.info(
        remove.length > 0
          ? `Removes ${countOf(remove.length, 'file')} of ${folder}`
          : `${folder} has no files that were rendered: only the catalog changes`,
      );
      ctx.output('folder', folder);
      ctx.output('remove', remove);
      ctx.output('kept', [...committed.overlays]);
      ctx.output('warnings', warnings);
      ctx.output('drift', drift);
      ctx.output('deployment', { name, $patch: 'delete' });
    },
  });
}

/** Throws ConflictError where adapters are served by the deployment, as far as the person sees their models. */
async function requireNoAdapters(
  { catalog, credentials }: EntityView,
  { model, modelRef, name }: FoundDeployment,
): Promise<void> {
  const refs = (model.relations ?? [])
    .filter(({ type }) => type === RELATION_HAS_ADAPTER)
    .map(({ targetRef }) => targetRef);
  if (refs.length === 0) {
    return;
  }
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: refs },
    { credentials },
  );
  const served = items.flatMap((entity, index) => {
    if (!entity || !isModelEntity(entity)) {
      return [];
    }
    return (entity.spec.deployments ?? []).flatMap(deployment => {
      const target = deploymentTarget({ entity, deployment });
      return target?.kind === 'base' &&
        target.ref === modelRef &&
        target.deployment === name
        ? [`- ${refs[index]}, deployment ${deployment.name}`]
        : [];
    });
  });
  if (served.length > 0) {
    throw new ConflictError(
      `The deployment ${name} of ${modelRef} serves adapters as well; take these out first:\n${served.join(
        '\n',
      )}`,
    );
  }
}
