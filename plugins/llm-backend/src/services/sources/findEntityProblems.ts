import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { formatIssue, Issue } from '@modelyard/llm-units';
import { LlmSourceProblem } from '@modelyard/plugin-llm-common';
import { CatalogFileEntity } from '@modelyard/plugin-llm-gitops-node';
import { HeldEntities, MissingEntity } from './CatalogView';

/**
 * The entities that the catalog does not take as they stand in their files, one problem for each reason: what breaks the
 * rules of this suite's kinds, and what the catalog says beside that, where it answers.
 */
export function findEntityProblems(options: {
  files: readonly CatalogFileEntity[];
  /** What breaks our rules. */
  broken: ReadonlyMap<Entity, readonly Issue[]>;
  held: HeldEntities | undefined;
  missing: ReadonlyMap<string, MissingEntity> | undefined;
}): LlmSourceProblem[] {
  const { files, broken, held, missing } = options;
  return files.flatMap(({ path, line, entity }) => {
    const entityRef = stringifyEntityRef(entity);
    const explained = missing?.get(entityRef);
    const own = broken
      .get(entity)
      ?.map(issue => `${formatIssue(issue)} (${issue.code})`);
    // Of what breaks our rules the catalog says the same, in longer words.
    const said = held?.get(entityRef)?.errors ?? explained?.reasons ?? [];
    const reasons = explained?.inCatalog
      ? [...said, ...(own ?? [])]
      : own ?? said;
    const inCatalog = held?.has(entityRef) || Boolean(explained?.inCatalog);
    return reasons.map(reason => ({
      path,
      line,
      entityRef,
      ...(held && { inCatalog }),
      reason,
    }));
  });
}
