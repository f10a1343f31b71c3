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
import { LlmChange, LlmChangeCheck } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  GITOPS_COMMITTED_TOPIC,
  GitOpsChange,
} from '@modelyard/plugin-llm-gitops-node';
import { withPortalChecks, withPortalUser } from '@modelyard/plugin-llm-node';
import request from 'supertest';
import llmPlugin from '.';

jest.setTimeout(30_000);

const model = (owner: string, title = 'Nova') => `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata: {name: nova, namespace: berlin, title: ${title}}
spec: {owner: ${owner}}
`;
const MODEL = 'models/berlin_nova/catalog-info.yaml';
const jo = { name: 'Jo', email: 'jo@example.com' };

const verdict: LlmChangeCheck = {
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

describe('changes that wait for a review', () => {
  const directory = createMockDirectory();
  const auditor = mockServices.auditor.mock();
  const events = mockServices.events();
  let announced: unknown[];
  let repository: BareFolderGitOpsRepository;

  beforeEach(async () => {
    directory.clear();
    jest.clearAllMocks();
    announced = [];
    auditor.createEvent.mockImplementation(async () => ({
      success: jest.fn(),
      fail: jest.fn(),
    }));
    repository = await BareFolderGitOpsRepository.create({
      folder: directory.resolve('gitops.git'),
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@localhost' },
      logger: mockServices.logger.mock(),
    });
    await repository.commit({
      message: 'Start',
      changes: [
        { path: MODEL, content: model('group:search') },
        { path: 'pools/p/catalog-info.yaml', content: 'spec: {owner: x}' },
      ],
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

  it('are shown with what they change, and who may merge them', async () => {
    await propose(
      'one',
      { path: MODEL, content: model('group:search', 'Nova 2') },
      {
        path: 'models/berlin_nova/prod/base/a.bin',
        content: Buffer.from([255]),
      },
      { path: 'models/berlin_nova/big.yaml', content: 'x'.repeat(300_000) },
      { path: 'pools/p/catalog-info.yaml', delete: true },
    );
    const { list, read } = await start();
    const { changes } = (await list()).body;
    expect(changes).toEqual([
      {
        id: 'one',
        title: 'Change one',
        body: 'For the fair.',
        proposedBy: { name: 'Jo', userRef: 'user:default/jo' },
        openedAt: expect.any(String),
        updatedAt: expect.any(String),
        head: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
    ]);
    const change: LlmChange = (await read('one')).body;
    expect(change).toMatchObject({
      ...changes[0],
      authors: [{ name: 'Jo', userRef: 'user:default/jo' }],
      owners: ['group:berlin/search', 'group:default/x'],
      reviewers: ['group:berlin/search', 'group:default/x'],
      checks: [verdict],
      conflicts: [],
      takenNames: [],
      obstacles: ['not-responsible'],
      mayWithdraw: true,
    });
    expect(change.files).toEqual([
      {
        path: 'models/berlin_nova/big.yaml',
        type: 'added',
        omitted: 'too-large',
      },
      {
        path: MODEL,
        type: 'changed',
        before: model('group:search'),
        after: model('group:search', 'Nova 2'),
      },
      {
        path: 'models/berlin_nova/prod/base/a.bin',
        type: 'added',
        omitted: 'binary',
      },
      {
        path: 'pools/p/catalog-info.yaml',
        type: 'removed',
        before: 'spec: {owner: x}',
      },
    ]);
    const obstaclesOf = async (user: string) =>
      (await read('one', user)).body.obstacles;
    expect(await obstaclesOf('user:default/jo')).toEqual([
      'own-change',
      'not-responsible',
    ]);
    expect(await obstaclesOf('user:default/alex')).toEqual([]);
    expect(await obstaclesOf('user:default/both')).toEqual([]);
    expect(await obstaclesOf('user:default/x')).toEqual(['not-responsible']);
    expect(await obstaclesOf('user:default/out')).toEqual(['not-responsible']);
  });

  const NEW = 'models/mine/catalog-info.yaml';
  const added = (name: string, owner: string) => `
kind: Model
metadata: {name: ${name}}
spec: {owner: ${owner}}
`;
  it.each<[string, GitOpsChange[], string[]]>([
    [
      'is taken over',
      [{ path: MODEL, content: model('group:default/finance') }],
      ['group:berlin/search'],
    ],
    [
      'is changed together with something new of somebody else',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'models/berlin_nova/prod/intent.yaml', content: 'x' },
      ],
      ['group:berlin/search'],
    ],
    [
      'moves, and somebody else owns it there',
      [
        { path: MODEL, delete: true },
        { path: NEW, content: model('group:default/finance') },
      ],
      ['group:berlin/search'],
    ],
    [
      'is described once more in another file',
      [{ path: NEW, content: added('elsewhere', 'finance') }],
      ['group:default/ml'],
    ],
    [
      'has its manifests in a folder of that name alone',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'models/elsewhere/prod/base/a.yaml', content: 'x' },
      ],
      ['group:default/ml'],
    ],
    [
      'is new',
      [{ path: NEW, content: added('mine', 'finance') }],
      ['group:default/finance'],
    ],
    [
      'nobody owns',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'clusters/fra-1.yaml', content: 'x' },
      ],
      [],
    ],
    ['cannot be read', [{ path: NEW, content: '{' }], []],
  ])('of what %s ask those who own it before', async (_, changes, expected) => {
    await propose('one', ...changes);
    const { read, decide } = await start();
    const { body } = await read('one', 'user:default/out');
    expect(body.reviewers).toEqual(expected);
    const mayMerge = expected.includes('group:default/finance');
    expect(body.obstacles).toEqual(mayMerge ? [] : ['not-responsible']);
    const { status, body: answer } = await decide(
      'one',
      'merge',
      body.head,
      'user:default/out',
    );
    expect(status).toBe(mayMerge ? 200 : 403);
    const asked =
      expected.length > 0 ? `${expected.join(' and ')}, or of ` : '';
    expect(answer.error?.message ?? 'merged').toContain(
      mayMerge ? 'merged' : `needs somebody of ${asked}the platform team`,
    );
  });

  it('are merged by somebody else, who has seen just that', async () => {
    const proposed = await propose('one', {
      path: MODEL,
      content: model('group:search', 'Nova 2'),
    });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    const { decide, read } = await start();
    const refused = async (user: string, expected = head) => {
      const { status, body } = await decide('one', 'merge', expected, user);
      return [status, body.error?.message];
    };
    expect(await refused('user:default/jo')).toEqual([
      403,
      expect.stringMatching(/^You made this change/),
    ]);
    expect(await refused('user:default/out')).toEqual([
      403,
      expect.stringMatching(/^You neither own/),
    ]);
    expect(await refused('user:default/kim', 'a'.repeat(40))).toEqual([
      409,
      expect.any(String),
    ]);
    expect((await decide('one', 'merge', 'main')).status).toBe(400);

    const merged = await decide('one', 'merge', head);
    expect(merged.status).toBe(200);
    expect(await repository.head()).toBe(merged.body.commit);
    expect(announced).toEqual([{ branch: 'main', commit: merged.body.commit }]);
    const [entry] = await repository.log({ limit: 1 });
    expect(entry.author).toEqual({ name: 'Kim Doe', email: 'kim@example.com' });
    expect(entry.message).toContain('Reviewed-by: Kim Doe <kim@example.com>');
    expect(entry.message).toContain('Proposed-by: Jo <jo@example.com>');
    expect((await read('one')).status).toBe(404);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
        eventId,
        meta,
      ]),
    ).toContainEqual(['change-merge', { id: 'one', expectedHead: head }]);
  });

  it('that are in conflict say so, and lose nothing', async () => {
    const proposed = await propose('one', {
      path: MODEL,
      content: model('group:search', 'Nova 2'),
    });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    await repository.commit({
      message: 'Meanwhile',
      changes: [{ path: MODEL, content: model('group:search', 'Nova 3') }],
    });
    const { decide, read } = await start();
    expect((await read('one')).body).toMatchObject({
      conflicts: [MODEL],
      obstacles: ['conflict'],
    });
    const { status, body } = await decide('one', 'merge', head);
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining(MODEL),
    ]);
    expect((await read('one')).body.head).toBe(head);
  });

  describe('of the same catalog file', () => {
    const FULL = 'models/full/catalog-info.yaml';
    const deployment = (name: string, version = 'v1') => `    - name: ${name}
      version: ${version}
      environment: staging
      on: { pool: gpupool:default/p, devices: whole }
      servedModelName: full-${name}
`;
    const full = (
      ...deployments: string[]
    ) => `apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: full
spec:
  type: chat
  lifecycle: staging
  owner: group:berlin/search
  versions:
    - name: v1
      kind: weights
      source: { uri: hf://example/full }
  deployments:
${[deployment('a'), ...deployments].join('')}`;

    async function both(one: string, two: string) {
      await repository.commit({
        message: 'Full',
        changes: [{ path: FULL, content: full() }],
      });
      await propose('one', { path: FULL, content: one });
      await propose('two', { path: FULL, content: two });
      const { decide, read } = await start();
      const first = (await read('one')).body;
      await decide('one', 'merge', first.head).expect(200);
      const second = (await read('two')).body;
      const { status } = await decide('two', 'merge', second.head);
      const text = await repository.readFile({ path: FULL });
      return { second, status, text: text.toString() };
    }

    it('go together where each adds something', async () => {
      const { second, status, text } = await both(
        full(deployment('b')),
        full(deployment('c')),
      );
      expect([second.conflicts, second.obstacles, status]).toEqual([
        [],
        [],
        200,
      ]);
      expect(text).toBe(full(deployment('b'), deployment('c')));
    });

    it('do not where the entity would break the rules of its kind', async () => {
      const { second, status, text } = await both(
        full(deployment('b')),
        full(deployment('c', 'v9')),
      );
      expect([second.conflicts, second.obstacles, status]).toEqual([
        [FULL],
        ['conflict'],
        409,
      ]);
      expect(text).toBe(full(deployment('b')));
    });
  });

  it('are withdrawn by who made them, and by nobody who has nothing to do with it', async () => {
    const proposed = await propose('one', { path: MODEL, delete: true });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    const { decide, list } = await start();
    const { status } = await decide(
      'one',
      'withdraw',
      head,
      'user:default/out',
    );
    expect(status).toBe(403);
    expect(
      (await decide('one', 'withdraw', head, 'user:default/jo')).status,
    ).toBe(204);
    expect((await list()).body).toEqual({ changes: [] });
  });

  it('that somebody pushed are theirs by the address', async () => {
    await repository.propose({
      id: 'pushed',
      message: 'By hand',
      author: { name: 'K.', email: 'Kim@example.com' },
      changes: [{ path: MODEL, delete: true }],
    });
    const { read } = await start();
    expect((await read('pushed')).body).toMatchObject({
      proposedBy: { name: 'K.' },
      obstacles: ['own-change'],
      checks: [],
    });

    // Nobody has checked what somebody puts on top of what was checked.
    await propose('one', { path: MODEL, content: 'kind: Model' });
    expect((await read('one')).body.checks).toEqual([verdict]);
    await repository.propose({
      id: 'one',
      message: 'By hand',
      changes: [{ path: MODEL, delete: true }],
    });
    expect((await read('one')).body.checks).toEqual([]);
  });

  it('need a person, and the permission', async () => {
    const { asService } = await start();
    expect((await asService()).status).toBe(403);
    const { list, read, decide } = await start(AuthorizeResult.DENY);
    expect((await list()).status).toBe(403);
    expect((await read('one')).status).toBe(403);
    expect((await decide('one', 'merge', 'a'.repeat(40))).status).toBe(403);
    expect((await decide('one', 'withdraw', 'a'.repeat(40))).status).toBe(403);
  });
});
