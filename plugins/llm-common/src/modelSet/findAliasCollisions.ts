import { stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { servedNames } from '../kinds/model/servedNames';

/**
 * An issue that only shows when models are looked at together.
 *
 * @public
 */
export interface ModelSetIssue {
  /** Entity ref of the model that the issue belongs to. */
  modelRef: string;
  /** What is wrong, with its place on that model. */
  issue: Issue;
}

/**
 * Finds names that several models claim in one environment: clients that send such a name reach one of them by chance, and
 * telemetry cannot tell them apart. Served names and aliases count alike.
 *
 * @returns A warning for each claim, on every model that makes it
 */
export function findAliasCollisions(
  models: readonly ModelEntityV1alpha1[],
): ModelSetIssue[] {
  const claimants = new Map<string, Set<string>>();
  const claims = models.flatMap(model => {
    const ref = stringifyEntityRef(model);
    return servedNames(model).map(served => {
      const key = `${served.environment} ${served.name}`;
      const refs = claimants.get(key) ?? new Set();
      claimants.set(key, refs.add(ref));
      return { ...served, ref, refs };
    });
  });
  return claims
    .filter(({ refs }) => refs.size > 1)
    .map(({ ref, refs, path, name, environment }) => ({
      modelRef: ref,
      issue: {
        path,
        code: 'alias-collision',
        message: `"${name}" is claimed in ${environment} by ${listOthers(
          refs,
          ref,
        )} as well`,
        severity: 'warning',
      },
    }));
}

// A default value that hundreds of models are made with would otherwise put hundreds of refs on each of them.
const MOST_REFS = 5;

function listOthers(refs: ReadonlySet<string>, self: string): string {
  const shown: string[] = [];
  for (const ref of refs) {
    if (shown.length === MOST_REFS) {
      break;
    }
    if (ref !== self) {
      shown.push(ref);
    }
  }
  const more = refs.size - 1 - shown.length;
  return more > 0
    ? `${shown.join(', ')} and ${more} more`
    : shown.join(' and ');
}
