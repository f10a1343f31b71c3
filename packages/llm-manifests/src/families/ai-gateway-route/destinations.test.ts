import { parseIntent } from '../../intent/readIntent';
import { platformSchema } from '../../platform/Platform';
import { answeringBackend, routeDestinations } from './destinations';

const platform = platformSchema.parse({
  name: 'fra-1',
  kubernetes: '1.36',
  components: {},
  gateway: { name: 'llm', namespace: 'llm-gateway' },
});

function intentOf(input?: object) {
  const read = parseIntent({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: platform.name,
    subject: {
      kind: 'deployment',
      name: 'gpt-prod',
      namespace: 'assistants',
      model: 'model:default/gpt',
      version: 'v1',
      deployment: 'prod',
      environment: 'production',
      servedModelName: 'gpt',
      owner: 'group:default/a',
    },
    parts: [
      input
        ? { family: 'ai-gateway-route', input }
        : { family: 'inference-pool', input: {} },
    ],
  });
  if (!read.ok) {
    throw new Error(read.issues[0].message);
  }
  return read.value;
}

const provider = (name: string, fields: object) => ({
  kind: 'provider',
  name,
  provider: fields,
});
const key = { apiKeySecret: 'key' };

describe('where a route leads', () => {
  it('names the host of each provider, and the field that decides it', () => {
    const backends = [
      { kind: 'self' },
      provider('a', { name: 'openai', ...key }),
      provider('b', { name: 'openai-compatible', hostname: 'llm.example.com' }),
      provider('c', {
        name: 'azure-openai',
        resource: 'swc',
        credentials: { kind: 'api-key', secret: 'key' },
      }),
      provider('d', { name: 'aws-bedrock', region: 'eu-central-1' }),
      provider('e', {
        name: 'gcp-vertex',
        project: 'lindhaven',
        region: 'europe-west4',
        serviceAccountSecret: 'key',
      }),
      provider('f', { name: 'anthropic', ...key }),
      provider('g', { name: 'cohere', ...key }),
    ];
    const found = routeDestinations(intentOf({ backends }));
    expect(
      found.ok &&
        found.value.map(item =>
          item.kind === 'provider' ? [item.hostField, item.hostname] : item,
        ),
    ).toEqual([
      ['backends[1].provider.hostname', 'api.openai.com'],
      ['backends[2].provider.hostname', 'llm.example.com'],
      ['backends[3].provider.resource', 'swc.openai.azure.com'],
      [
        'backends[4].provider.region',
        'bedrock-runtime.eu-central-1.amazonaws.com',
      ],
      ['backends[5].provider.region', 'europe-west4-aiplatform.googleapis.com'],
      ['backends[6].provider.name', 'api.anthropic.com'],
      ['backends[7].provider.name', 'api.cohere.com'],
    ]);
  });

  it('says nothing where there is no route, and what is wrong with one', () => {
    expect(routeDestinations(intentOf())).toMatchObject({
      ok: true,
      value: [],
    });
    expect(
      routeDestinations(intentOf({ backends: [{ kind: 'nothing' }] })),
    ).toMatchObject({
      ok: false,
      issues: [{ path: 'parts[0].input.backends[0].kind' }],
    });
  });
});

describe('what other routes name to have a deployment answer', () => {
  const answering = (input?: object) =>
    answeringBackend({ intent: intentOf(input), platform });

  it.each<[string, object, object]>([
    [
      'its servers',
      {},
      { name: 'gpt-prod', namespace: 'assistants', model: 'gpt' },
    ],
    [
      'the provider that comes first, as it calls the model',
      {
        backendsIn: 'gateway',
        backends: [
          { ...provider('two', { name: 'cohere', ...key }), priority: 1 },
          {
            ...provider('one', { name: 'openai', ...key }),
            model: 'gpt-4.1',
          },
        ],
      },
      { name: 'gpt-prod-one', namespace: 'llm-gateway', model: 'gpt-4.1' },
    ],
    [
      'what it leads to itself',
      { backends: [{ kind: 'existing', name: 'other', namespace: 'b' }] },
      { name: 'other', namespace: 'b', model: 'gpt' },
    ],
  ])('%s', (_, input, expected) => {
    expect(answering(input)).toEqual(expected);
  });

  it('nothing where the route leads to a pool, or there is none', () => {
    expect(answering({ backends: [{ kind: 'pool' }] })).toBeUndefined();
    expect(answering()).toBeUndefined();
  });
});
