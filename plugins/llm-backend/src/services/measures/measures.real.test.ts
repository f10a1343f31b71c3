import { MeasureEngine } from '@modelyard/plugin-llm-node';
// Programs are started in one place; what tests share is no part of a package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  describeWithEngine,
  HistorySample,
  prometheus,
  victoriaMetrics,
} from '../../../../llm-backend-module-prometheus/src/__testUtils__/realEngines';
import { startEngine } from '../usage/__testUtils__/startEngines';
import { createMeasured, prod } from './__testUtils__/createMeasured';

jest.setTimeout(120_000);

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const SCRAPE = 30 * SECOND;
const NOW = Math.floor(Date.now() / SCRAPE) * SCRAPE;
const HOURS = 4;

/** A name that would end a text of PromQL, were it written as it is. */
const EVIL = 'qwen"} or up{a="\\';

/** A series that grows by so much with each scrape, or stands where it stands. */
function series(
  name: string,
  labels: Record<string, string>,
  value: (scrapes: number) => number,
): HistorySample[] {
  const pairs = Object.entries(labels).map(
    ([label, text]) => `${label}=${JSON.stringify(text)}`,
  );
  return Array.from({ length: (HOURS * HOUR) / SCRAPE + 1 }, (_, scrapes) => ({
    series: `${name}{${pairs.join(',')}}`,
    at: NOW - HOURS * HOUR + scrapes * SCRAPE,
    value: value(scrapes),
  }));
}

const grows = (by: number) => (scrapes: number) => 1_000 + by * scrapes;
const stands = (at: number) => () => at;

/** One replica of a model. */
function vllm(model: string, namespace: string, pod: string, factor = 1) {
  const of = { model_name: model, engine: '0', namespace, pod };
  const finished = (finished_reason: string, by: number) =>
    series(
      'vllm:request_success_total',
      { ...of, finished_reason },
      grows(by * factor),
    );
  const bucket = (le: string, by: number) =>
    series(
      'vllm:time_to_first_token_seconds_bucket',
      { ...of, le },
      grows(by * factor),
    );
  return [
    ...series('vllm:prompt_tokens_total', of, grows(100 * factor)),
    ...series('vllm:generation_tokens_total', of, grows(10 * factor)),
    ...finished('stop', 9),
    ...finished('error', 1),
    ...bucket('0.1', 8),
    ...bucket('0.25', 9),
    ...bucket('0.5', 10),
    ...bucket('+Inf', 10),
    ...series(
      'vllm:num_requests_running',
      of,
      scrapes => Math.floor(scrapes / 60) % 2,
    ),
    ...series('vllm:num_requests_waiting', of, stands(3 * factor)),
    ...series('vllm:kv_cache_usage_perc', of, stands(0.4 * factor)),
  ];
}

const gpu = (uuid: string, activity: number) => {
  const of = {
    UUID: uuid,
    hostname: 'node-1',
    namespace: 'assistants',
    pod: 'a',
  };
  return [
    ...series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', of, stands(activity)),
    // 30,000 J with each scrape are 3.6 MJ in an hour: a kilowatt-hour.
    ...series('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', of, grows(3e7)),
  ];
};

const gatewayTokens = (type: string, by: number) =>
  series(
    'gen_ai_client_token_usage_sum',
    {
      gen_ai_original_model: 'qwen-chat',
      gen_ai_token_type: type,
      gen_ai_operation_name: 'chat',
      gen_ai_provider_name: 'openai',
      namespace: 'gateway',
      pod: 'extproc',
    },
    grows(by),
  );

/** Pods of a model, of which one lives at a time, and each for half an hour: with one request waiting and two GPUs. */
const relieved = Array.from({ length: 2 * HOURS }, (_, place) => {
  const of = { namespace: 'relay', pod: `relieved-${place}` };
  return [
    ...series(
      'vllm:num_requests_waiting',
      { ...of, model_name: 'relieved', engine: '0' },
      stands(1),
    ),
    ...series(
      'kube_pod_container_resource_requests',
      { ...of, resource: 'nvidia_com_gpu', node: 'n' },
      stands(2),
    ),
  ].filter(({ at }) => {
    const minutes = (at - (NOW - HOURS * HOUR)) / (60 * SECOND);
    return minutes >= 30 * place && minutes < 30 * (place + 1);
  });
}).flat();

const history = [
  ...relieved,
  ...vllm('qwen-chat', 'assistants', 'a'),
  ...vllm('qwen-chat', 'assistants', 'b', 2),
  // Another model, and the same name in a namespace of somebody else.
  ...vllm('llama', 'assistants', 'c', 50),
  ...vllm('qwen-chat', 'elsewhere', 'd', 50),
  ...vllm(EVIL, 'assistants', 'e', 4),
  ...gpu('GPU-1', 0.9),
  ...gpu('GPU-2', 0.5),
  ...gatewayTokens('input', 330),
  ...gatewayTokens('output', 33),
  ...series(
    'kube_pod_container_resource_requests',
    {
      resource: 'nvidia_com_gpu',
      namespace: 'assistants',
      pod: 'a',
      node: 'n',
    },
    stands(2),
  ),
];

const near = (value: number) =>
  expect.closeTo(value, value < 1 ? 6 : -Math.log10(value * 0.02));

describe.each([prometheus, victoriaMetrics])(
  'measures of a real engine',
  program => {
    describeWithEngine(program, history, url => {
      let engine: MeasureEngine;
      let stop: () => Promise<void>;
      beforeAll(async () => {
        ({ engine, stop } = await startEngine('fra', url()));
      });
      afterAll(() => stop());

      it('are those of the model, from all its sources', async () => {
        const { read } = createMeasured({
          engines: [engine],
          spec: {
            slo: { availability: { objective: '99%', basis: 'requests' } },
          },
        });
        const answers = await read([
          { measure: 'token-usage' },
          { measure: 'error-rate' },
          { measure: 'time-to-first-token' },
          { measure: 'queue-length', step: 'hour', window: '6h' },
          { measure: 'kv-cache-use' },
          { measure: 'gpu-utilisation' },
          { measure: 'energy' },
          { measure: 'energy-per-output-token' },
          { measure: 'cost-held' },
          { measure: 'idle-share', window: windowBefore() },
          { measure: 'guardrail-blocks' },
          { measure: 'slo-burn', window: '6h' },
        ]);
        const [
          usage,
          errors,
          first,
          queue,
          cache,
          gpus,
          energy,
          per,
          held,
          idle,
          blocks,
          burn,
        ] = answers;
        // The gateway counts all that it let through, the engines what they finished.
        expect(usage.result).toMatchObject({
          state: 'value',
          qualifiers: ['approximate'],
          sources: ['fra/envoy-ai-gateway'],
          parts: {
            input: { value: near(39_600) },
            output: { value: near(3_960) },
          },
        });
        expect(errors.result).toMatchObject({
          state: 'value',
          value: near(0.1),
          sources: ['fra/vllm'],
        });
        expect(first.result).toMatchObject({
          state: 'value',
          bounds: { low: 0.25, high: 0.5 },
          parts: { p50: { bounds: { high: 0.1 } } },
        });
        expect(queue.result).toMatchObject({ value: near(9) });
        expect(
          queue.course?.filter(({ figure }) => figure.state === 'value').length,
        ).toBeGreaterThanOrEqual(HOURS);
        expect(queue.course?.[0].figure.state).toBe('no_data');
        expect(cache.result).toMatchObject({
          value: near(0.6),
          qualifiers: [],
          asOf: expect.any(String),
        });
        expect(gpus.result).toMatchObject({ value: near(0.7) });
        expect(energy.result).toMatchObject({ value: near(2) });
        // 2,000 Wh for 3,600 tokens of the engines.
        expect(per.result).toMatchObject({ value: near(555.6) });
        expect(held.result).toMatchObject({
          money: {
            amount: expect.stringMatching(/^5(\.0+)?$/),
            currency: 'EUR',
          },
        });
        expect(idle.result).toMatchObject({ value: expect.closeTo(0.5, 1) });
        expect(blocks.result.state).toBe('not_instrumented');
        // One of ten fails where one of a hundred may.
        expect(burn.result).toMatchObject({
          value: near(10),
          parts: {
            'burn-5m': { state: 'value', value: near(10) },
            fast: { value: near(10) },
          },
        });
      });

      it('are those of a name that nobody would choose, and of no other', async () => {
        const { one } = createMeasured({
          engines: [engine],
          deployments: [{ ...prod, served: EVIL, aliases: ['a|b', '.*'] }],
        });
        expect((await one({ measure: 'queue-length' })).result).toMatchObject({
          state: 'value',
          value: near(12),
        });
      });

      it('count pods that live at the same time, not all that ever lived', async () => {
        const { read } = createMeasured({
          engines: [engine],
          deployments: [{ ...prod, served: 'relieved', namespace: 'relay' }],
        });
        const [queue, hours] = await read([
          { measure: 'queue-length', window: '6h' },
          { measure: 'cost-held', window: '6h' },
        ]);
        // For minutes after its end a pod that nobody declared dead may still be taken for alive.
        expect(queue.result).toMatchObject({ value: expect.closeTo(1.1, 0) });
        expect(queue.result).toMatchObject({
          // One, or two at a change.
          parts: { most: { value: expect.closeTo(1.5, -0.2) } },
        });
        // Two GPUs for four hours at 2.50 EUR, and a little more.
        expect(hours.result).toMatchObject({
          money: { amount: expect.stringMatching(/^2[0-3](\.\d+)?$/) },
        });
      });

      it('of a model that nobody calls have no data', async () => {
        const { one } = createMeasured({
          engines: [engine],
          deployments: [{ ...prod, served: 'silent' }],
        });
        expect((await one({ measure: 'kv-cache-use' })).result).toMatchObject({
          state: 'no_data',
        });
      });
    });
  },
);

/** Two hours that are over. */
function windowBefore() {
  const to = NOW - HOUR;
  return {
    from: new Date(to - 2 * HOUR).toISOString(),
    to: new Date(to).toISOString(),
  };
}
