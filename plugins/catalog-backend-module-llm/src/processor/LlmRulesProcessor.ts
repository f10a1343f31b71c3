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
 * Stands beside the catalog model layer of `Model` and `GpuPool` and does what
 * a layer cannot say: rules across fields, relations out of lists of objects,
 * findings. It never claims an entity; the layer does.
 */
export class LlmRulesProcessor implements CatalogProcessor {
  readonly #kinds: LlmKind[];

  /** Creates the processor, with its validators compiled. */
  static create(): LlmRulesProcessor {
    return new LlmRulesProcessor(createLlmKinds());
  }

  private constructor(kinds: LlmKind[]) {
    this.#kinds = kinds;
  }

  getProcessorName(): string {
    return 'LlmRulesProcessor';
  }

  /**
   * Before the layer's own validation (20 is the default), so that the shape
   * and the rules are reported together and in the same words as without a
   * layer.
   */
  getPriority(): number {
    return 10;
  }

  /**
   * Says what exists in this suite's API group. A layer that is asked for a
   * version that it does not have throws while entities are still being
   * prepared, so this has to come first as well.
   *
   * @throws InputError where the version or the kind does not exist
   */
  async preProcessEntity(entity: Entity): Promise<Entity> {
    rejectErrors(checkLlmApiGroup(entity));
    return entity;
  }

  /**
   * Checks an entity of the two kinds.
   *
   * @returns Always false: which kinds exist is said by the layer
   * @throws InputError that names every error with its path
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    const kind = this.#kinds.find(candidate => candidate.matches(entity));
    if (kind) {
      rejectErrors(kind.check(entity));
    }
    return false;
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
