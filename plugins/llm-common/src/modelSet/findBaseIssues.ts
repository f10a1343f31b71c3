import { stringifyEntityRef } from '@backstage/catalog-model';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { deploymentTarget, findVersion } from '../kinds/model/selectors';
import { records, text, texts } from '../safe';
import { ModelSetIssue } from './findAliasCollisions';

/**
 * Finds adapters whose base cannot serve them: the base model is not there, has no such deployment, or serves no weights
 * there.
 *
 * @param models - All models: those with adapters and those that they adapt
 * @returns A warning for each deployment of an adapter that has such a base
 */
export function findBaseIssues(
  models: readonly ModelEntityV1alpha1[],
): ModelSetIssue[] {
  const byRef = new Map(
    models.map(model => [stringifyEntityRef(model), model]),
  );
  return models.flatMap(model =>
    records(model.spec?.deployments).flatMap(({ item, index }) => {
      const target = deploymentTarget({ entity: model, deployment: item });
      const problem =
        target?.kind === 'base'
          ? baseProblem(byRef.get(target.ref), target)
          : undefined;
      return problem
        ? [
            {
              modelRef: stringifyEntityRef(model),
              issue: {
                path: `spec.deployments[${index}].on.base`,
                code: 'base-deployment',
                message: problem,
                severity: 'warning',
              },
            },
          ]
        : [];
    }),
  );
}

function baseProblem(
  base: ModelEntityV1alpha1 | undefined,
  target: { ref: string; deployment: string },
): string | undefined {
  if (!base) {
    return `names ${target.ref}, which does not exist`;
  }
  const deployments = records(base.spec?.deployments).map(({ item }) => item);
  const deployment = deployments.find(({ name }) => name === target.deployment);
  if (!deployment) {
    return `names the deployment "${target.deployment}", which ${
      target.ref
    } does not have; it has ${
      texts(deployments.map(({ name }) => name))
        .map(({ item }) => item)
        .join(', ') || 'none'
    }`;
  }
  const kind = text(findVersion(base, deployment.version)?.kind);
  return kind && kind !== 'weights'
    ? `names the deployment "${target.deployment}" of ${target.ref}, which serves no weights but a version of kind ${kind}`
    : undefined;
}
