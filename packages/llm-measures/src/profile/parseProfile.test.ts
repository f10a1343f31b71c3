import fc from 'fast-check';
import { profiles } from '../profiles';
import { parseProfile } from './parseProfile';

const parse = (value: unknown) => parseProfile(value, { known: profiles });

it('reads a profile with everything that one can say', () => {
  const result = parse({
    id: 'our-gateway',
    title: 'Our gateway',
    vantage: 'gateway',
    temporality: 'delta',
    labels: { model: 'model', consumer: 'team' },
    match: { job: ['a', 'b'], env: { not: 'test' } },
    longestWindow: 86400,
    quirks: ['Counts retries.'],
    series: {
      'tokens.input': 'our_input_total',
      'requests.failed': {
        metric: 'our_requests_total',
        match: { code: [500, 503] },
        born: 'at-first-event',
      },
      'latency.end_to_end': {
        forms: [
          { metric: 'new_ms', since: '2.0' },
          { metric: 'old_ms', before: '2.0' },
        ],
        scale: 0.001,
      },
      'cost.used': { metric: 'our_cost', currency: 'EUR', perHour: true },
      'requests.running': { expression: 'sum(running{$matchers})' },
    },
  });
  expect(result).toMatchObject({
    ok: true,
    value: {
      temporality: 'delta',
      match: [
        { label: 'job', is: 'equal', to: ['a', 'b'] },
        { label: 'env', is: 'not-equal', to: 'test' },
      ],
      series: {
        'tokens.input': {
          forms: [{ metric: 'our_input_total' }],
          born: 'unknown',
        },
        'requests.failed': {
          forms: [{ match: [{ label: 'code', to: ['500', '503'] }] }],
          born: 'at-first-event',
        },
        'latency.end_to_end': {
          forms: [{ since: '2.0' }, { before: '2.0' }],
          scale: 0.001,
        },
        'cost.used': { currency: 'EUR', perHour: true },
        'requests.running': { expression: 'sum(running{$matchers})' },
      },
    },
  });
});

it('changes a known profile, and leaves out what is null', () => {
  const result = parse({
    id: 'litellm-eu',
    extends: 'litellm',
    labels: { consumer: 'team' },
    series: { 'cost.used': null },
  });
  expect(result).toMatchObject({
    ok: true,
    value: {
      vantage: 'gateway',
      labels: { model: 'requested_model', consumer: 'team' },
    },
  });
  expect(result.ok && result.value.series['cost.used']).toBeUndefined();
  expect(result.ok && result.value.series['tokens.input']).toBeDefined();
  expect(
    profiles.find(({ id }) => id === 'litellm')?.series['cost.used'],
  ).toBeDefined();
});

const base = { id: 'x', vantage: 'engine' };
it.each<[unknown, string, string]>([
  ['text', '', 'is not a profile'],
  [{ vantage: 'engine', series: {} }, 'id', 'is missing'],
  [{ ...base, id: 'Not A Name', series: {} }, 'id', 'is not a name'],
  [{ id: 'x', series: {} }, 'vantage', 'is missing'],
  [{ id: 'x', vantage: 'moon', series: {} }, 'vantage', 'is none of'],
  [base, 'series', 'is missing'],
  [{ id: 'x', extends: 'nobody' }, 'extends', 'names no profile: "nobody"'],
  [{ ...base, serie: {}, series: {} }, 'serie', 'is not known here'],
  [
    { ...base, series: { 'tokens.inptu': 'a' } },
    'series.tokens.inptu',
    'is not a series',
  ],
  [
    { ...base, series: { 'tokens.input': 5 } },
    'series.tokens.input',
    'is not an object',
  ],
  [
    { ...base, series: { 'tokens.input': {} } },
    'series.tokens.input',
    'needs exactly one of',
  ],
  [
    { ...base, series: { 'tokens.input': { metric: 'a', scale: -1 } } },
    'series.tokens.input.scale',
    'is not a number above zero',
  ],
  [
    {
      ...base,
      series: { 'tokens.input': { forms: [{ metric: 'a', since: 'new' }] } },
    },
    'series.tokens.input.forms[0].since',
    'does not begin with numbers',
  ],
  [
    {
      ...base,
      series: { 'tokens.input': { metric: 'a', match: { code: {} } } },
    },
    'series.tokens.input.match.code',
    'is neither a value',
  ],
  [
    {
      ...base,
      series: { 'tokens.input': { expression: 'sum(a{b="$matchers"})' } },
    },
    'series.tokens.input.expression',
    'does not contain $matchers outside of strings',
  ],
  [
    { ...base, series: { 'cost.used': 'a' } },
    'series.cost.used',
    'needs its currency',
  ],
  [
    { ...base, series: { 'tokens.input': { metric: 'a', currency: 'EUR' } } },
    'series.tokens.input.currency',
    'is not money',
  ],
  [
    { ...base, labels: { modell: 'a' }, series: {} },
    'labels.modell',
    'is not known here',
  ],
  [
    { ...base, labels: { model: '__name__' }, series: {} },
    'labels.model',
    'is not the name of a label',
  ],
])('%j is refused at %s', (value, path, message) => {
  const result = parse(value);
  expect(result.ok).toBe(false);
  expect(result.issues).toContainEqual(
    expect.objectContaining({
      path,
      message: expect.stringContaining(message),
    }),
  );
});

it('takes anything and never throws', () => {
  const fields = fc.record(
    {
      id: fc.anything(),
      vantage: fc.anything(),
      labels: fc.anything(),
      match: fc.anything(),
      series: fc.oneof(
        fc.anything(),
        fc.dictionary(
          fc.constantFrom('tokens.input', 'cost.used', '__proto__'),
          fc.anything(),
        ),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fields), value => {
      const result = parse(value);
      expect(result.ok || result.issues.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
