import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { setImmediate } from 'node:timers/promises';
import { createLlmKinds, LlmKind } from './llmKinds';

/** So many at a time take a few milliseconds, in which the backend answers nobody. */
const SLICE = 50;

/**
 * Finds why the catalog's processors reject entities of this suite's kinds. An
 * entity object is checked once: reading files that have not changed gives the
 * very same objects.
 *
 * @public
 */
export class LlmEntityErrors {
  readonly #kinds: readonly LlmKind[];
  readonly #known = new WeakMap<Entity, readonly Issue[]>();

  /** Compiles the kinds: do it once. */
  static create(): LlmEntityErrors {
    return new LlmEntityErrors(createLlmKinds());
  }

  private constructor(kinds: readonly LlmKind[]) {
    this.#kinds = kinds;
  }

  /** The entities that have errors, each with all of them; other kinds have none. */
  async find(
    entities: readonly Entity[],
  ): Promise<Map<Entity, readonly Issue[]>> {
    const found = new Map<Entity, readonly Issue[]>();
    let checked = 0;
    for (const entity of entities) {
      let errors = this.#known.get(entity);
      if (!errors) {
        errors = this.#check(entity);
        this.#known.set(entity, errors);
        checked += 1;
        if (checked % SLICE === 0) {
          await setImmediate();
        }
      }
      if (errors.length > 0) {
        found.set(entity, errors);
      }
    }
    return found;
  }

  #check(entity: Entity): Issue[] {
    const kind = this.#kinds.find(candidate => candidate.matches(entity));
    return (kind?.check(entity) ?? []).filter(
      ({ severity }) => severity === 'error',
    );
  }
}
