import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * Hands the catalog the entities that a test names, as a provider of a real
 * source would.
 */
export class StaticEntityProvider implements EntityProvider {
  readonly #initial: readonly Entity[];
  #connection?: EntityProviderConnection;

  /** @param initial - Handed over before the catalog begins to process */
  constructor(initial: readonly Entity[]) {
    this.#initial = initial;
  }

  getProviderName(): string {
    return 'static-test-entities';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.replaceAll(this.#initial);
  }

  /** Makes these entities the whole content of the source. */
  async replaceAll(entities: readonly Entity[]): Promise<void> {
    await this.#requireConnection().applyMutation({
      type: 'full',
      entities: entities.map(toDeferredEntity),
    });
  }

  /** Adds or changes these entities and leaves the others alone. */
  async upsert(entities: readonly Entity[]): Promise<void> {
    await this.#requireConnection().applyMutation({
      type: 'delta',
      added: entities.map(toDeferredEntity),
      removed: [],
    });
  }

  #requireConnection(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error('The catalog has not connected the provider yet');
    }
    return this.#connection;
  }
}

function toDeferredEntity(entity: Entity): DeferredEntity {
  return {
    locationKey: 'static-test-entities',
    entity: {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          [ANNOTATION_LOCATION]: 'static-test-entities:all',
          [ANNOTATION_ORIGIN_LOCATION]: 'static-test-entities:all',
          ...entity.metadata.annotations,
        },
      },
    },
  };
}
