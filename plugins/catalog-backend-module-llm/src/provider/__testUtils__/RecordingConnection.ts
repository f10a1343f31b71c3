import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';

/** Keeps what the provider hands over, as the catalog would apply it. */
export class RecordingConnection implements EntityProviderConnection {
  readonly mutations: EntityProviderMutation[] = [];
  failure?: Error;

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failure) {
      throw this.failure;
    }
    this.mutations.push(mutation);
  }

  async refresh(): Promise<void> {
    throw new Error('not used');
  }

  /** What was handed over since the last call, in short. */
  take() {
    return this.mutations.splice(0).map(mutation =>
      mutation.type === 'full'
        ? { full: mutation.entities.map(e => e.entity.metadata.name) }
        : {
            added: mutation.added.map(e => e.entity.metadata.name),
            removed: mutation.removed.map(r =>
              'entityRef' in r ? r.entityRef : r,
            ),
          },
    );
  }
}
