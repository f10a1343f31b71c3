import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { ModelSpec, ModelTask } from '../kinds/model/types.generated';
import { apiBaseUrl, entityHome, findUseIssues, readLlmAccess } from '.';

describe('apiBaseUrl', () => {
  const of = (definition: unknown, task: ModelTask = 'chat') =>
    apiBaseUrl({ definition, task });
  const paths = (...names: string[]) => ({
    paths: Object.fromEntries(names.map(name => [name, {}])),
  });

  it.each<[string, unknown, string | undefined]>([
    [
      'a server and its operations',
      {
        servers: [{ url: 'https://llm.acme.example/' }],
        ...paths('/v1/models', '/v1/chat/completions'),
      },
      'https://llm.acme.example/v1',
    ],
    [
      'a server that has the version in its address',
      {
        servers: [{ url: 'https://llm.acme.example/openai/v1' }],
        ...paths('/chat/completions'),
      },
      'https://llm.acme.example/openai/v1',
    ],
    [
      'the prefix of other operations where its own is missing',
      {
        servers: [{ url: 'https://llm.acme.example' }],
        ...paths('/api/embeddings'),
      },
      'https://llm.acme.example/api',
    ],
    [
      'the first server that a client could call',
      {
        servers: [
          { url: '/relative' },
          { url: 'https://{region}.acme.example/v1' },
          { url: 'ftp://acme.example' },
          { url: 'https://user:pass@acme.example' },
          {
            url: 'https://{region}.acme.example:{port}/v1',
            variables: { region: { default: 'eu' }, port: { default: '8443' } },
          },
        ],
      },
      'https://eu.acme.example:8443/v1',
    ],
    [
      'Swagger 2',
      {
        swagger: '2.0',
        host: 'llm.acme.example',
        basePath: '/v1',
        schemes: ['http', 'https'],
      },
      'https://llm.acme.example/v1',
    ],
    [
      'Swagger 2 without TLS',
      { swagger: '2.0', host: 'llm:8000', schemes: ['http'] },
      'http://llm:8000',
    ],
    [
      'no server',
      { openapi: '3.0.3', ...paths('/v1/chat/completions') },
      undefined,
    ],
    ['what is no description', 'syntax = "proto3";', undefined],
    ['wrong types', { servers: 'x', paths: [] }, undefined],
    ['nothing', undefined, undefined],
  ])('reads %s', (_, definition, expected) => {
    expect(of(definition)).toBe(expected);
  });

  it('tells completions from chat completions', () => {
    const definition = {
      servers: [{ url: 'https://llm.acme.example' }],
      ...paths('/a/chat/completions', '/b/completions'),
    };
    expect(of(definition, 'completion')).toBe('https://llm.acme.example/b');
    expect(of(definition, 'chat')).toBe('https://llm.acme.example/a');
  });
});

describe('entityHome', () => {
  const typeOf = (url: string) => {
    const types: Record<string, string> = {
      'github.com': 'github',
      'gitea.acme.example': 'gitea',
    };
    return types[new URL(url).host];
  };
  const home = (annotations: Record<string, string>) =>
    entityHome({
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'bot', annotations },
      },
      typeOf,
    });
  const managedBy = 'backstage.io/managed-by-location';
  const source = 'backstage.io/source-location';

  it('finds the GitOps repository, whatever else is said', () => {
    expect(
      home({
        [managedBy]: 'modelyard-gitops:components/bot/catalog-info.yaml',
        [source]: 'url:https://github.com/acme/bot/',
      }),
    ).toEqual({ kind: 'gitops', path: 'components/bot/catalog-info.yaml' });
  });

  it('finds a host that takes pull requests', () => {
    expect(
      home({
        [managedBy]: 'url:https://github.com/acme/bot/blob/main/a/x.yaml',
        [source]: 'url:https://github.com/acme/bot/tree/main/',
      }),
    ).toEqual({
      kind: 'pull-request',
      host: 'github',
      urls: [
        'https://github.com/acme/bot/blob/main/a/x.yaml',
        'https://github.com/acme/bot/blob/main/catalog-info.yaml',
      ],
    });
    expect(
      home({
        [managedBy]: 'file:/portal/bot.yaml',
        [source]: 'url:https://github.com/acme/bot',
      }),
    ).toMatchObject({
      kind: 'pull-request',
      urls: ['https://github.com/acme/bot/blob/HEAD/catalog-info.yaml'],
    });
  });

  it.each([
    ['a file of the portal', 'file:/portal/bot.yaml'],
    [
      'a host without such an action',
      'url:https://gitea.acme.example/a/b/x.yaml',
    ],
    ['a host that nobody configured', 'url:https://elsewhere.example/x.yaml'],
  ])('leaves %s to its owners', (_, location) => {
    expect(home({ [managedBy]: location })).toEqual({
      kind: 'manual',
      location,
    });
  });

  it('knows of entities that say nothing', () => {
    expect(home({})).toEqual({ kind: 'manual', location: undefined });
    expect(home({ [managedBy]: 'nowhere' })).toMatchObject({ kind: 'manual' });
  });
});

describe('findUseIssues', () => {
  const now = new Date('2026-06-15T12:00:00Z');
  const modelOf = (spec: Partial<ModelSpec>): ModelEntityV1alpha1 => ({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'nova', namespace: 'search' },
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:default/search',
      versions: [],
      ...spec,
    },
  });
  const component = (annotations = {}): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'bot', namespace: 'retail', annotations },
    spec: { type: 'service' },
  });
  const found = (
    spec: Partial<ModelSpec>,
    options: Partial<Parameters<typeof findUseIssues>[0]> = {},
  ) =>
    findUseIssues({
      component: component(),
      model: modelOf(spec),
      now,
      ...options,
    }).map(({ severity, path, message }) =>
      [severity, path, message].filter(Boolean).join(' '),
    );

  it('finds nothing where nothing is restricted', () => {
    expect(found({}, { purpose: 'search' })).toEqual([]);
  });

  it.each<[string, Partial<ModelSpec>, string]>([
    [
      'retired',
      {
        lifecycle: 'retired',
        retirement: { retiresOn: '2026-01-01', replacedBy: 'nova-2' },
      },
      'error model:search/nova is retired since 2026-01-01; use model:search/nova-2 instead',
    ],
    [
      'past its last day',
      { retirement: { retiresOn: '2026-06-15' } },
      'error model:search/nova is retired since 2026-06-15',
    ],
    [
      'deprecated',
      {
        lifecycle: 'deprecated',
        retirement: { retiresOn: '2026-12-01', replacedBy: 'nova-2' },
      },
      'warning model:search/nova is deprecated, and retires on 2026-12-01; use model:search/nova-2 instead',
    ],
    [
      'about to be deprecated',
      { retirement: { deprecatedOn: '2026-07-01' } },
      'warning model:search/nova will be deprecated on 2026-07-01',
    ],
    [
      'about to be retired',
      { retirement: { retiresOn: '2026-07-01' } },
      'warning model:search/nova retires on 2026-07-01',
    ],
  ])('says that a model is %s', (_, spec, expected) => {
    expect(found(spec)).toEqual([expected]);
  });

  it('forbids what the model is not for', () => {
    const governance = {
      permittedUses: ['customer support'],
      prohibitedUses: ['decisions on people'],
      maxRiskClass: 'limited' as const,
      dataClasses: ['public', 'internal'],
    };
    const system = component({
      'modelyard.dev/ai-risk-class': 'high',
      'modelyard.dev/intended-use': 'Customer-Support',
    });
    expect(
      found(
        { governance },
        {
          system,
          purpose: 'Decisions-on  PEOPLE!',
          dataClasses: ['internal', 'secret'],
        },
      ),
    ).toEqual([
      expect.stringMatching(
        /^error .*is high, but model:search\/nova is for limited risk at most/,
      ),
      expect.stringMatching(
        /^error purpose .*prohibited for model:search\/nova/,
      ),
      'error dataClasses holds secret, but only public, internal data may be sent to model:search/nova',
    ]);
    expect(
      found(
        { governance },
        { system: undefined, purpose: 'reports, and more' },
      ),
    ).toEqual([
      expect.stringMatching(/^warning .*ai-risk-class.* is missing/),
      expect.stringMatching(/^warning .*intended-use.* is missing/),
      expect.stringMatching(/^warning purpose .*not among the permitted uses/),
    ]);
  });

  it('warns where nobody has decided about data', () => {
    expect(found({}, { dataClasses: ['internal'] })).toEqual([
      'warning dataClasses nobody has decided which data may be sent to model:search/nova',
    ]);
    expect(
      found({ governance: { dataClasses: [] } }, { dataClasses: ['public'] }),
    ).toEqual([
      'error dataClasses holds public, but no data may be sent to model:search/nova',
    ]);
  });
});

describe('readLlmAccess', () => {
  const read = (access?: object) =>
    readLlmAccess(new ConfigReader(access ? { llm: { access } } : {}));

  it('has defaults', () => {
    expect(read()).toEqual({
      baseUrl: undefined,
      secret: { name: 'llm-api-key', key: 'key' },
    });
  });

  it('reads everything', () => {
    expect(
      read({
        howTo: { text: 'Ask **us**.', url: 'https://acme.example/keys' },
        baseUrl: 'https://llm.acme.example/v1/',
        secret: { name: 'gateway', key: 'api_key' },
      }),
    ).toEqual({
      howTo: { text: 'Ask **us**.', url: 'https://acme.example/keys' },
      baseUrl: 'https://llm.acme.example/v1',
      secret: { name: 'gateway', key: 'api_key' },
    });
  });

  it.each([
    [
      { howTo: { url: 'data:text/html,x' } },
      'Invalid llm.access.howTo.url: data:text/html,x must begin with http:// or https://',
    ],
    [{ baseUrl: 'llm' }, 'Invalid llm.access.baseUrl: llm is no address'],
    [
      { secret: { name: 'My Key' } },
      'Invalid llm.access.secret.name: "My Key" is no such name in Kubernetes',
    ],
    [
      { secret: { key: 'a/b' } },
      'Invalid llm.access.secret.key: "a/b" is no such name in Kubernetes',
    ],
  ])('refuses %j', (access, message) => {
    expect(() => read(access)).toThrow(message);
  });
});
