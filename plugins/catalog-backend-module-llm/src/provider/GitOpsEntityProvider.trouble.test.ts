import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { takeSourceFindings } from '../sourceFindings/sourceFindings';
import { model, setUpProvider } from './__testUtils__/setUpProvider';

describe('GitOpsEntityProvider in trouble', () => {
  const {
    directory,
    folder,
    logger,
    createProvider,
    connected,
    openRepository,
    commit,
    connection,
  } = setUpProvider();

  it('keeps what the catalog has while the repository cannot be read', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const { sync } = await connected();
    connection().take();

    renameSync(folder, `${folder}.away`);
    await sync();
    await sync();
    expect(connection().take()).toEqual([]);
    expect(logger.error.mock.calls).toEqual([
      [
        `The GitOps repository could not be read into the catalog, which keeps the entities that it has: ServiceUnavailableError: The Git repository ${folder} is not there`,
      ],
    ]);

    renameSync(`${folder}.away`, folder);
    await commit({ 'a/catalog-info.yaml': model('two') });
    const head = (await openRepository()).head();
    rmSync(`${folder}/objects/${(await head)!.slice(0, 2)}`, {
      recursive: true,
    });
    await sync();
    await sync();
    expect(connection().take()).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(2);
    expect(logger.error).toHaveBeenLastCalledWith(
      expect.stringMatching(
        /^The GitOps repository could not be read into the catalog, which keeps the entities that it has: NotFoundError: No object [^\n]*$/,
      ),
    );
  });

  it('waits for a repository that is wrong at the start, and for its first commit', async () => {
    directory.setContent({ 'gitops.git': { 'notes.txt': 'no repository' } });
    const { sync } = await connected();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('is not a Git repository'),
    );

    rmSync(folder, { recursive: true });
    await sync();
    expect(logger.info).toHaveBeenCalledWith(
      'The GitOps repository is read into the catalog again',
    );
    // Not even an empty full mutation, which would delete everything.
    expect(connection().take()).toEqual([]);

    await commit({ 'a/catalog-info.yaml': model('one') });
    await sync();
    expect(connection().take()).toEqual([{ full: ['one'] }]);
  });

  it('seeds an empty repository', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    await connected({ seed: directory.resolve('seed') });
    expect(connection().take()).toEqual([{ full: ['one'] }]);
  });

  it('begins no repository where the catalog has entities from one, and waits for it', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    const [known, foreign] = ['modelyard-gitops:a.yaml', 'url:a.yaml'].map(
      (location, i) => ({
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'Model',
        metadata: {
          name: `m${i}`,
          annotations: { 'backstage.io/managed-by-location': location },
        },
      }),
    );
    const seed = directory.resolve('seed');
    const catalog = catalogServiceMock({ entities: [known, foreign] });
    const { sync } = await connected({ seed }, catalog);
    await sync();
    expect(connection().take()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(logger.error.mock.calls).toEqual([
      [
        expect.stringContaining(
          'is not there, but the catalog has 1 entity from it',
        ),
      ],
    ]);

    await commit({ 'b/catalog-info.yaml': model('two') });
    await sync();
    expect(connection().take()).toEqual([{ full: ['two'] }]);
  });

  it('asks a catalog again that is still starting', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    const catalog = catalogServiceMock();
    jest
      .spyOn(catalog, 'queryEntities')
      .mockRejectedValueOnce(new Error('503 Service Unavailable'));
    await connected({ seed: directory.resolve('seed') }, catalog);
    expect(connection().take()).toEqual([{ full: ['one'] }]);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('holds what the catalog rejects against nobody', async () => {
    const refused = model('two', { namespace: 'search' }).replace(
      'lifecycle: production',
      'lifecycle: 1',
    );
    await commit({
      'a/catalog-info.yaml': model('one', { alias: 'assistant' }),
      'b/catalog-info.yaml': refused.replace('[]', '[assistant]'),
    });
    await connected();
    const [mutation] = connection().mutations;
    const codes = (mutation.type === 'full' ? mutation.entities : []).map(
      ({ entity }) =>
        takeSourceFindings(entity).findings.map(({ code }) => code),
    );
    expect(codes).toEqual([['deployment-pool'], []]);
  });

  it('hands over again what the catalog could not take', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    connection().failure = new Error('database is locked');
    const { sync } = await connected();
    connection().failure = undefined;
    await sync();
    expect(connection().take()).toEqual([{ full: ['one'] }]);

    await commit({ 'b/catalog-info.yaml': model('two') });
    connection().failure = new Error('database is locked');
    await sync();
    connection().failure = undefined;
    await sync();
    expect(connection().take()).toEqual([{ added: ['two'], removed: [] }]);
  });

  it('looks again at once where the branch has moved in the meantime', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const { provider } = createProvider();
    await provider.connect(connection());
    const apply = connection().applyMutation.bind(connection());
    jest
      .spyOn(connection(), 'applyMutation')
      .mockImplementationOnce(async mutation => {
        // Another replica hands over a later commit while this one is slow.
        await commit({ 'b/catalog-info.yaml': model('two') });
        await apply(mutation);
      });
    await provider.sync();
    expect(connection().take()).toEqual([
      { full: ['one'] },
      { added: ['two'], removed: [] },
    ]);
  });

  it('hands over everything again after an hour', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const now = jest.spyOn(performance, 'now');
    now.mockReturnValue(1000);
    const { sync } = await connected();
    connection().take();
    now.mockReturnValue(1000 + 59 * 60 * 1000);
    await sync();
    expect(connection().take()).toEqual([]);
    now.mockReturnValue(1000 + 60 * 60 * 1000);
    await sync();
    await sync();
    expect(connection().take()).toEqual([{ full: ['one'] }]);
    now.mockRestore();
  });
});
