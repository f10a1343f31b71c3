import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { publishGitOpsCommitted } from '@modelyard/plugin-llm-gitops-node';
import { takeSourceFindings } from '../sourceFindings/sourceFindings';
import { model, setUpProvider } from './__testUtils__/setUpProvider';
import { GitOpsEntityProvider } from './GitOpsEntityProvider';

describe('GitOpsEntityProvider', () => {
  const { events, logger, auth, connected, commit, connection } =
    setUpProvider();

  it('is there only where a repository is configured', () => {
    expect(
      GitOpsEntityProvider.fromConfig(mockServices.rootConfig({ data: {} }), {
        auth,
        catalog: catalogServiceMock(),
        logger,
        scheduler: mockServices.scheduler(),
        events,
      }),
    ).toBeUndefined();
  });

  it('hands over everything once, then what has changed, and nothing where nothing has', async () => {
    await commit({
      'models/one/catalog-info.yaml': model('one'),
      'models/two/catalog-info.yaml': `${model('two')}---${model('three')}`,
    });
    const { provider, sync } = await connected();
    expect(provider.getProviderName()).toBe('modelyard-gitops');
    expect(connection().mutations).toEqual([
      {
        type: 'full',
        entities: ['one', 'two', 'three'].map(name => ({
          locationKey: 'modelyard-gitops',
          entity: expect.objectContaining({
            metadata: expect.objectContaining({ name }),
          }),
        })),
      },
    ]);
    connection().take();

    await sync();
    await commit({ 'models/one/prod/intent.yaml': 'no entity' });
    await sync();
    expect(connection().take()).toEqual([]);

    await commit({
      'models/one/catalog-info.yaml': model('one', { type: 'rerank' }),
    });
    await sync();
    expect(connection().mutations[0]).toMatchObject({
      added: [
        {
          locationKey: 'modelyard-gitops',
          entity: {
            metadata: {
              name: 'one',
              annotations: {
                'backstage.io/managed-by-location':
                  'modelyard-gitops:models/one/catalog-info.yaml',
                'backstage.io/managed-by-origin-location':
                  'modelyard-gitops:models/one/catalog-info.yaml',
              },
            },
            spec: { type: 'rerank' },
          },
        },
      ],
    });
    expect(connection().take()).toEqual([{ added: ['one'], removed: [] }]);

    // One document of a file, a rename, a file that moves.
    await commit({
      'models/two/catalog-info.yaml': `${model('two')}---${model('four')}`,
      'models/one/catalog-info.yaml': undefined,
      'archive/one/catalog-info.yaml': model('one', { type: 'rerank' }),
    });
    await sync();
    expect(connection().take()).toEqual([
      {
        added: ['one', 'four'],
        removed: ['model:research/three'],
      },
    ]);
  });

  it('follows the event of a commit', async () => {
    await commit({ 'models/one/catalog-info.yaml': model('one') });
    await connected();
    connection().take();

    const { repository, result } = await commit({
      'models/two/catalog-info.yaml': model('two'),
    });
    await publishGitOpsCommitted({ events, logger, repository, result });
    while (connection().mutations.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(connection().take()).toEqual([{ added: ['two'], removed: [] }]);
  });

  it('warns on both models of a collision, and takes the warnings back', async () => {
    await commit({
      'a/catalog-info.yaml': model('one', { alias: 'assistant' }),
      'b/catalog-info.yaml': model('two', { namespace: 'search' }),
      'c/catalog-info.yaml': model('three'),
    });
    const { sync } = await connected();
    connection().take();

    await commit({
      'b/catalog-info.yaml': model('two', {
        namespace: 'search',
        alias: 'assistant',
      }),
    });
    await sync();
    const [mutation] = connection().mutations;
    const added = mutation.type === 'delta' ? mutation.added : [];
    expect(
      added.map(({ entity }) =>
        takeSourceFindings(entity).findings.filter(
          ({ code }) => code === 'alias-collision',
        ),
      ),
    ).toEqual([
      [
        expect.objectContaining({
          code: 'alias-collision',
          path: 'spec.deployments[0].aliases[0]',
          message: expect.stringContaining('model:search/two'),
        }),
      ],
      [
        expect.objectContaining({
          message: expect.stringContaining('model:research/one'),
        }),
      ],
    ]);
    expect(connection().take()).toEqual([
      { added: ['one', 'two'], removed: [] },
    ]);
    await sync();
    expect(connection().take()).toEqual([]);

    await commit({ 'a/catalog-info.yaml': undefined });
    await sync();
    const [gone] = connection().mutations;
    expect(
      gone.type === 'delta' &&
        takeSourceFindings(gone.added[0].entity).findings,
    ).toEqual([expect.objectContaining({ code: 'deployment-pool' })]);
    expect(connection().take()).toEqual([
      { added: ['two'], removed: ['model:research/one'] },
    ]);
  });

  it('takes only our kinds and those that are named, and says once what it leaves', async () => {
    const user =
      'apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: eve}\nspec: {memberOf: [admins]}\n';
    const component =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: chat}\nspec: {type: service}\n';
    await commit({
      'a/catalog-info.yaml': model('one'),
      'b/catalog-info.yaml': `${user}---\n${component}`,
    });
    const { sync } = await connected({ kinds: ['Component'] });
    expect(connection().take()).toEqual([{ full: ['one', 'chat'] }]);
    const rejection =
      'Not taken from the GitOps repository: b/catalog-info.yaml:1: User of backstage.io/v1alpha1 is not taken from this repository, only Model and GpuPool of modelyard.dev/v1alpha1, Component';
    expect(logger.warn.mock.calls).toEqual([[rejection]]);

    await sync();
    await commit({ 'a/catalog-info.yaml': model('one', { type: 'rerank' }) });
    await sync();
    expect(logger.warn).toHaveBeenCalledTimes(1);

    // What was put right and broken again is said again.
    await commit({ 'b/catalog-info.yaml': component });
    await sync();
    await commit({ 'b/catalog-info.yaml': `${user}---\n${component}` });
    await sync();
    expect(logger.warn.mock.calls).toEqual([[rejection], [rejection]]);
  });
});
