import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import fc from 'fast-check';
import { GitOpsEntityProvider } from './GitOpsEntityProvider';

/** What the catalog's database does with mutations, without the processing. */
class SharedCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, unknown>();

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (mutation.type === 'full') {
      this.entities.clear();
    } else {
      for (const removed of mutation.removed) {
        this.entities.delete(
          'entityRef' in removed
            ? removed.entityRef
            : stringifyEntityRef(removed.entity),
        );
      }
    }
    const added = mutation.type === 'full' ? mutation.entities : mutation.added;
    for (const { entity } of added) {
      this.entities.set(stringifyEntityRef(entity), entity.spec?.type);
    }
  }

  async refresh(): Promise<void> {}
}

const NAMES = ['one', 'two', 'three'];

describe('several replicas', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();

  const createReplica = async (folder: string, catalog: SharedCatalog) => {
    const provider = GitOpsEntityProvider.fromConfig(
      mockServices.rootConfig({ data: { llm: { gitops: { folder } } } }),
      {
        auth: mockServices.auth(),
        catalog: catalogServiceMock(),
        logger,
        scheduler: mockServices.scheduler(),
        events: mockServices.events(),
      },
    )!;
    await provider.connect(catalog);
    return provider;
  };

  it('agree on the head in the end, whoever looks when', async () => {
    const change = fc.record({
      name: fc.constantFrom(...NAMES),
      type: fc.constantFrom('chat', 'rerank', undefined),
    });
    const step = fc.oneof(
      change,
      fc.record({ sync: fc.constantFrom(0, 1) }),
      fc.record({ restart: fc.constantFrom(0, 1) }),
    );
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async steps => {
        runs += 1;
        const folder = directory.resolve(`gitops-${runs}.git`);
        const repository = await BareFolderGitOpsRepository.create({
          folder,
          branch: 'main',
          author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
          logger,
        });
        const commit = async (name: string, type: string | undefined) => {
          const path = `models/${name}/catalog-info.yaml`;
          const content = `apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata: {name: ${name}}\nspec: {type: ${type}}\n`;
          await repository.commit({
            message: 'Change',
            changes: [type ? { path, content } : { path, delete: true }],
          });
        };
        await commit('always', 'chat');

        const catalog = new SharedCatalog();
        const replicas = [
          await createReplica(folder, catalog),
          await createReplica(folder, catalog),
        ];
        const expected = new Map([['model:default/always', 'chat']]);
        for (const next of steps) {
          if ('sync' in next) {
            await replicas[next.sync].sync();
          } else if ('restart' in next) {
            replicas[next.restart] = await createReplica(folder, catalog);
          } else {
            await commit(next.name, next.type);
            const ref = `model:default/${next.name}`;
            expected.delete(ref);
            if (next.type) {
              expected.set(ref, next.type);
            }
          }
        }
        for (const replica of replicas) {
          await replica.sync();
        }
        expect(catalog.entities).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
