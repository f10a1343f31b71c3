import { BenchmarkTool } from './BenchmarkResult';
import { above, isRecord, ResultFields } from './ResultFields';

/** Formats of the report as `metadata.version` counts them: 1 up to guidellm 0.6, 2 from 0.7 on. */
const FORMATS: readonly unknown[] = [1, 2];

/** The report of `guidellm`, with one benchmark for each load that was tried. */
export const guidellm: BenchmarkTool = {
  id: 'guidellm',
  form: 'the benchmarks.json of guidellm',
  checked:
    'guidellm 0.6.1, which writes format 1, and 0.7.4 and 0.8.1, which write format 2',
  recognises: ({ benchmarks, metadata }) =>
    Array.isArray(benchmarks) ||
    (isRecord(metadata) && 'guidellm_version' in metadata),
  read: report => {
    const format = report.optional('metadata')?.value('version');
    if (!FORMATS.includes(format)) {
      report.report(
        'metadata.version',
        'format-unknown',
        format === undefined
          ? 'is missing: reports can be read from guidellm 0.5 on'
          : `is ${JSON.stringify(format)}; the formats ${FORMATS.join(
              ' and ',
            )} can be read`,
      );
      return undefined;
    }
    const benchmarks = report.objects('benchmarks') ?? [];
    const runs = benchmarks.flatMap(benchmark => {
      const metrics = benchmark.object('metrics');
      const tokens = metrics
        // Those of requests that the end of the run cut off were generated as well.
        ?.object('output_tokens_per_second')
        ?.object('total')
        ?.amount('mean');
      return metrics && tokens !== undefined
        ? [{ benchmark, metrics, tokens }]
        : [];
    });
    if (runs.length === 0) {
      return undefined;
    }
    const best = runs.reduce((a, b) => (b.tokens > a.tokens ? b : a));
    if (best.tokens === 0) {
      report.report(
        'benchmarks',
        'nothing-generated',
        'have no run that generated a token',
      );
    }
    const ranAt = timeOf(best.benchmark);
    if (ranAt === undefined) {
      return undefined;
    }
    const { metrics, tokens } = best;
    const strategy = best.benchmark.optional('config')?.optional('strategy');
    return {
      ranAt,
      tokensPerSecond: tokens,
      ...above({
        timeToFirstTokenP95: secondsOf(metrics, 'time_to_first_token_ms'),
        interTokenP95: secondsOf(metrics, 'inter_token_latency_ms'),
      }),
      conditions: above({
        inputTokens: successful(metrics, 'prompt_token_count')?.optionalAmount(
          'mean',
        ),
        outputTokens: successful(metrics, 'output_token_count')?.optionalAmount(
          'mean',
        ),
        concurrency:
          strategy?.optionalAmount('streams') ??
          strategy?.optionalAmount('max_concurrency'),
        requestRate: strategy?.optionalAmount('rate'),
      }),
    };
  },
};

/** When it began, from seconds since 1970. */
function timeOf(benchmark: ResultFields): string | undefined {
  const seconds = benchmark.amount('start_time');
  if (seconds === undefined) {
    return undefined;
  }
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) {
    benchmark.report('start_time', 'time-invalid', 'is no time');
    return undefined;
  }
  return time.toISOString();
}

function successful(metrics: ResultFields, name: string) {
  return metrics.optional(name)?.optional('successful');
}

function secondsOf(metrics: ResultFields, name: string): number | undefined {
  const milliseconds = successful(metrics, name)
    ?.optional('percentiles')
    ?.optionalAmount('p95');
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
