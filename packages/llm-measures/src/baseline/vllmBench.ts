import { BenchmarkTool } from './BenchmarkResult';
import { above, ResultFields } from './ResultFields';

const DATE = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)$/;

/** What `vllm bench serve --save-result` writes: one run with one load. */
export const vllmBench: BenchmarkTool = {
  id: 'vllm-bench',
  form: 'the JSON of vllm bench serve --save-result',
  checked: 'vLLM at commit 009e6d4a',
  recognises: result => 'num_prompts' in result && 'model_id' in result,
  read: result => {
    if (result.value('input_sequence_throughput') !== undefined) {
      result.report(
        'output_throughput',
        'no-output',
        'is missing: a benchmark of embeddings generates no tokens',
      );
      return undefined;
    }
    const tokens = result.amount('output_throughput');
    const completed = result.amount('completed');
    const ranAt = dateOf(result);
    if (tokens === undefined || completed === undefined || !ranAt) {
      return undefined;
    }
    if (tokens === 0 || completed === 0) {
      result.report(
        tokens === 0 ? 'output_throughput' : 'completed',
        'nothing-generated',
        'is 0: no request was answered',
      );
      return undefined;
    }
    const meanOf = (key: string) => {
      const total = result.optionalAmount(key);
      return total === undefined ? undefined : total / completed;
    };
    return {
      ranAt,
      tokensPerSecond: tokens,
      ...above({
        // Only with --metric-percentiles 95; the default is 99 alone.
        timeToFirstTokenP95: secondsOf(result, 'p95_ttft_ms'),
        interTokenP95: secondsOf(result, 'p95_itl_ms'),
      }),
      conditions: above({
        inputTokens: meanOf('total_input_tokens'),
        outputTokens: meanOf('total_output_tokens'),
        concurrency: result.optionalAmount('max_concurrency'),
        requestRate:
          result.value('request_rate') === 'inf'
            ? undefined
            : result.optionalAmount('request_rate'),
      }),
    };
  },
};

/** A local time that names no time zone. */
function dateOf(result: ResultFields): string | undefined {
  const value = result.value('date');
  const parts = typeof value === 'string' ? DATE.exec(value) : null;
  if (parts) {
    const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
    const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    if (time.getUTCMonth() === month - 1 && time.getUTCDate() === day) {
      return time.toISOString();
    }
  }
  result.report(
    'date',
    value === undefined ? 'required' : 'date-invalid',
    value === undefined
      ? 'is missing'
      : 'is not a time such as 20261127-093000',
  );
  return undefined;
}

function secondsOf(result: ResultFields, key: string): number | undefined {
  const milliseconds = result.optionalAmount(key);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
