import { Entity } from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  checkLlmApiGroup,
  createLlmKinds,
  LlmKind,
} from '@modelyard/plugin-llm-node';
import { completeEntity } from './completeEntity';
import { rejectErrors } from './rejectErrors';

/**
 * Registers the kinds `Model` and `GpuPool` with the catalog by the stable
 * processor interface: it validates them, relates them to other entities, and
 * attaches what is doubtful but allowed as findings.
 *
 * Kinds of the same names in another API group pass it by untouched.
 */
export class LlmKindsProcessor implements CatalogProcessor {
  readonly #kinds: LlmKind[];

  /** Creates the processor, with its validators compiled. */
  static create(): LlmKindsProcessor {
    return new LlmKindsProcessor(createLlmKinds());
  }

  private constructor(kinds: LlmKind[]) {
    this.#kinds = kinds;
  }

  getProcessorName(): string {
    return 'LlmKindsProcessor';
  }

  /**
   * Accepts the two kinds.
   *
   * @throws InputError that names every error with its path
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    rejectErrors(checkLlmApiGroup(entity));
    const kind = this.#kinds.find(candidate => candidate.matches(entity));
    if (!kind) {
      return false;
    }
    rejectErrors(kind.check(entity));
    return true;
  }

  /** Emits relations in both directions and attaches findings. */
  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    return completeEntity({ entity, emit, kinds: this.#kinds });
  }
}
