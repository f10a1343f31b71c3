import { stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { ServedName, servedNames } from '../kinds/model/servedNames';

/**
 * An issue that only shows when models are looked at together.
 *
 * @public
 */
export interface ModelSetIssue {
  /** Entity ref of the model that the issue belongs to. */
  modelRef: string;
  issue: Issue;
}

/**
 * Finds names that several models claim in one environment: clients that send such a name reach one of them by chance, and
 * telemetry cannot tell them apart. Served names and aliases count alike.
 *
 * @returns A warning for each claim, on every model that makes it
 * @public
 */
export function findAliasCollisions(
  models: readonly ModelEntityV1alpha1[],
): ModelSetIssue[] {
  const claims = models.flatMap(model =>
    servedNames(model).map(name => ({
      ...name,
      ref: stringifyEntityRef(model),
    })),
  );
  const byName = new Map<string, Array<ServedName & { ref: string }>>();
  for (const claim of claims) {
    const key = `${claim.environment} ${claim.name}`;
    byName.set(key, [...(byName.get(key) ?? []), claim]);
  }
  return claims.flatMap(({ ref, path, name, environment }) => {
    const others = new Set(
      byName
        .get(`${environment} ${name}`)
        ?.map(claim => claim.ref)
        .filter(other => other !== ref),
    );
    return others.size === 0
      ? []
      : [
          {
            modelRef: ref,
            issue: {
              path,
              code: 'alias-collision',
              message: `"${name}" is claimed in ${environment} by ${[
                ...others,
              ].join(' and ')} as well`,
              severity: 'warning',
            },
          },
        ];
  });
}
