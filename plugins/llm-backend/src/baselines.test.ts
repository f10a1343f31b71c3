import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  llmBaselineRecordPermission,
  LlmClient,
  llmMeasureReadPermission,
} from '@modelyard/plugin-llm-common';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import llmPlugin from '.';
import { benchmark } from './__testUtils__/benchmark';

const people: Record<string, string[]> = {
  'user:default/jo': ['group:berlin/search'],
  'user:default/alex': ['group:default/gpu-platform'],
  'user:default/out': ['group:default/finance'],
};

const model: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen', namespace: 'berlin' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:search',
    versions: [{ name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } }],
    deployments: [{ name: 'prod', version: 'v1', environment: 'prod', on: {} }],
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:berlin/search' }],
};

const toRecord = {
  model: 'model:berlin/qwen',
  version: 'v1',
  deployment: 'prod',
  result: benchmark,
  conditions: { accelerator: 'nvidia-h100-sxm-80gb', gpus: 2, inputTokens: 7 },
  note: 'Before the upgrade',
};

describe('baselines in the llm backend', () => {
  async function start(denied: string[] = []) {
    const auditor = mockServices.auditor.mock();
    const outcomes: string[] = [];
    auditor.createEvent.mockImplementation(async ({ eventId }) => ({
      success: async () => {
        outcomes.push(`${eventId} success`);
      },
      fail: async () => {
        outcomes.push(`${eventId} fail`);
      },
    }));
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        const ownershipEntityRefs = people[userEntityRef] ?? [];
        return { userEntityRef, ownershipEntityRefs };
      },
    });
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        auditor.factory,
        permissions.factory,
        userInfo.factory,
        catalogServiceMock.factory({ entities: [model] }),
        mockServices.rootConfig.factory({
          data: { llm: { roles: { platform: ['group:gpu-platform'] } } },
        }),
      ],
    });
    const record = (body: object, user = 'user:default/jo') =>
      request(server)
        .post('/api/llm/v1/baselines')
        .set('authorization', mockCredentials.user.header(user))
        .send(body);
    const list = (ref = 'model:berlin/qwen') =>
      request(server).get('/api/llm/v1/baselines').query({ model: ref });
    return { auditor, list, outcomes, record, server };
  }

  it('are recorded with what was measured and under which conditions, and nothing else', async () => {
    const { auditor, list, outcomes, record } = await start();
    const { status, body } = await record(toRecord);
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        model: 'model:berlin/qwen',
        version: 'v1',
        deployment: 'prod',
        tool: 'vllm-bench',
        ranAt: '2026-11-20T08:15:30.000Z',
        recordedAt: expect.stringMatching(/Z$/),
        recordedBy: 'user:default/jo',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        tokensPerSecond: 2285.5,
        timeToFirstTokenP95: 0.434,
        // What the result says counts more than what somebody says of it.
        conditions: {
          accelerator: 'nvidia-h100-sxm-80gb',
          gpus: 2,
          inputTokens: 100,
          outputTokens: 20,
          concurrency: 64,
        },
        note: 'Before the upgrade',
      },
    ]);
    const listed = await list();
    expect(listed.body).toEqual({ baselines: [body] });
    expect(JSON.stringify(listed.body)).not.toContain('secret');
    expect(outcomes).toEqual(['baseline-record success']);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        meta: {
          model: 'model:berlin/qwen',
          version: 'v1',
          deployment: 'prod',
        },
      }),
    );
  });

  it('are recorded once, whoever sends the same again and in whichever order its fields stand', async () => {
    const { list, record } = await start();
    const first = await record(toRecord);
    const turned = Object.fromEntries(Object.entries(benchmark).reverse());
    const again = await record(
      { ...toRecord, model: 'berlin/qwen', result: turned },
      'user:default/alex',
    );
    expect(again.body).toEqual(first.body);
    // Conditions that were forgotten can be said later.
    const other = await record({ ...toRecord, conditions: { gpus: 4 } });
    expect(other.body.digest).toBe(first.body.digest);
    const { body } = await list();
    expect(body.baselines.map(({ id }: { id: string }) => id).sort()).toEqual(
      [first.body.id, other.body.id].sort(),
    );
  });

  it.each<[what: string, changed: object, status: number, reason: RegExp]>([
    [
      'a version that there is not',
      { version: 'v9' },
      400,
      /^version must name a version of model:berlin\/qwen, which has v1, not 'v9'$/,
    ],
    [
      'a deployment that there is not',
      { deployment: 'test' },
      400,
      /^deployment must name a deployment of .*, which has prod, not 'test'$/,
    ],
    [
      'a model that nobody sees',
      { model: 'model:default/none' },
      404,
      /^You see no model model:default\/none in the catalog$/,
    ],
    ['no ref', { model: 'model:' }, 400, /^model is not an entity ref/],
    [
      'a result that cannot be read',
      { result: { ...benchmark, completed: 'many' } },
      400,
      /^result cannot be read: completed is not a number/,
    ],
    [
      'a result that has not come yet',
      { result: { ...benchmark, date: '29991231-000000' } },
      400,
      /^result says that it is of 2999-12-31T00:00:00\.000Z, which has not come/,
    ],
    [
      'conditions that are none',
      { conditions: { gpus: 0 } },
      400,
      /conditions\/gpus/,
    ],
    ['a long note', { note: 'x'.repeat(1001) }, 400, /note/],
    [
      'a file with all its requests',
      {
        result: { ...benchmark, generated_texts: 'x'.repeat(9 * 1024 * 1024) },
      },
      400,
      /^The request has more than 8 MiB: leave single requests out/,
    ],
  ])('are refused for %s', async (_, changed, status, reason) => {
    const { list, record } = await start();
    const response = await record({ ...toRecord, ...changed });
    expect([response.status, response.body.error.message]).toEqual([
      status,
      expect.stringMatching(reason),
    ]);
    expect((await list()).body).toEqual({ baselines: [] });
  });

  it('take a file of several MiB', async () => {
    const { record } = await start();
    const generated_texts = 'x'.repeat(7 * 1024 * 1024);
    const result = { ...benchmark, generated_texts };
    expect((await record({ ...toRecord, result })).status).toBe(200);
  });

  it('are for those who own the model or run the platform, with the permission', async () => {
    const { outcomes, record, server } = await start();
    const out = await record(toRecord, 'user:default/out');
    expect([out.status, out.body.error.message]).toEqual([
      403,
      expect.stringMatching(
        /^You neither own model:berlin\/qwen nor run the platform: .* of group:berlin\/search, or of the platform team$/,
      ),
    ]);
    const alex = await record(toRecord, 'user:default/alex');
    expect([alex.status, alex.body.recordedBy]).toEqual([
      200,
      'user:default/alex',
    ]);
    const service = await request(server)
      .post('/api/llm/v1/baselines')
      .set('authorization', mockCredentials.service.header())
      .send(toRecord);
    expect(service.status).toBe(403);
    expect(outcomes).toEqual([
      'baseline-record fail',
      'baseline-record success',
    ]);

    const may = await start([llmBaselineRecordPermission.name]);
    const denied = await may.record(toRecord);
    expect([denied.status, denied.body.error.message]).toEqual([
      403,
      "Recording a baseline needs the permission 'llm.baseline.record'",
    ]);
    expect((await may.list()).status).toBe(200);
    const { list } = await start([llmMeasureReadPermission.name]);
    expect((await list()).status).toBe(403);
    expect((await may.list('model:default/none')).status).toBe(404);
  });

  it('answer the client', async () => {
    const { server } = await start();
    const { port } = server.address() as AddressInfo;
    const client = LlmClient.create({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
      },
      fetchApi: { fetch },
    });
    const token = mockCredentials.user.token('user:default/jo');
    const recorded = await client.recordBaseline(toRecord, { token });
    expect(await client.listBaselines(toRecord.model, { token })).toEqual([
      recorded,
    ]);
  });
});
