import { formatIssue } from '@modelyard/llm-units';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBenchmark } from './readBenchmark';

/** A file as the tool writes it, with the metrics that are read and some that are not. */
const file = (name: string) =>
  JSON.parse(
    readFileSync(resolve(__dirname, `__fixtures__/${name}.json`), 'utf8'),
  );

/** A file with a field of another value; undefined takes the field away. */
function changed(name: string, path: readonly string[], value: unknown) {
  const result = file(name);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], result);
  parent[path[path.length - 1]] = value;
  return JSON.parse(JSON.stringify(result));
}

describe('the result of a benchmark', () => {
  it('is read from guidellm in the format of today: its best run', () => {
    expect(readBenchmark(file('guidellm-2'))).toEqual({
      ok: true,
      issues: [],
      value: {
        tool: 'guidellm',
        ranAt: '2026-11-18T11:07:50.500Z',
        tokensPerSecond: 2400,
        timeToFirstTokenP95: 0.33,
        interTokenP95: 0.025,
        conditions: { inputTokens: 512.4, outputTokens: 256, concurrency: 64 },
      },
    });
  });

  it('is read from guidellm in the format before, where another run is best', () => {
    const best = readBenchmark(file('guidellm-1'));
    expect(best).toMatchObject({
      ok: true,
      value: {
        ranAt: '2026-09-21T14:14:30.250Z',
        // Of all that was generated in the time, not only for requests that came to their end.
        tokensPerSecond: 1850.5,
        timeToFirstTokenP95: 3.9,
        interTokenP95: 0.03,
        conditions: { concurrency: 512 },
      },
    });
    const [slow, , rated] = file('guidellm-1').benchmarks;
    const without = { ...file('guidellm-1'), benchmarks: [slow, rated] };
    const other = readBenchmark(without);
    expect(other.ok && other.value.conditions).toEqual({
      inputTokens: 512.4,
      outputTokens: 256,
      requestRate: 4.25,
    });
  });

  it('is read from vllm bench serve', () => {
    expect(readBenchmark(file('vllm-bench'))).toEqual({
      ok: true,
      issues: [],
      value: {
        tool: 'vllm-bench',
        ranAt: '2026-11-20T08:15:30.000Z',
        tokensPerSecond: 2285.7,
        timeToFirstTokenP95: 0.434,
        interTokenP95: 0.028,
        conditions: { inputTokens: 512, outputTokens: 256, concurrency: 64 },
      },
    });
    const rated = readBenchmark(changed('vllm-bench', ['request_rate'], 12.5));
    expect(rated.ok && rated.value.conditions.requestRate).toBe(12.5);
  });

  it('says nothing of percentiles that are not there, or that stand for nothing', () => {
    const plain = changed('vllm-bench', ['p95_ttft_ms'], undefined);
    // Without streaming the first token is the whole answer, and there is none between.
    const unstreamed = changed(
      'guidellm-2',
      ['benchmarks', '1', 'metrics', 'inter_token_latency_ms', 'successful'],
      { mean: 0, count: 0, percentiles: { p95: 0 } },
    );
    const read = [plain, unstreamed].map(readBenchmark);
    expect(read.map(({ ok }) => ok)).toEqual([true, true]);
    expect(read[0]).not.toHaveProperty('value.timeToFirstTokenP95');
    expect(read[0]).toHaveProperty('value.interTokenP95');
    expect(read[1]).not.toHaveProperty('value.interTokenP95');
  });

  it.each<[what: string, result: unknown, reasons: RegExp[]]>([
    [
      'of no tool',
      { tokens: 5 },
      [
        /^is none that can be read: neither the benchmarks\.json of guidellm \(checked with .*0\.8\.1.*\) nor/,
      ],
    ],
    ['that is a list', [], [/^is none that can be read/]],
    [
      'of a format to come',
      changed('guidellm-2', ['metadata', 'version'], 3),
      [/^metadata\.version is 3; the formats 1 and 2 can be read$/],
    ],
    [
      'of guidellm before it counted formats',
      { benchmarks: [{}] },
      [/^metadata\.version is missing: .* from guidellm 0\.5 on$/],
    ],
    [
      'without benchmarks',
      changed('guidellm-2', ['benchmarks'], []),
      [/^benchmarks is not a list with at least one entry$/],
    ],
    [
      'with a metric of another form',
      changed(
        'guidellm-2',
        ['benchmarks', '0', 'metrics', 'output_tokens_per_second'],
        { successful: 5 },
      ),
      [
        /^benchmarks\[0\]\.metrics\.output_tokens_per_second\.total is missing$/,
      ],
    ],
    [
      'with text in place of a number',
      changed('guidellm-1', ['benchmarks', '1', 'start_time'], 'today'),
      [/^benchmarks\[1\]\.start_time is not a number of at least zero$/],
    ],
    [
      'of a time that nobody lives to see',
      changed('guidellm-1', ['benchmarks', '1', 'start_time'], 1e300),
      [/^benchmarks\[1\]\.start_time is no time$/],
    ],
    [
      'of embeddings',
      {
        num_prompts: 3,
        model_id: 'bge',
        completed: 3,
        input_sequence_throughput: 4,
      },
      [/^output_throughput is missing: a benchmark of embeddings/],
    ],
    [
      'without an answer',
      changed('vllm-bench', ['completed'], 0),
      [/^completed is 0: no request was answered$/],
    ],
    [
      'of a day that there is not',
      changed('vllm-bench', ['date'], '20260231-101010'),
      [/^date is not a time such as/],
    ],
    [
      'with several faults',
      changed('vllm-bench', ['completed'], -1),
      [/^completed is not a number/],
    ],
    [
      'that ran at no load',
      changed(
        'guidellm-2',
        ['benchmarks'],
        [
          changed(
            'guidellm-2',
            ['benchmarks', '0', 'metrics', 'output_tokens_per_second'],
            { total: { mean: 0 } },
          ).benchmarks[0],
        ],
      ),
      [/^benchmarks have no run that generated a token$/],
    ],
  ])('is refused %s, by its fields', (_, result, reasons) => {
    const { ok, issues } = readBenchmark(result);
    expect(ok).toBe(false);
    expect(issues.map(formatIssue)).toEqual(
      reasons.map(reason => expect.stringMatching(reason)),
    );
  });
});
