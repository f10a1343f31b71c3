import {
  createMeasured,
  MeasuredDeployment,
  prod,
} from './__testUtils__/createMeasured';
import { FakeEngine } from './__testUtils__/FakeEngine';

const TOKENS = 'vllm:generation_tokens_total';
const PROMPTS = 'vllm:prompt_tokens_total';
const BUCKETS = 'vllm:time_to_first_token_seconds_bucket';
const GATEWAY = 'gen_ai_client_token_usage_sum';
const HOUR = 3_600_000;

function vllm(name: string, clusters: string[] | undefined, tokens: number) {
  const engine = new FakeEngine(name, clusters);
  engine.metrics = [TOKENS, PROMPTS];
  engine.answers = [
    [TOKENS, [{ value: tokens }]],
    [PROMPTS, [{ value: 0 }]],
  ];
  return engine;
}

const tokens = { measure: 'token-usage' };
const two: MeasuredDeployment[] = [
  prod,
  { ...prod, name: 'test', cluster: 'ber-1', served: 'qwen-test' },
];

describe('several places', () => {
  it('are added, and told apart by deployment', async () => {
    const { one } = createMeasured({
      engines: [vllm('fra', ['fra-1'], 30), vllm('ber', ['ber-1'], 12)],
      deployments: two,
    });
    const answer = await one({ ...tokens, by: 'deployment' });
    expect(answer.result).toMatchObject({
      state: 'value',
      value: 42,
      // An increase that an engine computes is extrapolated.
      qualifiers: ['approximate'],
      sources: ['ber/vllm', 'fra/vllm'],
    });
    expect(answer.groups).toMatchObject([
      { key: 'prod', result: { value: 30 } },
      { key: 'test', result: { value: 12 } },
    ]);
    expect((await one({ ...tokens, deployment: 'test' })).result).toMatchObject(
      { value: 12 },
    );
  });

  it('are a part of the whole where one fails', async () => {
    const ber = vllm('ber', ['ber-1'], 12);
    ber.answers = [[TOKENS, ber.fail('unreachable', 'cannot be reached')]];
    const { one } = createMeasured({
      engines: [vllm('fra', ['fra-1'], 30), ber],
      deployments: two,
    });
    const { result } = await one(tokens);
    expect(result).toMatchObject({
      value: 30,
      qualifiers: ['partial', 'approximate'],
    });
    expect(result.explain.inputs[1].note).toContain(
      'without test (ber cannot be reached)',
    );
  });

  it('that no engine holds say so', async () => {
    const { one } = createMeasured({
      engines: [vllm('ber', ['ber-1'], 12)],
    });
    expect((await one({ measure: 'kv-cache-use' })).result).toMatchObject({
      state: 'not_instrumented',
    });
    expect((await one(tokens)).result).toMatchObject({ state: 'no_data' });
  });

  it('are selected by the cluster where an engine holds several, and by labels of the operator', async () => {
    const engine = vllm('all', undefined, 7);
    const { one } = createMeasured({
      engines: [engine],
      config: {
        selectors: [
          { engine: 'all', labels: { tenant: 'ai' }, clusterLabel: 'k8s' },
        ],
      },
    });
    await one(tokens);
    expect(engine.asked[0]).toContain('tenant="ai",k8s="fra-1"');
  });
});

describe('whose figures count', () => {
  function gateway(value: number) {
    const engine = vllm('fra', ['fra-1'], 30);
    engine.metrics.push(GATEWAY);
    engine.answers = [[GATEWAY, [{ value }]], ...engine.answers];
    return engine;
  }

  it('are those of the gateway, and of the engine for what it alone knows', async () => {
    const engine = gateway(100);
    const { read } = createMeasured({ engines: [engine] });
    const [usage, energy] = await read([
      tokens,
      { measure: 'throughput-gain' },
    ]);
    expect(usage.result).toMatchObject({ value: 200 });
    expect(usage.result.sources[0]).not.toBe('fra/vllm');
    expect(energy.result.explain.inputs[1]).toMatchObject({
      name: 'output',
      value: 30,
      source: 'fra/vllm',
    });
    // A gateway says where it stands itself, and not where the model does.
    const asked = engine.asked.filter(query => query.includes(GATEWAY));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.some(query => query.includes('namespace='))).toBe(false);
  });

  it('are not told apart where deployments share a name', async () => {
    const shared = two.map(each => ({ ...each, served: 'qwen' }));
    const engine = new FakeEngine('gateways');
    engine.metrics = [GATEWAY];
    engine.answers = [[GATEWAY, [{ value: 100 }]]];
    const { one } = createMeasured({
      engines: [engine],
      deployments: shared,
      isLedgerFed: false,
    });
    expect((await one(tokens)).result).toMatchObject({ value: 200 });
    const { result } = await one({
      ...tokens,
      measure: 'gateway-coverage',
      deployment: 'prod',
    });
    expect(result.explain.inputs[0].note).toContain(
      'several deployments are reached by the name qwen',
    );
  });
});

describe('a course', () => {
  it('of a gauge is read in steps', async () => {
    const now = Math.floor(Date.now() / HOUR) * HOUR + 20 * 60_000;
    const engine = vllm('fra', ['fra-1'], 1);
    engine.metrics = ['vllm:num_requests_waiting'];
    engine.answers = [['vllm:num_requests_waiting', [{ value: 2 }]]];
    const { one } = createMeasured({ engines: [engine], now: () => now });
    const {
      course = [],
      from,
      to,
    } = await one({
      measure: 'queue-length',
      window: '6h',
      step: 'hour',
    });
    // Six hours and what has passed of the present one.
    expect(Date.parse(to) - Date.parse(from)).toBe(6 * HOUR + 20 * 60_000);
    expect(course).toHaveLength(7);
    expect(course[0]).toMatchObject({
      from,
      figure: {
        state: 'value',
        value: 2,
        qualifiers: [],
        asOf: new Date(Date.parse(from) + HOUR).toISOString(),
      },
    });
    expect(course[6].figure.asOf).toBe(to);
  });
});

it('a histogram is read from buckets, and one that contradicts itself is an error', async () => {
  const engine = new FakeEngine('fra', ['fra-1']);
  engine.metrics = [BUCKETS];
  const bucket = (le: string, value: number) => ({ labels: { le }, value });
  engine.answers = [
    [BUCKETS, [bucket('0.1', 90), bucket('0.5', 99), bucket('+Inf', 100)]],
  ];
  const latency = { measure: 'time-to-first-token' };
  const spec = { slo: { ttftP95: '500ms' } };
  const good = await createMeasured({ engines: [engine], spec }).one(latency);
  expect(good.result).toMatchObject({
    state: 'value',
    bounds: { low: 0.1, high: 0.5 },
    objective: { limit: 0.5, met: 'yes' },
  });
  engine.answers = [[BUCKETS, [bucket('0.1', 90), bucket('0.5', 99)]]];
  const bad = await createMeasured({ engines: [engine], spec }).one(latency);
  expect(bad.result).toMatchObject({
    state: 'error',
    reason: { message: expect.stringContaining('+Inf') },
  });
});

it('beyond fifty values the rest is one', async () => {
  const engine = new FakeEngine('fra', ['fra-1']);
  engine.metrics = ['vllm:request_success_total'];
  engine.answers = [
    [
      'by (code)',
      Array.from({ length: 60 }, (_, index) => ({
        labels: { code: `${index}` },
        value: index,
      })),
    ],
    ['vllm:request_success_total', [{ value: 5 }]],
  ];
  const { one } = createMeasured({
    engines: [engine],
    config: {
      profiles: [{ id: 'vllm', extends: 'vllm', labels: { code: 'code' } }],
    },
  });
  const { groups = [] } = await one({ measure: 'requests', by: 'code' });
  expect(groups).toHaveLength(51);
  expect(groups[0]).toMatchObject({ key: '59', result: { value: 59 } });
  expect(groups[50]).toMatchObject({ key: 'other', result: { value: 45 } });
});

it('takes prices, carbon and baselines that are in force', async () => {
  const engine = new FakeEngine('fra', ['fra-1']);
  engine.metrics = [
    'kube_pod_container_resource_requests',
    'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
  ];
  engine.answers = [
    ['kube_pod_container_resource_requests', [{ value: 4 }]],
    // Millijoules: two kilowatt-hours.
    ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', [{ value: 7.2e9 }]],
  ];
  const found: object[] = [];
  const { read } = createMeasured({
    engines: [engine],
    config: {
      carbon: [{ region: 'region-of-fra-1', gramsPerKilowattHour: 380 }],
    },
    baselines: {
      find: async asked => {
        found.push(asked);
        return { id: 'b', tokensPerSecond: 1000, differences: ['other GPUs'] };
      },
    },
  });
  const [held, energy, gain] = await read([
    { measure: 'cost-held' },
    { measure: 'energy' },
    { measure: 'throughput-gain', window: '24h', step: 'hour' },
  ]);
  expect(held.result).toMatchObject({
    state: 'value',
    money: { amount: '10', currency: 'EUR' },
    qualifiers: ['approximate'],
  });
  expect(energy.result).toMatchObject({ value: expect.closeTo(2, 9) });
  expect(Object.values(energy.result.parts)).toContainEqual(
    expect.objectContaining({ unit: 'grams-co2e', value: 760 }),
  );
  expect(gain.result).toMatchObject({
    state: 'not_applicable',
    reason: { message: expect.stringContaining('other GPUs') },
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toEqual({
    model: 'model:berlin/qwen',
    deployment: 'prod',
    version: 'v1',
  });
});

it('a profile is not asked over longer windows than it makes sense in, and no address is told', async () => {
  const engine = new FakeEngine('fra', ['fra-1']);
  engine.metrics = ['vllm:kv_cache_usage_perc'];
  engine.answers = [['vllm:kv_cache_usage_perc', [{ value: 0.5 }]]];
  engine.remarks = {
    warnings: ['receive series from Addr: 10.1.2.3:10901 of http://s.local/a'],
  };
  const { read } = createMeasured({
    engines: [engine],
    config: {
      profiles: [{ id: 'vllm', extends: 'vllm', longestWindow: 7200 }],
    },
  });
  const [short, long] = await read([
    { measure: 'kv-cache-use', window: '1h' },
    { measure: 'kv-cache-use', window: '24h' },
  ]);
  expect(short.result.explain.inputs[0].note).toBe(
    'the engine warns: receive series from Addr: (address) of (address)',
  );
  expect(long.result).toMatchObject({
    state: 'not_instrumented',
    reason: { message: expect.stringContaining('over 7200 seconds at most') },
  });
});

it('reads nothing for what means nothing', async () => {
  const engine = vllm('fra', ['fra-1'], 30);
  const { read } = createMeasured({ engines: [engine] });
  const [audio, burn, budget] = await read([
    { measure: 'first-audio', compare: true },
    { measure: 'slo-burn', window: '24h' },
    { measure: 'budget-use', window: 'month' },
  ]);
  expect([audio, burn, budget].map(({ result }) => result)).toEqual(
    [/task is chat/, /no objective/, /has a budget/].map(message =>
      expect.objectContaining({
        state: 'not_applicable',
        reason: {
          code: expect.any(String),
          message: expect.stringMatching(message),
        },
        explain: expect.objectContaining({ inputs: [] }),
      }),
    ),
  );
  expect(engine.asked).toEqual([]);
});
