import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { Profile } from '../profile/Profile';
import { profiles } from '../profiles';
import { canonicalSeries, seriesOf } from '../series/seriesTable';
import { query, QueryAsk } from './query';

interface Matcher {
  label: string;
  sign: string;
  value: string;
}

/** What the parser of Prometheus sees: every selector with its metric and matchers. */
function selectorsOf(text: string): { metric: string; matchers: Matcher[] }[] {
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  parser.parse(text).iterate({
    enter: node => {
      const part = () => text.slice(node.from, node.to);
      if (node.type.isError) {
        throw new Error(`Does not parse at ${node.from}: ${text}`);
      }
      if (node.name === 'VectorSelector') {
        selectors.push({ metric: '', matchers: [] });
      }
      const last = selectors[selectors.length - 1];
      if (
        node.name === 'Identifier' &&
        node.node.parent?.name === 'VectorSelector'
      ) {
        last.metric = part();
      }
      if (
        ['UnquotedLabelMatcher', 'QuotedLabelMatcher', 'LabelMatcher'].includes(
          node.name,
        )
      ) {
        const pieces: string[] = [];
        for (
          let child = node.node.firstChild;
          child;
          child = child.nextSibling
        ) {
          pieces.push(text.slice(child.from, child.to));
        }
        const [label, sign, value] = pieces;
        last.matchers.push({
          label: unquote(label),
          sign,
          value: unquote(value),
        });
      }
    },
  });
  return selectors;
}

/** Escapes of Go strings that are also those of JSON. */
function unquote(text: string): string {
  return text.startsWith('"') ? JSON.parse(text) : text;
}

const asks: QueryAsk[] = [
  'samples',
  'increase',
  'average',
  'maximum',
  'latest',
  'hours',
  'busy',
  'presence',
  'newest',
];
const text = (result: ReturnType<typeof query>) => {
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
};

it('every series of every profile can be asked for, and the parser of Prometheus takes it', () => {
  let asked = 0;
  for (const profile of profiles) {
    for (const { id } of canonicalSeries) {
      const entry = profile.series[id];
      for (const ask of entry?.expression ? asks.slice(1, -1) : asks) {
        const result = query({
          profile,
          series: id,
          selector: {},
          windowSeconds: 3600,
          ask,
        });
        expect(result.ok).toBe(entry !== undefined);
        for (const written of result.ok ? result.value : []) {
          expect(selectorsOf(written).length).toBeGreaterThan(0);
          asked += 1;
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(500);
});

const evil = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '"',
    '\\',
    '"} or up{a="',
    'a"}[5m]) or vector(1)#',
    '\n',
    '`',
    '\u0000',
    '\ufffd',
    '$window',
    '.*',
    'a|b',
  ),
);

it('whatever the values and labels are, the query has exactly the expected matchers', () => {
  fc.assert(
    fc.property(
      evil.filter(each => each !== ''),
      fc.array(
        evil.filter(each => each !== ''),
        { minLength: 2, maxLength: 3 },
      ),
      evil.filter(each => each !== '' && each !== '__name__'),
      // The parser of the test looks its words up in an object.
      evil.filter(each => each !== '__proto__'),
      fc.constantFrom(
        'increase' as const,
        'samples' as const,
        'newest' as const,
      ),
      (model, several, label, metric, ask) => {
        fc.pre(metric !== '');
        const profile: Profile = {
          id: 'x',
          title: 'x',
          vantage: 'engine',
          checked: '',
          temporality: 'cumulative',
          labels: { model: 'model_name' },
          series: { 'tokens.input': { forms: [{ metric }], born: 'unknown' } },
          quirks: [],
        };
        const [written] = text(
          query({
            profile,
            series: 'tokens.input',
            selector: {
              dimensions: { model },
              labels: [
                { label, is: 'equal', to: several },
                { label: 'namespace', is: 'not-equal', to: model },
              ],
            },
            windowSeconds: 300,
            ask,
          }),
        );
        const [selector, ...others] = selectorsOf(written);
        expect(others).toEqual([]);
        const named: Matcher[] =
          selector.metric === ''
            ? [{ label: '__name__', sign: '=', value: metric }]
            : [];
        const matchers = selector.matchers.filter(({ sign }) => sign !== '=~');
        expect(selector.metric === '' || selector.metric === metric).toBe(true);
        expect(matchers).toEqual([
          ...named,
          { label: 'model_name', sign: '=', value: model },
          { label: 'namespace', sign: '!=', value: model },
        ]);
        const any = selector.matchers.find(({ sign }) => sign === '=~');
        expect(any?.label).toBe(label);
        const expression = new RegExp(`^(?:${any?.value})$`, 's');
        expect(several.every(value => expression.test(value))).toBe(true);
        expect(expression.test(`${several.join('')}x`)).toBe(
          several.includes(`${several.join('')}x`),
        );
      },
    ),
    { numRuns: 1000 },
  );
});

const vllm = profiles.find(({ id }) => id === 'vllm');
const ask = (options: Partial<Parameters<typeof query>[0]>) => {
  if (!vllm) {
    throw new Error('There is no profile of vLLM');
  }
  return query({
    profile: vllm,
    series: 'tokens.input',
    selector: { dimensions: { model: 'm' } },
    windowSeconds: 3600,
    ask: 'increase',
    ...options,
  });
};

it.each<[Partial<Parameters<typeof query>[0]>, string[]]>([
  [
    {},
    [
      'sum (increase(vllm:prompt_tokens_total{engine!="",model_name="m"}[3600s]))',
    ],
  ],
  [
    { by: ['replica'] },
    [
      'sum by (engine) (increase(vllm:prompt_tokens_total{engine!="",model_name="m"}[3600s]))',
    ],
  ],
  [
    { series: 'latency.inter_token', version: '0.10.1' },
    [
      'sum by (le) (increase(vllm:time_per_output_token_seconds_bucket{engine!="",model_name="m"}[3600s]))',
    ],
  ],
  [
    { series: 'kv_cache.use', ask: 'average' },
    [
      'avg_over_time((avg (vllm:kv_cache_usage_perc{engine!="",model_name="m"} or vllm:gpu_cache_usage_perc{engine!="",model_name="m"}))[3599s:15s])',
    ],
  ],
  [
    { series: 'requests.waiting', ask: 'hours', windowSeconds: 2_592_000 },
    [
      'sum_over_time((sum (vllm:num_requests_waiting{engine!="",model_name="m"}))[2591999s:300s]) * 300 / 3600',
    ],
  ],
  [
    { series: 'requests.running', ask: 'busy' },
    [
      'avg_over_time((sum (vllm:num_requests_running{engine!="",model_name="m"}) > bool 0)[3600s:15s])',
    ],
  ],
  [
    { series: 'latency.end_to_end', ask: 'samples' },
    [
      'vllm:e2e_request_latency_seconds_bucket{engine!="",model_name="m"}[3600s]',
      'vllm:e2e_request_latency_seconds_sum{engine!="",model_name="m"}[3600s]',
    ],
  ],
])('%j', (options, written) => {
  expect(ask(options)).toMatchObject({ ok: true, value: written });
});

it('GPUs with several series count once, rates become amounts, deltas are added', () => {
  const of = (
    id: string,
    series: Parameters<typeof query>[0]['series'],
    change: Partial<Profile> = {},
  ) => {
    const profile = profiles.find(each => each.id === id);
    return (
      profile &&
      text(
        query({
          profile: { ...profile, ...change },
          series,
          selector: {},
          windowSeconds: 7200,
          ask: 'increase',
        }),
      )[0]
    );
  };
  expect(of('dcgm', 'gpu.energy')).toBe(
    'sum (max by (UUID) (increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION[7200s])))',
  );
  expect(of('opencost', 'cost.held')).toMatch(
    /^sum_over_time\(\(sum \(llm_total_cost\{cost_basis="allocation"\}.*\)\[7199s:15s\]\) \* 15 \/ 3600$/,
  );
  expect(of('vllm', 'tokens.input', { temporality: 'delta' })).toContain(
    'sum_over_time',
  );
});

it.each<[Partial<Parameters<typeof query>[0]>, string]>([
  [{ series: 'images.output' }, 'not-instrumented'],
  [{ selector: { dimensions: { consumer: 'team' } } }, 'not-instrumented'],
  [{ by: ['consumer'] }, 'not-instrumented'],
  [
    { series: 'latency.time_per_output_token', version: '0.10.0' },
    'not-instrumented',
  ],
  [{ windowSeconds: 0 }, 'window-invalid'],
  [{ windowSeconds: 1.5 }, 'window-invalid'],
  [{ selector: { dimensions: { model: '' } } }, 'label-invalid'],
  [{ selector: { dimensions: { model: [] } } }, 'label-invalid'],
  [
    { selector: { labels: [{ label: '__name__', is: 'equal', to: 'x' }] } },
    'label-invalid',
  ],
  [
    { selector: { labels: [{ label: 'a', is: 'equal', to: '\ud800' }] } },
    'label-invalid',
  ],
])('%j is refused: %s', (options, code) => {
  expect(ask(options)).toMatchObject({ ok: false, issues: [{ code }] });
});

it('placeholders of an expression are filled outside of strings only', () => {
  const profile: Profile = {
    id: 'x',
    title: 'x',
    vantage: 'engine',
    checked: '',
    temporality: 'cumulative',
    labels: { model: 'm' },
    quirks: [],
    series: {
      'tokens.input': {
        forms: [],
        born: 'unknown',
        expression: 'increase(a{b="$window",$matchers}[$window]) # $matchers',
      },
    },
  };
  const [written] = text(
    query({
      profile,
      series: 'tokens.input',
      selector: { dimensions: { model: '$window"' } },
      windowSeconds: 60,
      ask: 'increase',
    }),
  );
  expect(written).toBe(
    'increase(a{b="$window",m="$window\\""}[60s]) # $matchers',
  );
  expect(seriesOf('tokens.input').kind).toBe('counter');
});

it('leaves out names that need labels in quotation marks, unless the engine takes them', () => {
  const profile = profiles.find(({ id }) => id === 'otel-gen-ai')!;
  const write = (quotedLabels?: boolean) =>
    text(
      query({
        profile,
        series: 'requests.failed',
        selector: {},
        windowSeconds: 300,
        ask: 'presence',
        quotedLabels,
      }),
    )[0];
  expect(write()).not.toContain('"error.type"');
  expect(write(true)).toContain('"error.type"!=""');
  expect(write(true).startsWith(write().replace(/\)$/, ''))).toBe(true);
});

it('looks for the newest sample scrape by scrape in the last hour, and in few steps before', () => {
  const write = (windowSeconds: number) =>
    text(
      query({
        profile: profiles[0],
        series: 'tokens.input',
        selector: {},
        windowSeconds,
        ask: 'newest',
      }),
    )[0];
  expect(write(600)).toBe(
    'max (max_over_time(timestamp(vllm:prompt_tokens_total{engine!=""})[600s:15s]))',
  );
  expect(write(2_592_000)).toBe(
    'max (max_over_time(timestamp(vllm:prompt_tokens_total{engine!=""})[600s:15s]) or ' +
      'max_over_time(timestamp(vllm:prompt_tokens_total{engine!=""})[3600s:60s]) or ' +
      'max_over_time(timestamp(vllm:prompt_tokens_total{engine!=""})[2592000s:10368s]))',
  );
});
