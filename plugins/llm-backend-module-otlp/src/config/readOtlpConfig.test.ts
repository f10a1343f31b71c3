import { ConfigReader } from '@backstage/config';
import { readOtlpConfig } from './readOtlpConfig';

const read = (otlp: object) =>
  readOtlpConfig(
    new ConfigReader(JSON.parse(JSON.stringify({ llm: { otlp } }))),
  );

it('has defaults for all', () => {
  expect(readOtlpConfig(new ConfigReader({}))).toEqual({
    maxBodyBytes: 16 * 1024 * 1024,
    rateLimit: { perSecond: 100, burst: 200 },
    consumerAttributes: ['modelyard.consumer', 'team', 'team.id'],
    sources: [],
  });
});

it('reads all', () => {
  expect(
    read({
      maxBodyBytes: 1000,
      rateLimit: { perSecond: 0.5 },
      consumerAttributes: ['app.team'],
      sources: [
        {
          match: { 'service.name': 'bot', 'k8s.cluster.name': 'fra-1' },
          name: 'Bot',
          place: 'client',
          consumerAttribute: 'x-team',
          modelAttribute: 'x-model',
          sampled: true,
          ignore: true,
          ignoreScopes: ['langchain'],
          cacheReads: 'beside',
        },
      ],
    }),
  ).toEqual({
    maxBodyBytes: 1000,
    rateLimit: { perSecond: 0.5, burst: 1 },
    consumerAttributes: ['app.team'],
    sources: [
      {
        match: new Map([
          ['service.name', 'bot'],
          ['k8s.cluster.name', 'fra-1'],
        ]),
        name: 'Bot',
        place: 'client',
        consumerAttribute: 'x-team',
        modelAttribute: 'x-model',
        sampled: true,
        ignored: true,
        ignoredScopes: new Set(['langchain']),
        cacheReads: 'beside',
      },
    ],
  });
});

it.each([
  [{ maxBodyByte: 1 }, 'llm.otlp.maxBodyByte: there is no such setting'],
  [
    { maxBodyBytes: 0 },
    'llm.otlp.maxBodyBytes: it must be a whole number from 1 to 268435456',
  ],
  [{ maxBodyBytes: 1e9 }, 'llm.otlp.maxBodyBytes: it must be a whole number'],
  [
    { rateLimit: { perSecond: 0 } },
    'llm.otlp.rateLimit.perSecond: it must be more than 0',
  ],
  [
    { rateLimit: { burst: 1.5 } },
    'llm.otlp.rateLimit.burst: it must be a whole number',
  ],
  [
    { rateLimit: { perMinute: 1 } },
    'llm.otlp.rateLimit.perMinute: there is no such setting',
  ],
  [
    { consumerAttributes: ['team', 'user.id'] },
    'llm.otlp.consumerAttributes[1]: user.id names a person, and a person is never a consumer',
  ],
  [{ consumerAttributes: ['enduser.id'] }, 'enduser.id names a person'],
  [
    {
      sources: [
        {
          match: { a: 'b' },
          consumerAttribute: 'metadata.user_api_key_end_user_id',
        },
      ],
    },
    'llm.otlp.sources[0].consumerAttribute: metadata.user_api_key_end_user_id names a person',
  ],
  [
    { sources: [{ match: { a: 'b' }, consumerAttribute: 'jwt.sub' }] },
    'jwt.sub names a person',
  ],
  [
    { sources: [{ match: {} }] },
    'llm.otlp.sources[0].match: it must name at least one attribute',
  ],
  [
    { sources: [{ match: ['a'] }] },
    'llm.otlp.sources[0].match: it must name attributes and their values',
  ],
  [
    { sources: [{ match: { 'service.name': 3 } }] },
    'llm.otlp.sources[0].match.service.name: it must be a text',
  ],
  [
    { sources: [{ match: { a: 'b' }, place: 'moon' }] },
    'llm.otlp.sources[0].place: it must be one of gateway, engine, client',
  ],
  [
    { sources: [{ match: { a: 'b' }, vantage: 'x' }] },
    'llm.otlp.sources[0].vantage: there is no such setting',
  ],
])('%j is refused with the key and the reason', (otlp, message) => {
  expect(() => read(otlp)).toThrow(message);
});

it.each([
  'team',
  'app.user_group',
  'metadata.user_api_key_team_alias',
  'userspace.team',
])('%s names no person', name => {
  expect(read({ consumerAttributes: [name] }).consumerAttributes).toEqual([
    name,
  ]);
});
