import {
  createServiceFactory,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LlmClient } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  GitOpsChange,
} from '@modelyard/plugin-llm-gitops-node';
import { access, rename } from 'node:fs/promises';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import llmPlugin from '.';

const author = { name: 'Jane Doe', email: 'jane@example.com' };

const model = (name: string) => `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: ${name}
  namespace: berlin
spec:
  type: chat
  lifecycle: production
  owner: group:default/ml-platform
  versions:
    - name: v1
      kind: weights
      source: {uri: hf://example/${name}}
`;

/** What stands for engines where there is none. */
const noEngine = {
  id: 'measures',
  type: 'measure-engine',
  state: 'not_configured',
  readAt: expect.any(String),
};

/** What stands for intakes of usage where there is none. */
const noIntake = {
  id: 'usage',
  type: 'usage-intake',
  state: 'not_configured',
  readAt: expect.any(String),
};

const inCatalog = (name: string, location: string): Entity => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: {
    name,
    namespace: 'berlin',
    annotations: { 'backstage.io/managed-by-location': location },
  },
});

const user = `
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: intruder
  namespace: berlin
spec: {}
`;

describe('the llm backend', () => {
  const directory = createMockDirectory();
  const folder = () => directory.resolve('gitops.git');

  beforeEach(() => directory.clear());

  async function start(options?: {
    gitops?: JsonObject | false;
    result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    catalog?: ServiceFactory;
  }) {
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        permissionsRegistryServiceFactory,
        options?.catalog ??
          catalogServiceMock.factory({
            entities: [
              inCatalog('a', 'modelyard-gitops:models/a/catalog-info.yaml'),
              inCatalog('elsewhere', 'file:/somewhere/else.yaml'),
            ],
          }),
        mockServices.permissions.factory({
          result: options?.result ?? AuthorizeResult.ALLOW,
        }),
        mockServices.rootConfig.factory({
          data:
            options?.gitops === false
              ? {}
              : {
                  llm: {
                    gitops: {
                      folder: folder(),
                      kinds: ['Component'],
                      ...options?.gitops,
                    },
                  },
                },
        }),
      ],
    });
    return {
      server,
      getSources: () => request(server).get('/api/llm/v1/sources'),
    };
  }

  const createRepository = async () =>
    BareFolderGitOpsRepository.create({
      folder: folder(),
      branch: 'main',
      author,
      logger: mockServices.logger.mock(),
    });

  const commit = async (...changes: GitOpsChange[]) => {
    const repository = await createRepository();
    await repository.commit({ message: 'Change models', changes });
    return repository.head();
  };

  it('registers its permissions', async () => {
    const { server } = await start();
    const response = await request(server).get(
      '/api/llm/.well-known/backstage/permissions/metadata',
    );
    expect(response.body.permissions).toEqual([
      {
        type: 'basic',
        name: 'llm.source.read',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.change.propose',
        attributes: { action: 'create' },
      },
      {
        type: 'basic',
        name: 'llm.change.read',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.change.merge',
        attributes: { action: 'update' },
      },
      {
        type: 'basic',
        name: 'llm.change.withdraw',
        attributes: { action: 'delete' },
      },
      {
        type: 'basic',
        name: 'llm.model.inspect',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.verdict.override',
        attributes: { action: 'update' },
      },
    ]);
  });

  it('asks who is there', async () => {
    const { getSources } = await start();
    const response = await getSources().set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(response.status).toBe(401);
  });

  it('refuses who may not read sources, and tells them nothing of the repository', async () => {
    await commit({ path: 'models/a/catalog-info.yaml', content: user });
    const { getSources } = await start({ result: AuthorizeResult.DENY });
    const response = await getSources();
    expect(response.status).toBe(403);
    expect(response.body.error).toEqual({
      name: 'NotAllowedError',
      message:
        "Reading the health of data sources needs the permission 'llm.source.read'",
    });
    expect(response.body.sources).toBeUndefined();
  });

  it('refuses a query that the specification does not know', async () => {
    const { getSources } = await start();
    const response = await getSources().query({ verbose: 'true' });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/'verbose'/);
  });

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

  it('does not start with an invalid configuration', async () => {
    await expect(start({ gitops: { branch: 'two words' } })).rejects.toThrow(
      /llm\.gitops\.branch/,
    );
  });

  it('answers the client of llm-common', async () => {
    const head = await commit({
      path: 'models/a/catalog-info.yaml',
      content: model('a'),
    });
    const { server } = await start();
    const { port } = server.address() as AddressInfo;
    const client = LlmClient.create({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
      },
      fetchApi: { fetch },
    });
    const sources = await client.listSources({
      token: mockCredentials.user.token(),
    });
    expect(sources).toEqual([
      expect.objectContaining({
        state: 'ok',
        head,
        entities: { Model: { inSource: 1, inCatalog: 1 } },
      }),
      noEngine,
      noIntake,
    ]);
  });
});
