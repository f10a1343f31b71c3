import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { LlmClient, LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import {
  llmMeasureSourcesExtensionPoint,
  llmUsageExtensionPoint,
  MeasureEngine,
  UsageLedger,
} from '@modelyard/plugin-llm-node';
import request from 'supertest';
import llmPlugin from '.';
import { call, gateway } from './__testUtils__/usage';
import { FakeEngine } from './services/measures/__testUtils__/FakeEngine';

const QWEN = 'model:berlin/qwen';
const POOL = 'gpupool:berlin/h100';
const BOT = 'component:berlin/bot';
const INDEX = 'component:berlin/index';
const SUPPORT = 'group:berlin/support';
const ML = 'group:berlin/ml';
const AT = Date.now() - 60_000;

function entity(
  ref: string,
  relations: Array<[string, string]>,
  rest: object = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: `${kind[0].toLocaleUpperCase('en-US')}${kind.slice(1)}`,
    metadata: { name, namespace },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
    ...rest,
  };
}

const entities: Entity[] = [
  {
    ...entity(QWEN, [['ownedBy', ML]]),
    apiVersion: 'modelyard.dev/v1alpha1',
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: ML,
      versions: [{ name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } }],
      deployments: [
        {
          name: 'prod',
          version: 'v1',
          environment: 'production',
          on: { pool: POOL, devices: 'whole' },
          namespace: 'assistants',
          servedModelName: 'qwen-chat',
          aliases: ['assistant'],
        },
      ],
      slo: {
        availability: { objective: '99.9%', basis: 'requests' },
        ttftP95: '500ms',
      },
      pricing: [
        {
          from: '2026-01-01',
          currency: 'EUR',
          perMillionInputTokens: 0.4,
          perMillionOutputTokens: 1.2,
        },
      ],
    },
  },
  {
    ...entity(POOL, [['ownedBy', 'group:berlin/platform']]),
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:berlin/platform',
      cluster: 'fra-1',
      region: 'eu-central',
      devices: [
        { name: 'whole', accelerator: 'nvidia-h100', nodes: 2, perNode: 8 },
      ],
      pricing: [{ from: '2026-01-01', currency: 'EUR', perGpuHour: 2.4 }],
    },
  },
  {
    ...entity(SUPPORT, [['ownerOf', BOT]]),
    metadata: {
      name: 'support',
      namespace: 'berlin',
      annotations: { 'modelyard.dev/monthly-budget': '100 EUR' },
    },
  },
  entity(ML, [['ownerOf', QWEN]]),
  entity(BOT, [['ownedBy', SUPPORT]]),
  entity(INDEX, [['ownedBy', 'group:berlin/search']]),
  entity('resource:berlin/bucket', []),
];

/** A portal whose ledger has calls of two consumers, with engines. */
async function start(
  options: {
    memberOf?: string[];
    result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    engines?: MeasureEngine[];
    config?: JsonObject;
  } = {},
) {
  const { memberOf = [ML], result = AuthorizeResult.ALLOW } = options;
  const ledgers: UsageLedger[] = [];
  const { server } = await startTestBackend({
    features: [
      llmPlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.permissions.factory({ result }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () =>
          mockServices.userInfo({
            ownershipEntityRefs: ['user:default/mock', ...memberOf],
          }),
      }),
      mockServices.rootConfig.factory({
        data: {
          llm: {
            roles: { platform: ['group:berlin/platform'] },
            measures: options.config ?? {},
          },
        },
      }),
      createBackendModule({
        pluginId: 'llm',
        moduleId: 'sources',
        register(reg) {
          reg.registerInit({
            deps: {
              usage: llmUsageExtensionPoint,
              measures: llmMeasureSourcesExtensionPoint,
            },
            async init({ usage, measures }) {
              measures.addMeasureEngine(...(options.engines ?? []));
              usage.addIntake({
                name: 'otlp',
                start: ledger => {
                  ledgers.push(ledger);
                },
              });
            },
          });
        },
      }),
    ],
  });
  const subject = (consumer: string) => ({
    subject: { model: 'qwen-chat', deployment: 'prod', consumer },
  });
  await ledgers[0].recordCalls({
    ...gateway,
    calls: [
      call('a', { at: AT, ...subject(BOT) }),
      call('b', { at: AT, ...subject(BOT) }),
      call('c', { at: AT, ...subject(INDEX) }),
    ],
  });
  const client = LlmClient.create({
    discoveryApi: {
      getBaseUrl: async () => {
        const { port } = server.address() as { port: number };
        return `http://localhost:${port}/api/llm`;
      },
    },
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: {
            ...init?.headers,
            authorization: mockCredentials.user.header(),
          },
        }),
    },
  });
  const ask = async (
    entityRef: string,
    ...asks: Array<
      Partial<Parameters<typeof client.readMeasures>[0]['asks'][0]>
    >
  ): Promise<LlmMeasureAnswer[]> => {
    const answer = await client.readMeasures({
      entityRef,
      asks: asks.map((each, index) => ({
        id: `${index}`,
        measure: 'requests',
        window: '24h',
        ...each,
      })),
    });
    return answer.answers;
  };
  return { server, client, ask };
}

describe('measures over HTTP', () => {
  it('lists what there is to measure', async () => {
    const { client } = await start();
    const list = await client.listMeasures();
    expect(list.length).toBeGreaterThan(30);
    expect(list.find(({ id }) => id === 'token-usage')).toMatchObject({
      unit: 'tokens',
      parts: ['input', 'output', 'cached', 'cached-share'],
      breakdowns: expect.arrayContaining(['consumer']),
    });
  });

  it('reads what the ledger has of a model, whole and by consumer', async () => {
    const { ask } = await start();
    const [requests, tokens, cost, latency] = await ask(
      QWEN,
      { by: 'consumer', compare: true, step: 'hour' },
      { measure: 'token-usage', deployment: 'prod' },
      { measure: 'cost-used' },
      { measure: 'end-to-end-latency' },
    );
    expect(requests).toMatchObject({
      result: { state: 'value', value: 3, sources: ['gateway-fra'] },
      previous: { state: 'no_data' },
      groups: [
        { key: BOT, result: { value: 2 } },
        { key: INDEX, result: { value: 1 } },
      ],
    });
    const steps = requests.course ?? [];
    expect(steps.length).toBeGreaterThanOrEqual(24);
    expect(
      steps.filter(({ figure }) => figure.state === 'value'),
    ).toMatchObject([{ figure: { value: 3 } }]);
    expect(steps[0].figure.state).toBe('no_data');
    expect(tokens.result).toMatchObject({
      value: 360,
      parts: { input: { value: 300 }, output: { value: 60 } },
    });
    expect(tokens.result.explain.inputs[0].query).toMatch(
      /^usage ledger: sum of inputTokens from .* as seen from the gateway-log$/,
    );
    // The hour is open: nothing is priced, and what it would cost is an estimate.
    expect(cost.result).toMatchObject({
      state: 'value',
      unit: 'money',
      qualifiers: ['approximate'],
      money: { currency: 'EUR' },
    });
    expect(latency.result).toMatchObject({ state: 'value', unit: 'seconds' });
  });

  it('tells of consumers only what the caller may know', async () => {
    const { ask } = await start({ memberOf: [SUPPORT] });
    const [byConsumer] = await ask(QWEN, { by: 'consumer' });
    expect(byConsumer.groups).toMatchObject([
      { key: BOT, result: { value: 2 } },
      { key: 'others', result: { value: 1 } },
    ]);
    expect(JSON.stringify(byConsumer)).not.toContain(INDEX);
    const [ofGroup, ofBudget, ofLatency, ofTokens] = await ask(
      SUPPORT,
      {},
      { measure: 'budget-use', window: 'month' },
      { measure: 'end-to-end-latency' },
      { measure: 'token-usage' },
    );
    expect(ofGroup.result).toMatchObject({ state: 'value', value: 2 });
    expect(ofTokens.result).toMatchObject({ state: 'value', value: 240 });
    expect(ofBudget.result).toMatchObject({
      parts: { budget: { value: 100 } },
    });
    expect(ofLatency.result).toMatchObject({
      state: 'not_applicable',
      reason: { message: expect.stringContaining('not of who uses it') },
    });
    await expect(ask(INDEX, {})).rejects.toMatchObject({ statusCode: 403 });
  });

  it('says what would have to be set up for what nothing reports', async () => {
    const { ask } = await start();
    const [queue, images, gpu] = await ask(
      QWEN,
      { measure: 'queue-length', window: '1h' },
      { measure: 'images-made' },
      { measure: 'gpu-utilisation' },
    );
    expect(queue.result).toMatchObject({
      state: 'not_instrumented',
      reason: { message: expect.stringContaining('under llm.measures') },
    });
    expect(images.result).toMatchObject({ state: 'not_applicable' });
    expect(gpu.result.state).toBe('not_instrumented');
  });

  it('measures a pool by its devices, and says where it stands for its cluster', async () => {
    const engine = new FakeEngine('fra', ['fra-1']);
    engine.metrics = [
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'kube_node_status_allocatable',
    ];
    engine.answers = [
      ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', [{ value: 0.25 }]],
      ['kube_node_status_allocatable', [{ value: 16 }]],
    ];
    const { ask } = await start({ engines: [engine] });
    const [use, idle, requests] = await ask(
      POOL,
      { measure: 'gpu-utilisation', window: '1h' },
      { measure: 'idle-cost', window: '1h' },
      { measure: 'requests' },
    );
    expect(use.result).toMatchObject({
      state: 'value',
      value: 0.25,
      qualifiers: ['approximate'],
      sources: ['fra/dcgm'],
    });
    // 16 GPUs for an hour at 2.40, three quarters of it idle.
    expect(idle.result).toMatchObject({
      state: 'value',
      value: expect.closeTo(28.8, 6),
      money: { currency: 'EUR' },
    });
    expect(requests.result.state).toBe('not_applicable');
  });

  it.each<[string, object, RegExp]>([
    ['a measure that is none', { measure: 'luck' }, /asks\[0\].measure/],
    [
      'a dimension that it is not told apart by',
      { by: 'gpu' },
      /asks\[0\].by: requests is not told apart by gpu/,
    ],
    [
      'a deployment that there is not',
      { deployment: 'test' },
      /asks\[0\].deployment: .* has no deployment test/,
    ],
    [
      'a span that ends before it begins',
      { window: { from: '2026-02-01', to: '2026-01-01' } },
      /asks\[0\].window: it must end after it begins/,
    ],
    [
      'too many steps',
      { window: '90d', step: 'hour' },
      /asks\[0\].step: .*32 days/,
    ],
  ])('refuses %s', async (_, ask, message) => {
    const { server } = await start();
    const { status, body } = await request(server)
      .post('/api/llm/v1/measures/read')
      .send({
        entityRef: QWEN,
        asks: [{ id: 'a', measure: 'requests', window: '24h', ...ask }],
      });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it('refuses who may not read measures, entities that are not seen, and kinds that are not measured', async () => {
    const denied = await start({ result: AuthorizeResult.DENY });
    await expect(denied.client.listMeasures()).rejects.toMatchObject({
      statusCode: 403,
    });
    await expect(denied.ask(QWEN, {})).rejects.toMatchObject({
      statusCode: 403,
    });
    const { ask } = await start();
    await expect(ask('model:berlin/secret', {})).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(ask('resource:berlin/bucket', {})).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('does not start with a profile that no engine takes', async () => {
    await expect(
      start({
        config: {
          profiles: [
            {
              id: 'ours',
              vantage: 'engine',
              labels: { model: 'model' },
              series: {
                'requests.running': { expression: 'sum(running{$matchers}' },
              },
            },
          ],
        },
      }),
    ).rejects.toThrow(
      /llm.measures.profiles\[0\].series.requests.running: it makes a query that is no PromQL/,
    );
  });
});
