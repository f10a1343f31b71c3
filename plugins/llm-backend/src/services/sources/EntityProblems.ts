import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { LlmSourceProblem } from '@modelyard/plugin-llm-common';
import { CatalogFileEntity } from '@modelyard/plugin-llm-gitops-node';
import { createLlmKinds, LlmKind } from '@modelyard/plugin-llm-node';
import { formatIssue } from '@modelyard/llm-units';
import { setImmediate } from 'node:timers/promises';

/** So many at a time take a few milliseconds, in which the backend answers nobody. */
const SLICE = 50;

/**
 * Finds the entities that the catalog's processors reject. The catalog keeps an
 * entity that it knows, with the errors on its page; of a new one it shows
 * nothing at all, so this is where its author learns why.
 */
export class EntityProblems {
  readonly #kinds: readonly LlmKind[];
  /** Files that have not changed give the very same entities. */
  readonly #known = new WeakMap<Entity, string[]>();

  static create(): EntityProblems {
    return new EntityProblems(createLlmKinds());
  }

  private constructor(kinds: readonly LlmKind[]) {
    this.#kinds = kinds;
  }

  /** One problem for each error of each entity. */
  async find(
    entities: readonly CatalogFileEntity[],
  ): Promise<LlmSourceProblem[]> {
    const problems: LlmSourceProblem[] = [];
    let checked = 0;
    for (const { path, line, entity } of entities) {
      let reasons = this.#known.get(entity);
      if (!reasons) {
        reasons = this.#check(entity);
        this.#known.set(entity, reasons);
        checked += 1;
        if (checked % SLICE === 0) {
          await setImmediate();
        }
      }
      const entityRef = stringifyEntityRef(entity);
      problems.push(
        ...reasons.map(reason => ({ path, line, entityRef, reason })),
      );
    }
    return problems;
  }

  #check(entity: Entity): string[] {
    const kind = this.#kinds.find(candidate => candidate.matches(entity));
    return (kind?.check(entity) ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(issue => `${formatIssue(issue)} (${issue.code})`);
  }
}
