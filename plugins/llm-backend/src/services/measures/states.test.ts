import { mockServices } from '@backstage/backend-test-utils';
import { MeasureEngineError } from '@modelyard/plugin-llm-node';
import {
  createMeasured,
  emptyLedger,
  memoryCache,
} from './__testUtils__/createMeasured';
import { FakeEngine } from './__testUtils__/FakeEngine';

const RUNNING = 'vllm:num_requests_running';
const WAITING = 'vllm:num_requests_waiting';
const FINISHED = 'vllm:request_success_total';
const CACHE = 'vllm:kv_cache_usage_perc';

function vllm(name = 'fra', clusters: readonly string[] = ['fra-1']) {
  const engine = new FakeEngine(name, clusters);
  engine.metrics = [RUNNING, WAITING, FINISHED, CACHE];
  engine.answers = [
    [RUNNING, [{ value: 3 }]],
    [WAITING, [{ value: 2 }]],
    [CACHE, [{ value: 0.5 }]],
    [FINISHED, [{ value: 40 }]],
  ];
  return engine;
}

const kv = { measure: 'kv-cache-use' };

it('reads a gauge from the engine of the cluster, of the model alone', async () => {
  const engine = vllm();
  const { one } = createMeasured({ engines: [vllm('ber', ['ber-1']), engine] });
  const { result } = await one(kv);
  expect(result).toMatchObject({
    state: 'value',
    value: 0.5,
    qualifiers: [],
    sources: ['fra/vllm'],
    asOf: expect.any(String),
  });
  expect(engine.asked.find(query => query.startsWith('avg'))).toContain(
    '{engine!="",model_name="qwen-chat",namespace="assistants"}',
  );
  expect(result.explain.inputs[0]).toMatchObject({
    state: 'read',
    query: expect.stringContaining(CACHE),
  });
});

describe('what an engine answers has its state', () => {
  it.each<[string, (engine: FakeEngine) => void, object]>([
    [
      'nothing',
      engine => {
        engine.answers = [];
      },
      { state: 'no_data', reason: { code: 'no-series' } },
    ],
    [
      'no number',
      engine => {
        engine.answers = [[CACHE, [{ value: NaN }]]];
      },
      { state: 'no_data' },
    ],
    [
      'infinity',
      engine => {
        engine.answers = [[CACHE, [{ value: Infinity }]]];
      },
      {
        state: 'no_data',
        explain: {
          inputs: expect.arrayContaining([
            expect.objectContaining({
              note: expect.stringContaining('+Inf'),
            }),
          ]),
        },
      },
    ],
    [
      'a part',
      engine => {
        engine.remarks = { partial: true, warnings: ['store b is away'] };
      },
      {
        state: 'value',
        qualifiers: ['partial'],
        explain: {
          inputs: expect.arrayContaining([
            expect.objectContaining({
              note: 'the engine warns: store b is away',
            }),
          ]),
        },
      },
    ],
    [
      'what is old',
      engine => {
        engine.newest = () => Date.now() / 1000 - 400;
      },
      { state: 'value', qualifiers: ['stale'] },
    ],
    [
      'a source that it does not have',
      engine => {
        engine.metrics = ['something_else'];
      },
      {
        state: 'not_instrumented',
        reason: {
          message: 'The engine fra holds no series of vLLM',
        },
      },
    ],
  ])('%s', async (_, change, expected) => {
    const engine = vllm();
    change(engine);
    const { one } = createMeasured({ engines: [engine] });
    expect((await one(kv)).result).toMatchObject(expected);
  });

  it.each<[MeasureEngineError['kind'], string]>([
    ['unauthorised', 'refuses its credentials (HTTP 401)'],
    ['not-prometheus', 'answers with HTML where JSON was expected'],
    ['timeout', 'did not answer within 10 s'],
    ['engine-error', 'failed (HTTP 500)'],
  ])(
    'a failure of the kind %s, and the rest is answered',
    async (kind, text) => {
      const engine = vllm();
      engine.answers = [
        [CACHE, engine.fail(kind, text)],
        ...engine.answers.filter(([name]) => name !== CACHE),
      ];
      const { read } = createMeasured({ engines: [engine] });
      const [failed, queue] = await read([kv, { measure: 'queue-length' }]);
      expect(failed.result).toMatchObject({
        state: 'error',
        reason: { code: kind, message: `fra ${text}` },
        sources: ['fra/vllm'],
      });
      expect(queue.result).toMatchObject({ state: 'value', value: 2 });
    },
  );
});

describe('time', () => {
  const hanging = () => {
    const engine = vllm();
    engine.answers = [
      [CACHE, new Promise<never>(() => {})],
      ...engine.answers.filter(([name]) => name !== CACHE),
    ];
    return engine;
  };

  it('is up for what hangs, and the rest is answered', async () => {
    const engine = hanging();
    const { read } = createMeasured({
      engines: [engine],
      config: { deadline: '1s' },
    });
    const [failed, queue] = await read([kv, { measure: 'queue-length' }]);
    expect(failed.result).toMatchObject({
      state: 'error',
      reason: { code: 'timeout', message: expect.stringMatching(/^fra: /) },
    });
    expect(queue.result).toMatchObject({ state: 'value', value: 2 });
    expect(engine.aborted.some(query => query.includes(CACHE))).toBe(true);
  });

  it('ends with the client', async () => {
    const engine = hanging();
    const { read } = createMeasured({ engines: [engine] });
    const controller = new AbortController();
    const reading = read([kv], controller.signal);
    setTimeout(() => controller.abort(new Error('gone')), 50);
    await expect(reading).rejects.toThrow('gone');
    expect(engine.aborted.some(query => query.includes(CACHE))).toBe(true);
  });
});

describe('what was read', () => {
  it('is asked for once, and kept for a while', async () => {
    let now = Date.now();
    const engine = vllm();
    const options = { engines: [engine], now: () => now };
    const { read, one } = createMeasured(options);
    await read([kv, kv, { ...kv, window: '1h' }]);
    const queries = () =>
      engine.asked.filter(query => query.startsWith('avg_over_time((avg '))
        .length;
    expect(queries()).toBe(1);
    now += 20_000;
    await one(kv);
    expect(queries()).toBe(1);
    now += 20_000;
    await one(kv);
    expect(queries()).toBe(2);
  });

  it('stands in for an engine that fails, for an hour', async () => {
    let now = Date.now();
    const engine = vllm();
    engine.newest = () => now / 1000;
    const { one } = createMeasured({ engines: [engine], now: () => now });
    const first = await one(kv);
    const readAt = new Date(now).toISOString();
    const broken = engine.fail('unreachable', 'cannot be reached');
    engine.answers = [['', broken]];
    now += 50 * 60_000;
    const second = await one(kv);
    expect(second.result).toMatchObject({
      state: 'value',
      value: 0.5,
      qualifiers: ['stale'],
      asOf: first.result.asOf,
    });
    expect(second.result.explain.inputs[0].note).toContain(
      `read at ${readAt}, because since then: fra cannot be reached`,
    );
    now += 11 * 60_000;
    expect((await one(kv)).result).toMatchObject({
      state: 'error',
      reason: { code: 'unreachable' },
    });
  });

  it('is read anew where the cache is away, which is logged once', async () => {
    const logger = mockServices.logger.mock();
    const broken = memoryCache();
    broken.get = async () => {
      throw new Error('redis is away');
    };
    const { one } = createMeasured({
      engines: [vllm()],
      cache: broken,
      logger,
    });
    expect((await one(kv)).result).toMatchObject({ value: 0.5 });
    expect((await one(kv)).result).toMatchObject({ value: 0.5 });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});

it('a ledger that fails is an error of what rests on it, and its words stay in the log', async () => {
  const logger = mockServices.logger.mock();
  const engine = vllm();
  const { read } = createMeasured({
    engines: [engine],
    logger,
    reader: {
      ...emptyLedger,
      read: async () => {
        throw new Error('password authentication failed for user "llm"');
      },
    },
  });
  const [cost, cache] = await read([
    { measure: 'token-usage', window: '7d' },
    kv,
  ]);
  expect(cost.result).toMatchObject({
    state: 'error',
    reason: { message: expect.stringContaining('The usage ledger') },
  });
  expect(JSON.stringify(cost)).not.toContain('password');
  expect(logger.error).toHaveBeenCalled();
  expect(cache.result.state).toBe('value');
});
