import {
  BackstageCredentials,
  BackstageUserPrincipal,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { LlmChangeCheck } from '@modelyard/plugin-llm-common';
import {
  GITOPS_COMMITTED_TOPIC,
  GitOpsChange,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import { withPortalChecks, withPortalUser } from '@modelyard/plugin-llm-node';
import request from 'supertest';
import llmPlugin from '..';
import { startRepository } from './repository';

/** The catalog file of a model. */
export const model = (owner: string, title = 'Nova') => `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata: {name: nova, namespace: berlin, title: ${title}}
spec: {owner: ${owner}}
`;
export const MODEL = 'models/berlin_nova/catalog-info.yaml';
const jo = { name: 'Jo', email: 'jo@example.com' };

/** What every change carries as its check. */
export const verdict: LlmChangeCheck = {
  kind: 'verdict',
  model: 'model:berlin/nova',
  pool: 'gpupool:default/p',
  devices: 'whole',
  verdict: 'tight',
  findings: [{ severity: 'warning', message: 'leaves 1 GiB' }],
};

const people: Record<string, string[]> = {
  'user:default/jo': ['group:berlin/search'],
  'user:default/kim': ['group:berlin/search'],
  'user:default/alex': ['group:default/gpu-platform'],
  'user:default/out': ['group:default/finance'],
  'user:default/both': ['group:berlin/search', 'group:default/x'],
  'user:default/x': ['group:default/x'],
};

/** A repository that begins anew with each test, and backends whose changes are asked for. Call it once in a `describe`. */
export function createChanges() {
  const directory = createMockDirectory();
  const auditor = mockServices.auditor.mock();
  const events = mockServices.events();
  let announced: unknown[];
  let repository: GitOpsRepository;

  beforeEach(async () => {
    directory.clear();
    jest.clearAllMocks();
    announced = [];
    auditor.createEvent.mockImplementation(async () => ({
      success: jest.fn(),
      fail: jest.fn(),
    }));
    repository = await startRepository(directory, {
      [MODEL]: model('group:search'),
      'pools/p/catalog-info.yaml': 'spec: {owner: x}',
    });
  });

  beforeAll(() =>
    events.subscribe({
      id: 'test',
      topics: [GITOPS_COMMITTED_TOPIC],
      onEvent: async ({ eventPayload }) => {
        announced.push(eventPayload);
      },
    }),
  );

  const propose = (id: string, ...changes: GitOpsChange[]) =>
    repository.propose({
      id,
      message: withPortalChecks(
        withPortalUser(`Change ${id}\n\nFor the fair.`, 'user:default/jo'),
        [verdict],
      ),
      author: jo,
      changes,
    });

  async function start(
    result:
      | AuthorizeResult.ALLOW
      | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
  ) {
    const userInfo = mockServices.userInfo.mock();
    userInfo.getUserInfo.mockImplementation(async credentials => {
      const { userEntityRef } = (
        credentials as BackstageCredentials<BackstageUserPrincipal>
      ).principal;
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...people[userEntityRef]],
      };
    });
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        auditor.factory,
        userInfo.factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'kim', namespace: 'default' },
              spec: {
                memberOf: [],
                profile: { displayName: 'Kim Doe', email: 'kim@example.com' },
              },
            },
            {
              apiVersion: 'modelyard.dev/v1alpha1',
              kind: 'Model',
              metadata: { name: 'elsewhere', namespace: 'default' },
              spec: { owner: 'group:default/ml' },
              relations: [{ type: 'ownedBy', targetRef: 'group:default/ml' }],
            },
          ],
        }),
        mockServices.permissions.factory({ result }),
        mockServices.rootConfig.factory({
          data: {
            llm: {
              gitops: { folder: directory.resolve('gitops.git') },
              roles: { platform: ['group:default/gpu-platform'] },
            },
          },
        }),
      ],
    });
    const as = (user: string) => mockCredentials.user.header(user);
    return {
      list: (user = 'user:default/kim') =>
        request(server)
          .get('/api/llm/v1/changes')
          .set('authorization', as(user)),
      read: (id: string, user = 'user:default/kim') =>
        request(server)
          .get(`/api/llm/v1/changes/${id}`)
          .set('authorization', as(user)),
      decide: (
        id: string,
        act: 'merge' | 'withdraw',
        expectedHead: string,
        user = 'user:default/kim',
      ) =>
        request(server)
          .post(`/api/llm/v1/changes/${id}/${act}`)
          .set('authorization', as(user))
          .send({ expectedHead }),
      asService: () =>
        request(server)
          .get('/api/llm/v1/changes')
          .set('authorization', mockCredentials.service.header()),
    };
  }

  return {
    auditor,
    announced: () => announced,
    repository: () => repository,
    propose,
    start,
  };
}
