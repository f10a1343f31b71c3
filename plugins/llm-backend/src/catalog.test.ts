import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import catalogModuleLlm from '@modelyard/plugin-catalog-backend-module-llm';
import { LlmGitOpsSource } from '@modelyard/plugin-llm-common';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import request from 'supertest';
import llmPlugin from '.';

jest.setTimeout(60_000);

const component = (name: string, spec: string) => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ${name}}
spec: {${spec}}
`;
const valid = 'type: service, lifecycle: production, owner: ml-platform';

/** Another source, which was there first. */
const elsewhere: EntityProvider = {
  getProviderName: () => 'elsewhere',
  async connect(connection) {
    await connection.applyMutation({
      type: 'full',
      entities: [
        {
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'taken',
              annotations: {
                'backstage.io/managed-by-location': 'url:https://a.example/b',
                'backstage.io/managed-by-origin-location':
                  'url:https://a.example/b',
              },
            },
            spec: { type: 'service', lifecycle: 'production', owner: 'a' },
          },
          locationKey: 'elsewhere',
        },
      ],
    });
  },
};

describe('the data sources, beside a real catalog', () => {
  const directory = createMockDirectory();

  function seed(files: Record<string, string>) {
    for (const [path, content] of Object.entries(files)) {
      const file = directory.resolve('seed', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  async function start() {
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        catalogPlugin,
        catalogModuleLlm,
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'elsewhere',
          register(reg) {
            reg.registerInit({
              deps: { processing: catalogProcessingExtensionPoint },
              async init({ processing }) {
                processing.addEntityProvider(elsewhere);
              },
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
            },
            llm: {
              gitops: {
                folder: directory.resolve('gitops.git'),
                seed: directory.resolve('seed'),
                kinds: ['Component'],
              },
            },
          },
        }),
      ],
    });
    return async (): Promise<LlmGitOpsSource> =>
      (await request(server).get('/api/llm/v1/sources')).body.sources?.[0];
  }

  it('say why the catalog does not take what a file holds', async () => {
    seed({
      'a/catalog-info.yaml': component('fine', valid),
      'b/catalog-info.yaml': component('refused', 'type: service'),
      'c/catalog-info.yaml': component('taken', valid),
    });
    const read = await start();
    let source = await read();
    const deadline = Date.now() + 30_000;
    while (
      source?.entities?.Component?.inCatalog !== 1 &&
      Date.now() < deadline
    ) {
      await new Promise(resolve => setTimeout(resolve, 100));
      source = await read();
    }
    expect(source).toMatchObject({
      state: 'degraded',
      entities: { Component: { inSource: 3, inCatalog: 1 } },
    });
    expect(source.problems).toEqual([
      {
        path: 'b/catalog-info.yaml',
        line: 5,
        entityRef: 'component:default/refused',
        inCatalog: false,
        reason:
          "/spec must have required property 'lifecycle' - missingProperty: lifecycle",
      },
      {
        path: 'c/catalog-info.yaml',
        line: 2,
        entityRef: 'component:default/taken',
        inCatalog: true,
        reason:
          'is in the catalog from url:https://a.example/b, which keeps it: remove it there, or give one of the two another name',
      },
    ]);
  });
});
