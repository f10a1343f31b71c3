import type { Entity } from '@backstage/catalog-model';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

const COMMIT_ACTION = 'llm:gitops:commit';

/** Why a template has nothing that could be previewed. */
export type NoCommitStep =
  | { reason: 'noStep' }
  | { reason: 'unknownStep'; step: string; steps: string[] }
  | { reason: 'severalSteps'; steps: string[] };

/** A template for a dry run that puts out what a step would commit. */
export type DryRunTemplate =
  | { template: TemplateEntityV1beta3 }
  | { missing: NoCommitStep };

/**
 * The very template, with the output of its step that commits in place of its
 * own: so no template has to know of the preview.
 *
 * @param step - id of the step, where several commit
 */
export function dryRunTemplate(entity: Entity, step?: string): DryRunTemplate {
  const template = entity as TemplateEntityV1beta3;
  const { apiVersion, kind, metadata, spec } = template;
  const committing = spec.steps
    .map(({ id, action }, index) => ({
      // As the scaffolder names a step that has no id.
      id: id ?? `step-${index + 1}`,
      action,
    }))
    .filter(({ action }) => action === COMMIT_ACTION)
    .map(({ id }) => id);
  if (committing.length === 0) {
    return { missing: { reason: 'noStep' } };
  }
  if (step !== undefined && !committing.includes(step)) {
    return { missing: { reason: 'unknownStep', step, steps: committing } };
  }
  if (step === undefined && committing.length > 1) {
    return { missing: { reason: 'severalSteps', steps: committing } };
  }
  const id = JSON.stringify(step ?? committing[0]);
  return {
    template: {
      apiVersion,
      kind,
      metadata,
      spec: {
        ...spec,
        output: { preview: `\${{ steps[${id}].output.preview }}` },
      },
    },
  };
}
