import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { requireNamespace } from './render/requireNamespace';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { countOf } from '@modelyard/llm-units';
import {
  GpuPoolEntityV1alpha1,
  LlmManifestsCheck,
  toDeviceSharing,
  toGpuQuota,
} from '@modelyard/plugin-llm-common';
import { entityFolder, GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { z } from 'zod/v3';
import { requireNotHidden } from '../changes/hidden';
import {
  checkPool,
  EntityView,
  readEntity,
  readPool,
} from './assess/readEntities';
import {
  driftOf,
  noteOf,
  requireNoEdits,
  warningsOfDrift,
} from './change/drift';
import { FolderUpdate, updateFolder } from './change/updateFolder';
import { withFindings } from './change/withFindings';
import { ChangeActionOptions } from './changeManifests';
import { valueOf } from './fail';
import { ManifestTools } from './ManifestTools';
import { parseInput } from './parseInput';
import { renderPoolExamples } from './pool/examples';
import { Part, planIntents, subjectOf } from './pool/planIntents';
import { poolInput, poolOutput, poolQuestion } from './pool/question';
import { sayChecks } from './checkLevels';

type Question = z.output<typeof poolQuestion>;

/**
 * `llm:pool:render`: what makes true in a cluster how a GpuPool says that its GPUs are shared, and who may hold how much. All of
 * it is read from the entity, so that nobody says it twice.
 */
export function createRenderPoolAction(options: ChangeActionOptions) {
  const { auth, catalog, open, tools } = options;
  return createTemplateAction({
    id: 'llm:pool:render',
    description:
      'Renders how the cluster of a GPU pool shares its GPUs, and what holds groups to their quotas, from what the pool says. Devices that nobody shares need nothing, and for a pool of Slurm nothing is rendered.',
    examples: renderPoolExamples,
    supportsDryRun: true,
    schema: { input: () => poolInput, output: () => poolOutput },
    async handler(ctx) {
      const question = parseInput(poolQuestion, ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const entity = await readAsked({ catalog, credentials }, question);
      const ref = stringifyEntityRef(entity);
      await requireNotHidden({ auth, catalog, credentials }, [ref]);
      const sharing = question.sharing ? toDeviceSharing(entity) : undefined;
      const groups = sharing?.groups ?? [];
      const notes = notesOf(entity, question, sharing?.unrendered ?? []);
      notes.forEach(note => ctx.logger.info(note));

      const wantsQuotas = isHeldTo(entity, question);
      if (groups.length === 0 && !wantsQuotas) {
        ctx.logger.info(`Nothing is rendered for ${ref}`);
        const folder = `${entityFolder(ref)}/cluster`;
        const ofChange = unknownCluster(entity, tools);
        say(ctx, { updates: [], notes, ofChange, folder });
        return;
      }

      const target = tools.target(entity.spec.cluster);
      const quota = wantsQuotas
        ? valueOf(
            `The quotas of ${ref} cannot be rendered`,
            toGpuQuota({
              entity,
              enforcement: wantsQuotas,
              sharing: groups.length > 0,
              target,
            }),
          )
        : undefined;
      if (quota) {
        await requireSoundQuotas(options, { catalog, credentials }, entity);
      }
      const parts: Part[] = quota
        ? [{ family: 'gpu-quota', input: { ...quota } }]
        : [];
      const tree = await GitOpsTree.read({ repository: await open() });
      const { intents, holder } = await planIntents({
        tree,
        subject: subjectOf(entity, target),
        target: target.name,
        groups,
        parts,
      });

      const updates: FolderUpdate[] = [];
      const ofChange = holder
        ? [
            `The nodes of ${target.name} read how GPUs are shared from one place, which ${holder}/intent.yaml holds: what ${ref} needs joins it, and who owns that pool reviews the change as well`,
          ]
        : [];
      if (quota?.queue !== undefined && entity.spec.queue === undefined) {
        ofChange.push(
          `${ref} has no spec.queue: what is served there does not name the queue ${quota.queue} and is not counted; say queue: ${quota.queue} in the pool`,
        );
      }
      for (const { folder, intent } of intents) {
        const committed = await tree.readFolder(folder);
        const drift = noteOf(folder, driftOf(committed, tools));
        if (!question.discardHandEdits) {
          requireNoEdits(drift);
        }
        ofChange.push(...warningsOfDrift(drift));
        const update = await updateFolder({
          intent,
          committed,
          tools,
          workspacePath: ctx.workspacePath,
          signal: ctx.signal,
        });
        updates.push(update);
        ctx.logger.info(
          `Rendered ${countOf(
            update.changes.length,
            'file that differs',
            'files that differ',
          )} in ${folder}; ${sayChecks(update.validation)}`,
        );
      }
      say(ctx, { updates, notes, ofChange });
    },
  });
}

/** Holds quotas to what the catalog knows, and to who may have something where. */
async function requireSoundQuotas(
  { tools, rules }: ChangeActionOptions,
  view: EntityView,
  { spec, metadata }: GpuPoolEntityV1alpha1,
): Promise<void> {
  const defaultNamespace = metadata.namespace;
  for (const [index, quota] of (spec.quotas ?? []).entries()) {
    const field = `spec.quotas[${index}]`;
    const group = stringifyEntityRef(
      parseEntityRef(quota.group, { defaultKind: 'group', defaultNamespace }),
    );
    if (!(await readEntity(view, `${field}.group`, group, 'Group'))) {
      throw new InputError(
        `${field}.group: the catalog has no ${group}, or you may not see it`,
      );
    }
    quota.namespaces?.forEach((namespace, position) =>
      requireNamespace({
        tools,
        rules,
        target: spec.cluster,
        field: `${field}.namespaces[${position}]`,
        namespace,
        group,
      }),
    );
  }
}

async function readAsked(
  view: EntityView,
  { entity, pool }: Question,
): Promise<GpuPoolEntityV1alpha1> {
  return entity ? checkPool(entity) : readPool(view, pool!);
}

/** What holds groups to the quotas of a pool; undefined where nothing is to, or there are none. */
function isHeldTo(
  { spec }: GpuPoolEntityV1alpha1,
  { quotas }: Question,
): 'queues' | 'namespaces' | undefined {
  return quotas === undefined ||
    quotas === 'none' ||
    spec.type !== 'kubernetes' ||
    (spec.quotas ?? []).length === 0
    ? undefined
    : quotas;
}

function notesOf(
  entity: GpuPoolEntityV1alpha1,
  { sharing, quotas }: Question,
  unrendered: ReadonlyArray<{ devices: string; reason: string }>,
): string[] {
  const wantsQuotas = quotas !== undefined && quotas !== 'none';
  if (entity.spec.type !== 'kubernetes') {
    return sharing || wantsQuotas
      ? [
          'GPUs of this pool are handed out by Slurm, whose own configuration says how they are shared and who may hold how much: nothing is rendered for it',
        ]
      : [];
  }
  return [
    ...unrendered.map(
      ({ devices, reason }) =>
        `Nothing is rendered for the device group ${devices}: it ${reason}`,
    ),
    ...(sharing &&
    entity.spec.devices.every(item => item.sharing.strategy === 'exclusive')
      ? ['No device group shares its GPUs, so that no settings are needed']
      : []),
    ...(wantsQuotas && (entity.spec.quotas ?? []).length === 0
      ? ['The pool has no quotas that the cluster could hold groups to']
      : []),
  ];
}

function say(
  ctx: {
    output(
      name: keyof z.output<typeof poolOutput>,
      value: z.output<typeof poolOutput>[typeof name],
    ): void;
    logger: { warn(message: string): void };
  },
  options: {
    updates: readonly FolderUpdate[];
    notes: string[];
    ofChange: readonly string[];
    /** Where it would be, if nothing is rendered. */
    folder?: string;
  },
): void {
  const { updates, notes, ofChange, folder } = options;
  const warnings = [
    ...new Set([...ofChange, ...updates.flatMap(update => update.warnings)]),
  ];
  warnings.forEach(warning => ctx.logger.warn(warning));
  ctx.output(
    'changes',
    updates.flatMap(({ changes }) => changes),
  );
  ctx.output(
    'remove',
    updates.flatMap(({ remove }) => remove),
  );
  ctx.output(
    'folders',
    updates.map(update => update.folder),
  );
  ctx.output('notes', notes);
  ctx.output('warnings', warnings);
  // What is true of the whole change stands with the first folder.
  const checks = updates.map(({ check }) => check);
  const [first, ...others] =
    folder !== undefined && ofChange.length > 0 ? [nothingIn(folder)] : checks;
  ctx.output(
    'checks',
    first
      ? [withFindings(first, { notes, warnings: ofChange }), ...others]
      : [],
  );
}

/** A warning about a cluster that no target describes: nothing can be rendered for it, now or for a model on the pool. */
function unknownCluster(
  { spec }: GpuPoolEntityV1alpha1,
  tools: ManifestTools,
): string[] {
  return spec.type === 'kubernetes' && !tools.findTarget(spec.cluster)
    ? [
        `spec.cluster: no target of the portal is called ${spec.cluster}, so that nothing can be rendered for this pool, and no model be put on it with a template. Mend the name, or ask the platform team to describe the cluster in llm.targets`,
      ]
    : [];
}

/** A check of a folder that nothing is rendered in. */
function nothingIn(folder: string): LlmManifestsCheck {
  return {
    kind: 'manifests',
    folder,
    level: 1,
    checked: 0,
    notChecked: [],
    findings: [],
  };
}
