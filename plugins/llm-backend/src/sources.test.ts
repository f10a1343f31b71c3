import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { access, rename } from 'node:fs/promises';
import {
  createSources,
  model,
  noEngine,
  noIntake,
} from './__testUtils__/createSources';

const user = `
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: intruder
  namespace: berlin
spec: {}
`;

describe('the health of the GitOps repository', () => {
  const { directory, folder, start, createRepository, commit } =
    createSources();

  it('says that no repository is configured, without figures', async () => {
    const { getSources } = await start({ gitops: false });
    const response = await getSources();
    expect(response.status).toBe(200);
    expect(response.body.sources).toEqual([
      {
        id: 'gitops',
        type: 'gitops',
        state: 'not_configured',
        readAt: expect.any(String),
      },
      noEngine,
      noIntake,
    ]);
  });

  it('makes no repository where there is none, and says so', async () => {
    const { getSources } = await start();
    expect((await getSources()).body.sources[0]).toMatchObject({
      state: 'error',
      error: 'The Git repository llm.gitops.folder is not there',
    });
    await expect(access(folder())).rejects.toThrow('ENOENT');
  });

  it('reports a repository without a commit as read and empty', async () => {
    await createRepository();
    const { getSources } = await start({
      catalog: catalogServiceMock.factory({ entities: [] }),
    });
    expect((await getSources()).body.sources).toEqual([
      {
        id: 'gitops',
        type: 'gitops',
        state: 'ok',
        branch: 'main',
        readAt: expect.any(String),
        filesRead: 0,
        entities: {},
        problems: [],
      },
      noEngine,
      noIntake,
    ]);
  });

  it('does not take a repository without a commit for fine where the catalog has entities from it', async () => {
    await createRepository();
    const { getSources } = await start();
    expect((await getSources()).body.sources).toEqual([
      {
        id: 'gitops',
        type: 'gitops',
        state: 'error',
        branch: 'main',
        readAt: expect.any(String),
        error:
          'The branch main has no commit, but the catalog has 1 entity from it',
      },
      noEngine,
      noIntake,
    ]);
  });

  it('counts entities by kind, and lists what has to be mended with its reason', async () => {
    const head = await commit(
      { path: 'models/a/catalog-info.yaml', content: model('a') },
      { path: 'models/a/prod/intent.yaml', content: 'model: a\n' },
      {
        path: 'models/b/catalog-info.yaml',
        content: `${model('b')}---${user}`,
      },
      {
        path: 'models/c/catalog-info.yaml',
        content: model('c').replace('type: chat', 'type: chatbot'),
      },
      { path: 'pools/broken/catalog-info.yaml', content: 'kind: [' },
    );
    const { getSources } = await start();
    const [source] = (await getSources()).body.sources;
    expect(source).toEqual({
      id: 'gitops',
      type: 'gitops',
      state: 'degraded',
      branch: 'main',
      head,
      readAt: expect.any(String),
      filesRead: 4,
      entities: { Model: { inSource: 3, inCatalog: 1 } },
      problems: [
        {
          path: 'models/b/catalog-info.yaml',
          line: expect.any(Number),
          reason: expect.stringMatching(/User/),
        },
        {
          path: 'models/c/catalog-info.yaml',
          line: 8,
          entityRef: 'model:berlin/c',
          inCatalog: false,
          reason: expect.stringMatching(
            /^spec\.type must be one of chat, .*, not "chatbot" \(schema-enum\)$/,
          ),
        },
        {
          path: 'pools/broken/catalog-info.yaml',
          line: expect.any(Number),
          reason: expect.any(String),
        },
      ],
    });
  });

  it('reads the files of a commit once, and those of the next commit anew', async () => {
    const first = await commit({
      path: 'models/a/catalog-info.yaml',
      content: model('a'),
    });
    const { getSources } = await start();
    const before = (await getSources()).body.sources[0];
    expect(before).toEqual(
      expect.objectContaining({
        head: first,
        entities: { Model: { inSource: 1, inCatalog: 1 } },
      }),
    );

    // Without its objects nobody can read the commit a second time.
    const objects = directory.resolve('gitops.git/objects');
    const aside = directory.resolve('aside');
    await rename(objects, aside);
    const again = (await getSources()).body.sources[0];
    expect({ ...again, readAt: '' }).toEqual({ ...before, readAt: '' });
    expect(Date.parse(again.readAt)).toBeGreaterThanOrEqual(
      Date.parse(before.readAt),
    );
    await rename(aside, objects);

    const second = await commit({
      path: 'models/b/catalog-info.yaml',
      content: model('b'),
    });
    expect((await getSources()).body.sources[0]).toEqual(
      expect.objectContaining({
        head: second,
        entities: { Model: { inSource: 2, inCatalog: 1 } },
      }),
    );
  });

  it('says why a repository cannot be read, not where it lies, and recovers', async () => {
    directory.setContent({ 'gitops.git': 'a file in place of a folder' });
    const { getSources } = await start();
    const response = await getSources();
    expect(response.status).toBe(200);
    expect(response.body.sources).toEqual([
      {
        id: 'gitops',
        type: 'gitops',
        state: 'error',
        branch: 'main',
        readAt: expect.any(String),
        error: expect.stringMatching(/llm\.gitops\.folder/),
      },
      noEngine,
      noIntake,
    ]);
    expect(JSON.stringify(response.body)).not.toContain(directory.path);

    directory.clear();
    const head = await commit({
      path: 'models/a/catalog-info.yaml',
      content: model('a'),
    });
    expect((await getSources()).body.sources[0]).toEqual(
      expect.objectContaining({ state: 'ok', head }),
    );
  });

  it('says what a file that cannot be read any more still stands for', async () => {
    const path = 'models/a/catalog-info.yaml';
    await commit({ path, content: model('a') });
    await commit({ path, content: 'kind: [' });
    const { getSources } = await start();
    expect((await getSources()).body.sources[0]).toMatchObject({
      state: 'degraded',
      entities: { Model: { inSource: 1, inCatalog: 1 } },
      problems: [{ path, line: 1, kept: ['model:berlin/a'] }],
    });
  });

  it('says in which line each fault of a file is', async () => {
    const path = 'models/a/catalog-info.yaml';
    await commit({
      path,
      content: `# Two faults, and a field that is missing${model('a')
        .replace('type: chat', 'type: chatbot')
        .replace('      kind: weights', '      kind: 7')
        .replace('  owner: group:default/ml-platform\n', '')}`,
    });
    const { getSources } = await start();
    const [source] = (await getSources()).body.sources;
    expect(
      source.problems.map(
        ({ line, reason }: { line: number; reason: string }) =>
          `${line}: ${reason.split(' ')[0]}`,
      ),
    ).toEqual([
      '7: spec.owner',
      '8: spec.type',
      '12: spec.versions[0].kind',
      '12: spec.versions[0].kind',
    ]);
  });

  it('says what a slip of the pen should have been, and keeps what was there', async () => {
    const path = 'models/a/catalog-info.yaml';
    const moved = 'models/moved/catalog-info.yml';
    await commit({ path, content: model('a') });
    await commit({ path, content: model('a').replace('Model', 'model') });
    const { getSources } = await start();
    expect((await getSources()).body.sources[0].problems).toEqual([
      {
        path,
        line: 3,
        reason:
          'model of modelyard.dev/v1alpha1 is not taken from this repository; did you mean Model?',
        kept: ['model:berlin/a'],
      },
    ]);

    await commit({ path, delete: true }, { path: moved, content: model('a') });
    const [source] = (await getSources()).body.sources;
    expect(source).toMatchObject({
      filesRead: 0,
      entities: { Model: { inSource: 1, inCatalog: 1 } },
      problems: [
        {
          path: moved,
          reason: 'is not read: catalog files are named catalog-info.yaml',
          kept: ['model:berlin/a'],
        },
      ],
    });
    expect(source.problems[0]).not.toHaveProperty('line');
  });

  it('does without the catalog where that does not answer', async () => {
    await commit({ path: 'models/a/catalog-info.yaml', content: model('a') });
    const { getSources } = await start({
      catalog: createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock.mock({
            streamEntities: () => {
              throw new Error('the catalog is being updated');
            },
          }),
      }),
    });
    expect((await getSources()).body.sources[0]).toMatchObject({
      state: 'ok',
      entities: { Model: { inSource: 1 } },
    });
  });

  it('says that the repository is gone', async () => {
    await commit({ path: 'models/a/catalog-info.yaml', content: model('a') });
    const { getSources } = await start();
    expect((await getSources()).body.sources[0].state).toBe('ok');
    directory.clear();
    const [source] = (await getSources()).body.sources;
    expect(source).toEqual({
      id: 'gitops',
      type: 'gitops',
      state: 'error',
      branch: 'main',
      readAt: expect.any(String),
      error: 'The Git repository llm.gitops.folder is not there',
    });
  });
});
