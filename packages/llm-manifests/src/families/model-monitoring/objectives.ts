import { parseDuration, parseRatio } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../../intent/subject';
import {
  LATENCY_BUCKETS,
  matchers,
  SeriesSelector,
  seriesName,
} from '../../serving/vllmSeries';
import type { RenderContext } from '../Family';
import type { ModelMonitoringInput } from './input';

export type Context = RenderContext<ModelMonitoringInput, DeploymentSubject>;

/** A promise about requests, and how to count those that break it. */
export interface Objective {
  readonly id: 'availability' | 'ttft' | 'inter-token';
  /** Field of the input, for messages. */
  readonly path: string;
  /** In words for people who are woken. */
  readonly title: string;
  /** What is counted, in words. */
  readonly of: 'requests' | 'tokens';
  /** Share that may fail. */
  readonly budget: number;
  /** Share of requests that broke it in a window, in PromQL; no value without requests. */
  errors(window: string): string;
}

/** `objective` percentiles of latencies are the 95th: of 100 requests, 5 may be slower. */
const LATENCY_BUDGET = 0.05;

/** The latencies that may be promised, by the field that promises them. */
export const LATENCIES = {
  ttftP95: {
    id: 'ttft',
    series: 'timeToFirstToken',
    of: 'requests',
    says: (limit: string) =>
      `95 of 100 requests get their first token within ${limit}`,
  },
  interTokenP95: {
    id: 'inter-token',
    series: 'interTokenLatency',
    of: 'tokens',
    says: (limit: string) =>
      `95 of 100 tokens come within ${limit} of the one before`,
  },
} as const;

/** The scrape job of the pods: rendered monitors are named like this by the Prometheus Operator. */
export function jobOf({ subject, input }: Context): string {
  return input.scrape.by === 'existing'
    ? input.scrape.job
    : `${subject.namespace}/${subject.name}`;
}

/** Picks the series of the engine that this deployment runs. */
export function selectorOf(context: Context): SeriesSelector {
  const { subject } = context;
  return {
    namespace: subject.namespace,
    model: subject.servedModelName,
    job: jobOf(context),
  };
}

/** Servers that only read prompts count each request as well, with one token. */
export const ANSWERS = 'llm_d_ai_role!="prefill"';

/** Window of the objectives in days. */
export function windowDays({ input }: Context): number {
  return valueOf(parseDuration(input.slo?.window ?? '30d')) / 86_400_000;
}

/** The objectives of the input. */
export function objectivesOf(context: Context): Objective[] {
  const { input } = context;
  const { slo } = input;
  return [
    ...(slo?.availability ? [availability(context, slo.availability)] : []),
    ...(['ttftP95', 'interTokenP95'] as const).flatMap(field => {
      const text = slo?.[field];
      return text === undefined ? [] : [latency(context, field, text)];
    }),
  ];
}

function availability(
  context: Context,
  slo: { objective: string; measuredAt: 'engine' | 'gateway' },
): Objective {
  const ratio = (bad: string, all: string) => (window: string) =>
    `sum(rate(${bad}[${window}])) / sum(rate(${all}[${window}]))`;
  const common = {
    id: 'availability' as const,
    path: 'slo.availability.objective',
    title: `${slo.objective} of requests succeed`,
    of: 'requests' as const,
    budget: 1 - valueOf(parseRatio(slo.objective)),
  };
  if (slo.measuredAt === 'gateway') {
    const names = [
      context.subject.servedModelName,
      ...context.subject.aliases,
    ].map(escapeRegex);
    const series = (...further: string[]) =>
      `gen_ai_server_request_duration_seconds_count{${[
        `gen_ai_original_model=~${JSON.stringify(names.join('|'))}`,
        ...further,
      ].join(',')}}`;
    return {
      ...common,
      // There is no series of failed requests before the first one.
      errors: window =>
        `(sum(rate(${series(
          'error_type!=""',
        )}[${window}])) or 0 * sum(rate(${series()}[${window}]))) / sum(rate(${series()}[${window}]))`,
    };
  }
  const finished = (...further: string[]) =>
    `${seriesName(
      'requestsFinished',
      context.serving?.engine.version,
    )}${matchers(selectorOf(context), ANSWERS, ...further)}`;
  return {
    ...common,
    // A client that hangs up is no failure of the server.
    errors: ratio(
      finished('finished_reason="error"'),
      finished('finished_reason!="abort"'),
    ),
  };
}

function latency(
  context: Context,
  field: keyof typeof LATENCIES,
  text: string,
): Objective {
  const { id, series, of, says } = LATENCIES[field];
  const name = seriesName(series, context.serving?.engine.version);
  const bound = secondsOf(text);
  const rate = (part: string, window: string, ...further: string[]) =>
    `sum(rate(${name}_${part}${matchers(
      selectorOf(context),
      ANSWERS,
      ...further,
    )}[${window}]))`;
  return {
    id,
    path: `slo.${field}`,
    title: says(text),
    of,
    budget: LATENCY_BUDGET,
    errors: window =>
      `1 - ${rate('bucket', window, leMatcher(bound))} / ${rate(
        'count',
        window,
      )}`,
  };
}

/** Prometheus 3 writes whole bounds with a fraction, older ones write what the engine does. */
function leMatcher(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}([.]0)?"` : `le="${bound}"`;
}

/** Whether a histogram of the engine counts at a value. */
export function isBound(field: keyof typeof LATENCIES, text: string): boolean {
  return bucketsOf(field).includes(secondsOf(text));
}

/** The bounds that a histogram of the engine has next to a value, in seconds. */
export function boundsAround(
  field: keyof typeof LATENCIES,
  text: string,
): number[] {
  const seconds = secondsOf(text);
  return [
    bucketsOf(field)
      .filter(bucket => bucket < seconds)
      .at(-1),
    bucketsOf(field).find(bucket => bucket > seconds),
  ].filter(bucket => bucket !== undefined);
}

function bucketsOf(field: keyof typeof LATENCIES): readonly number[] {
  return LATENCY_BUCKETS[LATENCIES[field].series];
}

function secondsOf(text: string): number {
  return valueOf(parseDuration(text)) / 1000;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

// The schema lets only values through that can be read.
function valueOf(result: ReturnType<typeof parseRatio>): number {
  return result.ok ? result.value : NaN;
}
