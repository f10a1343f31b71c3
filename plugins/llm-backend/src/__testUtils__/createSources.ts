import { ServiceFactory } from '@backstage/backend-plugin-api';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { GitOpsChange } from '@modelyard/plugin-llm-gitops-node';
import request from 'supertest';
import llmPlugin from '..';
import { startRepository } from './repository';

/** The catalog file of a model. */
export const model = (name: string) => `
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
export const noEngine = {
  id: 'measures',
  type: 'measure-engine',
  state: 'not_configured',
  readAt: expect.any(String),
};

/** What stands for intakes of usage where there is none. */
export const noIntake = {
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

/** A folder for a repository, empty at each test's start, and backends that read it. Call it once in a `describe`. */
export function createSources() {
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

  const createRepository = () => startRepository(directory);

  const commit = async (...changes: GitOpsChange[]) => {
    const repository = await createRepository();
    await repository.commit({ message: 'Change models', changes });
    return repository.head();
  };

  return { directory, folder, start, createRepository, commit };
}
