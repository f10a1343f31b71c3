import fc from 'fast-check';
import {
  now,
  nano,
  times,
  counter,
  histogram,
  Mapped,
  mapper,
  usage,
} from '../__testUtils__/metrics';
import { formsByMetric, plainName } from './seriesForms';

it('points that cannot be right are rejected by number and reason, and others are none of its business', () => {
  const point = (change: object) =>
    counter('gen_ai.client.inference.usage.input_tokens', 1, {}, change);
  const bad = (bounds: number[], counts: number[]) =>
    histogram('gen_ai.client.operation.duration', { bounds, counts, sum: 1 });
  const { points, rejected } = mapper()([
    point({}),
    point({ startTimeUnixNano: undefined }),
    point({ timeUnixNano: nano(now + 3_600_000) }),
    point({ asInt: '-1' }),
    point({ asInt: undefined }),
    point({ flags: 1, asInt: undefined }),
    bad([1, 2], [1, 1]),
    bad([2, 1], [1, 1, 1]),
    {
      ...bad([1], [1, 1]),
      histogram: {
        aggregationTemporality: 2,
        dataPoints: [
          {
            ...times,
            count: 5,
            sum: 1,
            bucketCounts: [1, 1],
            explicitBounds: [1],
          },
        ],
      },
    },
    {
      name: 'gen_ai.client.operation.duration',
      histogram: {
        aggregationTemporality: 0,
        dataPoints: [{ ...times, count: 0 }],
      },
    },
    counter('jobs', 4),
    {
      name: 'vllm:num_requests_running',
      gauge: { dataPoints: [{ ...times, asInt: '4' }] },
    },
    {
      name: 'gen_ai.client.inference.usage.input_tokens',
      sum: {
        aggregationTemporality: 2,
        isMonotonic: false,
        dataPoints: [{ ...times, asInt: '4' }],
      },
    },
  ]);
  expect(points).toHaveLength(1);
  expect(rejected).toBe(
    '1 has no start or end, or ends before it starts; 1 ends more than 10 minutes in the future; 2 has no value, or one below zero; ' +
      '1 has not one bucket more than it has bounds; 1 has bounds that do not ascend; ' +
      '1 has buckets that do not add up to its number of observations; 1 has no temporality',
  );
});

it('the configuration says who a sender is', () => {
  const read = mapper({
    sources: [
      { match: { 'service.name': 'noise' }, ignore: true },
      {
        match: { 'service.name': 'bot' },
        name: 'Bot',
        place: 'gateway',
        sampled: true,
        modelAttribute: 'app.model',
        ignoreScopes: ['langchain'],
      },
    ],
  });
  expect(read([usage('input', 1)], { 'service.name': 'noise' }).points).toEqual(
    [],
  );
  expect(read([usage('input', 1)], undefined, 'langchain').points).toEqual([]);
  expect(
    read([usage('input', 1, { 'app.model': 'mine' })]).points,
  ).toMatchObject([
    {
      origin: { source: 'Bot', vantage: 'gateway', sampled: true },
      subject: { model: 'mine' },
      counts: { inputTokens: 1 },
    },
  ]);
});

it('exponential buckets get bounds that do not change, and hold what the sender observed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.002, max: 8000, noNaN: true }), {
        minLength: 1,
        maxLength: 50,
      }),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom('s', 'ms'),
      (values, scale, unit) => {
        const factor = unit === 'ms' ? 1000 : 1;
        const indexOf = (value: number) =>
          Math.ceil(Math.log2(value * factor) * 2 ** scale) - 1;
        const indices = values.map(indexOf);
        const offset = Math.min(...indices);
        const counts = new Array<number>(
          Math.max(...indices) - offset + 1,
        ).fill(0);
        indices.forEach(index => {
          counts[index - offset] += 1;
        });
        const { points, rejected } = mapper()([
          {
            name: 'gen_ai.client.operation.duration',
            unit,
            exponentialHistogram: {
              aggregationTemporality: 2,
              dataPoints: [
                {
                  ...times,
                  count: values.length,
                  sum: 1,
                  scale,
                  zeroCount: '0',
                  positive: { offset, bucketCounts: counts.map(String) },
                },
              ],
            },
          },
        ]);
        expect(rejected).toBe('');
        const { bounds, counts: buckets } =
          points[0].histograms['latency.end_to_end'];
        expect(bounds).toHaveLength(47);
        expect(buckets.reduce((sum, each) => sum + each, 0)).toBe(
          values.length,
        );
        // What lies at a bound may fall on either side, by how precise a logarithm is.
        bounds.forEach((bound, i) => {
          const upTo = buckets
            .slice(0, i + 1)
            .reduce((sum, each) => sum + each, 0);
          expect(upTo).toBeGreaterThanOrEqual(
            values.filter(each => each < bound * (1 - 1e-9)).length,
          );
          expect(upTo).toBeLessThanOrEqual(
            values.filter(each => each <= bound * (1 + 1e-9)).length,
          );
        });
      },
    ),
  );
});

it('buckets that are too coarse give no latency, but still count', () => {
  const { points } = mapper()([
    {
      name: 'gen_ai.client.operation.duration',
      exponentialHistogram: {
        aggregationTemporality: 1,
        dataPoints: [
          {
            ...times,
            count: 2,
            sum: 1,
            scale: 0,
            positive: { offset: 0, bucketCounts: [2] },
          },
        ],
      },
    },
  ]);
  expect(points).toMatchObject([
    { counts: { requests: 2 }, histograms: {}, temporality: 'delta' },
  ]);
});

it('every metric is known by the name that the conventions give it', () => {
  for (const name of [
    'gen_ai.client.token.usage',
    'gen_ai.client.operation.duration',
    'gen_ai.server.request.duration',
    'gen_ai.server.time_to_first_token',
    'gen_ai.server.time_per_output_token',
    'gen_ai.client.inference.usage.output_tokens',
    'gen_ai.client.response.time_to_first_token',
    'agentgateway_gen_ai_client_token_usage',
    'litellm_input_tokens_metric_total',
  ]) {
    expect(formsByMetric.get(plainName(name))?.length).toBeGreaterThan(0);
  }
});

describe('guardrails', () => {
  const countsOf = ({ points }: Mapped) => points.map(({ counts }) => counts);

  it('of aisix say what became of each check, and that nothing else did', () => {
    const check = (result: string, count: number, more = {}) =>
      histogram(
        'aisix_guardrail_latency_seconds',
        { bounds: [0.1], counts: [count, 0], sum: 1 },
        { guardrail: 'ids', kind: 'pii', phase: 'input', result, ...more },
        { unit: 's' },
      );
    const mapped = mapper()(
      [
        check('would_mask', 3),
        check('blocked', 2, { error_type: 'timeout' }),
        check('bypassed', 4, { kind: 'regex' }),
      ],
      { 'service.name': 'guards' },
    );
    expect(mapped.rejected).toBe('');
    const none = {
      checksAllowed: 0,
      checksMasked: 0,
      checksBlocked: 0,
      checksDetected: 0,
      checksSkipped: 0,
      checksFailed: 0,
    };
    expect(countsOf(mapped)).toEqual([
      {
        ...none,
        checks: 3,
        checksDetected: 3,
        scans: 3,
        scansMasked: 0,
        scansExposed: 3,
      },
      {
        ...none,
        checks: 2,
        checksFailed: 2,
        scans: 2,
        scansMasked: 2,
        scansExposed: 0,
      },
      { ...none, checks: 4, checksSkipped: 4 },
    ]);
    expect(mapped.points[0]).toMatchObject({
      origin: { source: 'guards', vantage: 'guardrail' },
      histograms: {},
    });
  });

  it('of NeMo cannot have skipped any, which is not said to be zero', () => {
    const mapped = mapper()(
      [
        counter('guardrails.requests', 50),
        counter('guardrails.requests.blocked', 2, { 'rail.type': 'input' }),
      ],
      { 'service.name': 'rails' },
    );
    expect(countsOf(mapped)).toEqual([
      { checks: 50, checksBlocked: 0, checksFailed: 0 },
      { checksBlocked: 2 },
    ]);
  });

  it('of gateways stand beside their calls, blocks among errors as approximate', () => {
    const ofLitellm = mapper()(
      [
        counter('litellm_guardrail_requests_total', 20, { model: 'llama' }),
        counter('litellm_guardrail_errors_total', 1, {
          error_type: 'BlockedPiiEntityError',
        }),
      ],
      { 'service.name': 'litellm' },
      'litellm',
    );
    expect(countsOf(ofLitellm)).toEqual([
      { checks: 20, checksBlocked: 0, checksFailed: 0 },
      { checksBlocked: 1 },
    ]);
    expect(ofLitellm.points.map(({ approximate }) => approximate)).toEqual([
      ['checksBlocked', 'checksFailed'],
      ['checksBlocked'],
    ]);
    expect(ofLitellm.points[0].origin.vantage).toBe('gateway');
    expect(ofLitellm.points[0].subject.model).toBeUndefined();

    const ofAgentgateway = mapper()(
      [
        counter('agentgateway_guardrail_checks_total', 6, { action: 'Reject' }),
        counter('agentgateway_guardrail_checks_total', 5, {
          action: 'FailOpen',
        }),
      ],
      { 'service.name': 'agentgateway' },
    );
    expect(countsOf(ofAgentgateway)).toMatchObject([
      { checks: 6, checksBlocked: 6, checksSkipped: 0 },
      { checks: 5, checksBlocked: 0, checksSkipped: 5 },
    ]);
    expect(ofAgentgateway.points[0].origin.vantage).toBe('gateway');
  });
});
