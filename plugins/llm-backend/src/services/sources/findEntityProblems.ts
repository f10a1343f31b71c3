import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { formatIssue, Issue } from '@modelyard/llm-units';
import { LlmSourceProblem } from '@modelyard/plugin-llm-common';
import {
  CatalogFileEntity,
  CatalogFileField,
} from '@modelyard/plugin-llm-gitops-node';
import { HeldEntities, MissingEntity } from './CatalogView';
import { fieldOf } from './plainReason';

/** What is wrong, and with which field: empty for the entity as a whole. */
interface Reason {
  text: string;
  field: string;
}

/**
 * The entities that the catalog does not take as they stand in their files, one problem for each reason: what breaks the
 * rules of this suite's kinds, and what the catalog says beside that, where it answers.
 */
export async function findEntityProblems(options: {
  files: readonly CatalogFileEntity[];
  /** What breaks our rules. */
  broken: ReadonlyMap<Entity, readonly Issue[]>;
  held: HeldEntities | undefined;
  missing: ReadonlyMap<string, MissingEntity> | undefined;
  /** Where the fields stand, as far as that is known. */
  findLines: (
    fields: readonly CatalogFileField[],
  ) => Promise<Array<number | undefined>>;
}): Promise<LlmSourceProblem[]> {
  const { files, broken, held, missing } = options;
  const found = files.flatMap(file => {
    const entityRef = stringifyEntityRef(file.entity);
    const explained = missing?.get(entityRef);
    const own = broken.get(file.entity)?.map(toReason);
    // Of what breaks our rules the catalog says the same, in longer words.
    const said = (held?.get(entityRef)?.errors ?? explained?.reasons ?? []).map(
      (text): Reason => ({ text, field: fieldOf(text) }),
    );
    const reasons = explained?.inCatalog
      ? [...said, ...(own ?? [])]
      : own ?? said;
    const inCatalog = held?.has(entityRef) || Boolean(explained?.inCatalog);
    return reasons.map(({ text, field }) => ({
      file,
      field,
      problem: { entityRef, ...(held && { inCatalog }), reason: text },
    }));
  });

  const lines = await options.findLines(
    found.map(({ file, field }) => ({ file, path: field })),
  );
  return found.map(({ file, problem }, i) => ({
    path: file.path,
    ...(lines[i] !== undefined && { line: lines[i] }),
    ...problem,
  }));
}

function toReason(issue: Issue): Reason {
  return { text: `${formatIssue(issue)} (${issue.code})`, field: issue.path };
}
