import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/** Gives the catalog the entities of a workload when it is told to. */
export class WorkloadProvider implements EntityProvider {
  #connection?: EntityProviderConnection;

  getProviderName(): string {
    return 'workload';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async add(entities: Entity[]): Promise<void> {
    await this.#connection?.applyMutation({
      type: 'delta',
      removed: [],
      added: entities.map(entity => ({
        locationKey: 'workload',
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              'backstage.io/managed-by-location': 'workload:bench',
              'backstage.io/managed-by-origin-location': 'workload:bench',
            },
          },
        },
      })),
    });
  }
}
