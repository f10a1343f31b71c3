import { Labels, Meter, Traffic } from './World';

/** Some of the bounds that the engine has. */
const TTFT_BOUNDS = [0.02, 0.06, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10];
/** Some of the bounds that the conventions of OpenTelemetry recommend. */
const DURATION_BOUNDS = [
  0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48,
];

/** A time that is mostly short and seldom very long. */
function duration(chance: () => number, typical: number): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return typical * Math.exp(0.7 * normal);
}

function tokens(chance: () => number) {
  const input = 50 + Math.floor(chance() * 1500);
  return {
    input,
    output: 1 + Math.floor(chance() * 600),
    cached: Math.floor(input * chance() * 0.5),
  };
}

const NOTHING = { input: 0, output: 0, cached: 0 };

/** What luck up to a limit gives; the limits ascend to 1. */
function pick<T>(luck: number, limits: readonly (readonly [number, T])[]): T {
  const [, picked] = limits.find(([limit]) => luck < limit) ?? limits[0];
  return picked;
}

interface ModelTraffic {
  readonly name: string;
  readonly perDay: number;
  readonly pods?: number;
  readonly scrapeMs?: number;
  readonly lastHours?: number;
  readonly histograms?: boolean;
}

function timingOf({ scrapeMs, lastHours }: ModelTraffic) {
  return {
    ...(scrapeMs !== undefined && { scrapeMs }),
    ...(lastHours !== undefined && { lastHours }),
  };
}

/** An engine of vLLM that serves one model. */
export function vllmTraffic(options: ModelTraffic): Traffic {
  const { name, perDay, pods = 1, histograms = false } = options;
  const timing = timingOf(options);
  const labels = { model_name: name, engine: '0' };
  const [stop, abort, error] = ['stop', 'abort', 'error'].map(
    finished_reason => ({ ...labels, finished_reason }),
  );
  const finished = (meter: Meter, reason: typeof stop, by: number) =>
    meter.add('vllm:request_success_total', reason, by);
  const count = (meter: Meter, of: ReturnType<typeof tokens>) => {
    meter.add('vllm:prompt_tokens_total', labels, of.input);
    meter.add('vllm:generation_tokens_total', labels, of.output);
    meter.add('vllm:prompt_tokens_cached_total', labels, of.cached);
  };
  return {
    name: `vllm-${name}`,
    perDay,
    pods,
    ...timing,
    target: { job: 'vllm', namespace: 'llm' },
    init: meter => {
      count(meter, { input: 0, output: 0, cached: 0 });
      [stop, abort, error].forEach(reason => finished(meter, reason, 0));
    },
    event: (meter, chance) => {
      const used = tokens(chance);
      const luck = chance();
      const reason = pick(luck, [
        [0.95, stop],
        [0.98, abort],
        [1, error],
      ]);
      count(meter, used);
      finished(meter, reason, 1);
      const ttft = duration(chance, 0.2);
      if (histograms) {
        meter.observe(
          'vllm:time_to_first_token_seconds',
          labels,
          ttft,
          TTFT_BOUNDS,
        );
      }
      return {
        requests: 1,
        ...used,
        [reason.finished_reason]: 1,
        ...(histograms && { 'value:ttft': ttft }),
      };
    },
  };
}

/** Envoy AI Gateway, whose external processor counts a model by teams. */
export function envoyTraffic(
  options: ModelTraffic & { readonly teams: readonly string[] },
): Traffic {
  const { name, perDay, teams, histograms = false } = options;
  const timing = timingOf(options);
  const series = teams.map(team => {
    const labels = {
      gen_ai_operation_name: 'chat',
      gen_ai_provider_name: 'openai',
      gen_ai_original_model: name,
      team,
    };
    return {
      team,
      ok: labels,
      failed: { ...labels, error_type: '_OTHER' },
      tokens: ['input', 'output', 'cached_input', 'reasoning'].map(type => ({
        ...labels,
        gen_ai_token_type: type,
      })),
    };
  });
  return {
    name: `envoy-${name}`,
    perDay,
    pods: 1,
    ...timing,
    target: { job: 'ai-gateway-extproc', namespace: 'gateway' },
    event: (meter, chance) => {
      const of = series[Math.floor(chance() * series.length)];
      const seconds = duration(chance, 1.5);
      const failed = chance() < 0.02;
      const metric = 'gen_ai_server_request_duration_seconds';
      if (histograms && !failed) {
        meter.observe(metric, of.ok, seconds, DURATION_BOUNDS);
      } else {
        meter.add(`${metric}_count`, failed ? of.failed : of.ok, 1);
      }
      const used = failed ? NOTHING : tokens(chance);
      if (!failed) {
        const { input, output, cached } = used;
        const amounts = [input, output, cached, Math.floor(output / 2)];
        for (const [index, amount] of amounts.entries()) {
          meter.add('gen_ai_client_token_usage_sum', of.tokens[index], amount);
        }
      }
      return {
        requests: 1,
        failed: failed ? 1 : 0,
        ...used,
        [`requests:${of.team}`]: 1,
        ...(histograms && !failed && { 'value:duration': seconds }),
      };
    },
  };
}

/** The proxy of LiteLLM with one model. */
export function litellmTraffic(options: ModelTraffic): Traffic {
  const { name, perDay } = options;
  const labels = { requested_model: name, team_alias: 'blue' };
  const [ok, failed, refused] = ['200', '503', '429'].map(status_code => ({
    ...labels,
    status_code,
  }));
  return {
    name: `litellm-${name}`,
    perDay,
    pods: 1,
    ...timingOf(options),
    target: { job: 'litellm', namespace: 'gateway' },
    event: (meter, chance) => {
      const luck = chance();
      const outcome = pick(luck, [
        [0.92, ok],
        [0.95, failed],
        [1, refused],
      ]);
      meter.add('litellm_proxy_total_requests_metric_total', outcome, 1);
      const used = outcome === ok ? tokens(chance) : NOTHING;
      const cost = used.input * 1e-6 + used.output * 3e-6;
      if (outcome === ok) {
        meter.add('litellm_input_tokens_metric_total', labels, used.input);
        meter.add('litellm_output_tokens_metric_total', labels, used.output);
        meter.add('litellm_spend_metric_total', labels, cost);
      }
      return {
        requests: 1,
        failed: outcome === failed ? 1 : 0,
        refused: outcome === refused ? 1 : 0,
        ...used,
        cost,
      };
    },
  };
}

/** A detector of TrustyAI. */
export function trustyaiTraffic(options: ModelTraffic): Traffic {
  const { name, perDay } = options;
  const labels = { detector_name: name, detector_kind: 'pii' };
  const count = (meter: Meter, what: string, by: number) =>
    meter.add(`trustyai_guardrails_${what}_total`, labels, by);
  return {
    name: `trustyai-${name}`,
    perDay,
    pods: 1,
    ...timingOf(options),
    target: { job: 'detectors', namespace: 'guardrails' },
    init: meter =>
      ['requests', 'detections', 'errors'].forEach(each =>
        count(meter, each, 0),
      ),
    event: (meter, chance) => {
      const detected = chance() < 0.1 ? 1 : 0;
      const failed = !detected && chance() < 0.02 ? 1 : 0;
      count(meter, 'requests', 1);
      count(meter, 'detections', detected);
      count(meter, 'errors', failed);
      return { attempts: 1, detected, failed };
    },
  };
}

/** Guardrails of agentgateway, or of aisix, by what became of each check. */
export function guardrailTraffic(
  options: ModelTraffic & { readonly source: 'agentgateway' | 'aisix' },
): Traffic {
  const { name, perDay, source } = options;
  const outcomes = [
    { outcome: 'allowed', share: 0.9, action: 'Allow', result: 'allowed' },
    { outcome: 'masked', share: 0.06, action: 'Mask', result: 'masked' },
    { outcome: 'blocked', share: 0.03, action: 'Reject', result: 'blocked' },
    { outcome: 'skipped', share: 0.01, action: 'FailOpen', result: 'bypassed' },
  ].map(
    ({
      outcome,
      share,
      action,
      result,
    }): {
      outcome: string;
      share: number;
      labels: Labels;
    } => ({
      outcome,
      share,
      labels:
        source === 'agentgateway'
          ? { phase: 'Request', action }
          : { guardrail: name, kind: 'pii', phase: 'input', result },
    }),
  );
  const metric =
    source === 'agentgateway'
      ? 'agentgateway_guardrail_checks_total'
      : 'aisix_guardrail_latency_seconds_count';
  return {
    name: `${source}-${name}`,
    perDay,
    pods: 1,
    ...timingOf(options),
    target: { job: source, namespace: 'gateway' },
    event: (meter, chance) => {
      let luck = chance();
      const { outcome, labels } =
        outcomes.find(({ share }) => (luck -= share) < 0) ?? outcomes[0];
      meter.add(metric, labels, 1);
      return { attempts: 1, [outcome]: 1 };
    },
  };
}
