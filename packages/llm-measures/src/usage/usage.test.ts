import { Sample } from '../counters/samples';
import { Profile } from '../profile/Profile';
import { checkCounts } from '../ledger/LedgerRow';
import { profiles } from '../profiles';
import { canonicalSeries } from '../series/seriesTable';
import { hourlyUsage, SubjectSeries } from './hourlyUsage';
import { ledgerPlaceOf, pulledSeries, usagePartsOf } from './pulledSeries';
import { preferForms, RawSeries } from './RawSeries';

const HOUR = 3_600_000;
const SCRAPE = 60_000;
const START = Date.UTC(2026, 10, 1);
const range = {
  from: START,
  to: START + 2 * HOUR,
  seenFrom: START - HOUR / 4,
  seenTo: START + 2 * HOUR + HOUR / 4,
};
const profileOf = (id: string) => profiles.find(each => each.id === id)!;

/** A counter that grows by so much with each scrape. */
const growing = (
  each: number,
  labels: RawSeries['labels'] = {},
  from = range.seenFrom,
  to = range.seenTo,
): RawSeries => {
  const samples: Sample[] = [];
  for (let at = from; at <= to; at += SCRAPE) {
    samples.push({ at, value: samples.length * each });
  }
  return { labels, samples };
};

function usageOf(profile: Profile, series: SubjectSeries['series']) {
  const result = hourlyUsage({ profile, subject: { series }, ...range });
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
}

it.each(['vllm', 'litellm', 'envoy-ai-gateway', 'otel-gen-ai', 'llm-d-router'])(
  'the ledger holds requests and tokens of %s',
  id => {
    expect(pulledSeries(profileOf(id))).toEqual(
      expect.arrayContaining([
        'requests.total',
        'tokens.input',
        'latency.time_to_first_token',
      ]),
    );
  },
);

it('the ledger holds nothing of sources that do not say the model, and only what it has a place for', () => {
  expect(pulledSeries(profileOf('trustyai'))).toEqual([]);
  expect(pulledSeries(profileOf('dcgm'))).toEqual([]);
  const pulled = profiles.flatMap(pulledSeries);
  expect(pulled.filter(id => ledgerPlaceOf(id) === undefined)).toEqual([]);
});

it('the ledger holds what guardrails of a gateway or of their own say of a model', () => {
  const own = profileOf('aisix');
  expect(pulledSeries(own)).toEqual([]);
  const labelled: Profile = {
    ...own,
    labels: { ...own.labels, model: 'model' },
  };
  expect(pulledSeries(labelled).map(ledgerPlaceOf)).toEqual([...checkCounts]);
  const checks = canonicalSeries.filter(({ id }) =>
    /^(?:guardrail|pii)\./.test(id),
  );
  expect(checks.map(({ id }) => ledgerPlaceOf(id))).toEqual([...checkCounts]);
});

it('what became of checks is zero beside checks, and unknown where the source cannot tell', () => {
  const own = profileOf('nemo-guardrails');
  const profile: Profile = {
    ...own,
    labels: { ...own.labels, model: 'model' },
    series: {
      ...own.series,
      'requests.total': { forms: [{ metric: 'calls' }], born: 'unknown' },
    },
  };
  const asked = {
    'guardrail.failed': [[]],
    'guardrail.blocked': [[growing(1)]],
  };
  const [checked] = usageOf(profile, {
    ...asked,
    'guardrail.attempts': [[growing(5)]],
  });
  expect(checked.counts.checks?.value).toBe(300);
  expect(checked.counts.checksBlocked?.value).toBe(60);
  expect(checked.counts.checksFailed?.value).toBe(0);
  expect(checked.counts).not.toHaveProperty('checksSkipped');
  // Requests alone do not show that anybody looked.
  const [called] = usageOf(profile, {
    ...asked,
    'requests.total': [[growing(5)]],
  });
  expect(called.counts).not.toHaveProperty('checksFailed');
});

it('takes from labels what they say, and nothing from empty ones', () => {
  const profile = profileOf('envoy-ai-gateway');
  const labels = {
    gen_ai_original_model: 'nova',
    gen_ai_operation_name: 'chat',
    team: '',
    namespace: 'gateway',
    pod: 'a',
  };
  expect(usagePartsOf({ profile, series: 'requests.total', labels })).toEqual({
    model: 'nova',
    operation: 'chat',
    namespace: 'gateway',
  });
});

it('counts by hour, with series of several replicas as one', () => {
  const [first, second] = usageOf(profileOf('vllm'), {
    'requests.total': [[growing(2, { pod: 'a' }), growing(3, { pod: 'b' })]],
    'tokens.input': [[growing(100)]],
  });
  expect(first).toMatchObject({ hour: START, qualifiers: [], histograms: {} });
  expect(first.counts.requests?.value).toBe(300);
  expect(first.counts.inputTokens?.value).toBe(6000);
  expect(first.counts).not.toHaveProperty('outputTokens');
  expect(second.counts.requests?.value).toBe(300);
});

it('keeps apart what the source only comes near', () => {
  const hours = usageOf(profileOf('envoy-ai-gateway'), {
    'requests.total': [[growing(5)]],
    'requests.failed': [[growing(1)]],
  });
  expect(hours.map(({ hour, qualifiers }) => [hour, qualifiers])).toEqual([
    [START, []],
    [START, ['approximate']],
    [START + HOUR, []],
    [START + HOUR, ['approximate']],
  ]);
  expect(Object.keys(hours[0].counts)).toEqual(['requests']);
  expect(hours[1].counts.failed?.value).toBe(60);
});

it('what is born with its first event is zero beside requests, and unknown where it was not asked for', () => {
  const profile = profileOf('litellm');
  const requests = [[growing(5)]];
  const [asked] = usageOf(profile, {
    'requests.total': requests,
    'requests.failed': [[]],
    'tokens.input': [[], []],
  });
  expect(asked.counts.failed?.value).toBe(0);
  // Tokens that are not there are not zero: the profile does not say that they are born late.
  expect(asked.counts).not.toHaveProperty('inputTokens');
  const [unasked] = usageOf(profile, { 'requests.total': requests });
  expect(unasked.counts).not.toHaveProperty('failed');
});

it('counts under one name, and under the old one before that was there', () => {
  const middle = START + HOUR;
  const labels = { instance: 'a' };
  const preferred = growing(1, labels, middle);
  const old = growing(1, labels);
  const kept = preferForms([[preferred], [old]], []);
  expect(kept[0].samples).toEqual(preferred.samples);
  expect(kept[1].samples.every(({ at }) => at < middle)).toBe(true);
  const other = growing(1, { instance: 'b' });
  expect(preferForms([[preferred], [other]], [])).toEqual([preferred, other]);
  const both = usageOf(profileOf('vllm'), {
    'cache.prefix_hits': [[growing(1)]],
    'tokens.output': [[growing(1)]],
  });
  expect(Object.keys(both[0].counts)).toEqual(['outputTokens']);
});

it('scales, and reads increases as totals', () => {
  const profile: Profile = {
    ...profileOf('litellm'),
    temporality: 'delta',
    series: {
      'audio.input': {
        forms: [{ metric: 'ms' }],
        born: 'unknown',
        scale: 0.001,
      },
    },
  };
  const { samples } = growing(0);
  const [hour] = usageOf(profile, {
    'audio.input': [
      [{ labels: {}, samples: samples.map(({ at }) => ({ at, value: 500 })) }],
    ],
  });
  expect(hour.counts.audioSeconds?.value).toBeCloseTo(30, 6);
});

it('puts buckets and sums of one process together, in the unit of the ledger', () => {
  const part = (le: string | undefined, each: number) =>
    growing(each, { pod: 'a', ...(le !== undefined && { le }) });
  const [hour] = usageOf(profileOf('vllm'), {
    'latency.end_to_end': [
      [part('1', 2), part('+Inf', 3)],
      [part(undefined, 6)],
    ],
  });
  expect(hour.histograms['latency.end_to_end']).toMatchObject({
    bounds: [1],
    counts: [120, 60],
    sum: 360,
  });
});
