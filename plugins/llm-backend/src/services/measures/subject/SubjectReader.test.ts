import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { MeasureContext } from '@modelyard/llm-measures';
import { CatalogFacts } from './CatalogFacts';
import { SubjectReader } from './SubjectReader';

const AT = Date.parse('2026-11-26T12:00:00Z');
const ALL: ReadonlyArray<keyof MeasureContext> = [
  'slo',
  'price',
  'pricePerGpuHour',
  'budget',
  'baseline',
  'carbon',
];

function entity(
  ref: string,
  rest: Partial<Entity> = {},
  relations: Array<[string, string]> = [],
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: ['Model', 'GpuPool'].includes(kind)
      ? 'modelyard.dev/v1alpha1'
      : 'backstage.io/v1alpha1',
    kind,
    ...rest,
    metadata: { namespace, name, ...rest.metadata },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const pool = (name: string, perGpuHour: number, region: string) =>
  entity(`GpuPool:berlin/${name}`, {
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:berlin/platform',
      cluster: `cluster-of-${name}`,
      region,
      devices: [
        { name: 'whole', accelerator: 'nvidia-h100', nodes: 1, perNode: 8 },
        { name: 'slices', accelerator: 'nvidia-h100', nodes: 1, perNode: 8 },
      ],
      quotas: [{ group: 'group:berlin/ml', devices: 'whole', limit: 4 }],
      pricing: [
        { from: '2026-01-01', currency: 'EUR', perGpuHour },
        { from: '2027-01-01', currency: 'EUR', perGpuHour: 9 },
        {
          from: '2026-01-01',
          currency: 'EUR',
          perGpuHour: perGpuHour / 2,
          devices: 'slices',
        },
      ],
    },
  });

function model(
  name: string,
  spec: object,
  relations: Array<[string, string]> = [],
) {
  return entity(
    `Model:berlin/${name}`,
    {
      spec: {
        type: 'chat',
        lifecycle: 'production',
        owner: 'group:berlin/ml',
        versions: [
          { name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } },
        ],
        ...spec,
      },
    },
    relations,
  );
}

const deployed = (name: string, on: object, rest = {}) => ({
  name,
  version: 'v1',
  environment: 'production',
  on,
  ...rest,
});

const budget = (amount: string) => ({
  metadata: {
    name: 'x',
    annotations: { 'modelyard.dev/monthly-budget': amount },
  },
});

const base = model('base', {
  deployments: [
    deployed(
      'prod',
      { pool: 'h100', devices: 'whole' },
      { namespace: 'assistants', servedModelName: 'base' },
    ),
  ],
});

const known: Entity[] = [
  base,
  pool('h100', 2.4, 'eu-central'),
  pool('l40s', 1.1, 'eu-north'),
  entity('Resource:berlin/azure', {
    spec: { type: 'llm-provider', owner: 'group:berlin/ml' },
    metadata: {
      name: 'azure',
      annotations: { 'modelyard.dev/region': 'sweden' },
    },
  }),
  entity('Group:berlin/ml', {}, [['childOf', 'group:berlin/all']]),
  {
    ...entity('Group:berlin/all'),
    metadata: {
      ...budget('9000 EUR').metadata,
      name: 'all',
      namespace: 'berlin',
    },
  },
  {
    ...entity('System:berlin/desk', {}, [['ownedBy', 'group:berlin/ml']]),
    metadata: {
      ...budget('500 EUR').metadata,
      name: 'desk',
      namespace: 'berlin',
    },
  },
];

function readerOf(
  options: Partial<Parameters<typeof SubjectReader.create>[0]> = {},
) {
  const auth = mockServices.auth();
  const catalog = catalogServiceMock({ entities: known });
  return SubjectReader.create({
    facts: CatalogFacts.create({ auth, catalog }),
    parts: {
      partsOf: async () => ['component:berlin/b', 'component:berlin/a'],
    },
    carbon: [{ region: 'eu-central', gramsPerKilowattHour: 380 }],
    ...options,
  });
}

async function read(measured: Entity) {
  const reader = readerOf({
    baselines: {
      find: async ({ deployment }) => ({
        id: deployment,
        tokensPerSecond: 1,
        differences: [],
      }),
    },
  });
  const subject = await reader.read(measured, mockCredentials.user());
  return {
    subject,
    context: (scope = {}) => subject.contextAt(scope, AT, ALL),
  };
}

it('finds where deployments stand: on a pool, at a provider, and where their base does', async () => {
  const { subject } = await read(
    model('qwen', {
      deployments: [
        deployed(
          'own',
          { pool: 'gpupool:berlin/h100', devices: 'whole' },
          { namespace: 'a', servedModelName: 'qwen', aliases: ['q/large'] },
        ),
        deployed('bought', { provider: 'resource:berlin/azure' }),
        deployed(
          'adapter',
          { base: { model: 'model:berlin/base', deployment: 'prod' } },
          { servedModelName: 'qwen-lora' },
        ),
        deployed('lost', { pool: 'nowhere' }, { servedModelName: 'x' }),
      ],
    }),
  );
  expect(subject).toMatchObject({
    kind: 'model',
    ref: 'model:berlin/qwen',
    task: 'chat',
    places: [
      {
        deployment: 'own',
        cluster: 'cluster-of-h100',
        region: 'eu-central',
        namespace: 'a',
        names: ['qwen', 'q/large'],
        own: true,
      },
      { deployment: 'bought', region: 'sweden', names: [], own: false },
      {
        deployment: 'adapter',
        cluster: 'cluster-of-h100',
        namespace: 'assistants',
        names: ['qwen-lora'],
        own: true,
      },
      { deployment: 'lost', names: ['x'], own: true },
    ],
  });
});

describe('what measures take from a model', () => {
  const slo = {
    window: '7d',
    availability: { objective: '99.9%', basis: 'requests' },
    ttftP95: '500ms',
    realTimeFactorP95: 0.5,
    endToEndP95: 'soon',
  };
  const two = model('qwen', {
    slo,
    pricing: [
      { from: '2025-01-01', currency: 'EUR', perMillionInputTokens: 9 },
      { from: '2026-11-26', currency: 'EUR', perMillionInputTokens: 1 },
      { from: '2026-11-27', currency: 'EUR', perMillionInputTokens: 5 },
    ],
    deployments: [
      deployed('a', { pool: 'h100', devices: 'whole' }),
      deployed('b', { pool: 'l40s', devices: 'slices' }),
    ],
  });

  it('is in seconds and shares, in force, and left out where several places differ', async () => {
    const { context, subject } = await read(two);
    expect(subject.sloMs).toBe(7 * 86_400_000);
    expect(await context()).toEqual({
      slo: {
        windowSeconds: 604_800,
        availability: { objective: 0.999, basis: 'requests' },
        timeToFirstTokenP95: 0.5,
        realTimeFactorP95: 0.5,
      },
      price: {
        id: 'model:berlin/qwen/2026-11-26',
        from: '2026-11-26',
        currency: 'EUR',
        perMillionInputTokens: 1,
      },
    });
    expect(await context({ deployment: 'a' })).toMatchObject({
      pricePerGpuHour: { amount: '2.4', currency: 'EUR' },
      carbon: { region: 'eu-central', gramsPerKilowattHour: 380 },
      baseline: { id: 'a' },
    });
    expect(await context({ deployment: 'b' })).toMatchObject({
      pricePerGpuHour: { amount: '0.55' },
      baseline: { id: 'b' },
    });
    expect(await context({ deployment: 'b' })).not.toHaveProperty('carbon');
  });

  it.each<
    [
      string,
      Array<[string, string]>,
      Entity['metadata']['annotations'],
      string | undefined,
    ]
  >([
    [
      'its own',
      [['ownedBy', 'group:berlin/ml']],
      { 'modelyard.dev/monthly-budget': '70 EUR' },
      '70',
    ],
    [
      'that of its system',
      [
        ['ownedBy', 'group:berlin/ml'],
        ['partOf', 'system:berlin/desk'],
      ],
      undefined,
      '500',
    ],
    [
      'that of a group above its owner',
      [['ownedBy', 'group:berlin/ml']],
      undefined,
      '9000',
    ],
    [
      'none, where what stands there is no money',
      [],
      { 'modelyard.dev/monthly-budget': 'plenty' },
      undefined,
    ],
  ])(
    'has the budget that is nearest: %s',
    async (_, relations, annotations, amount) => {
      const measured = model('qwen', {}, relations);
      const { context } = await read({
        ...measured,
        metadata: { ...measured.metadata, ...(annotations && { annotations }) },
      });
      const { budget: found } = await context();
      expect(found).toEqual(
        amount === undefined
          ? undefined
          : { amount: { amount, currency: 'EUR' }, basis: 'used' },
      );
    },
  );
});

it('knows the queues of a pool, and its price where all devices have one', async () => {
  const { subject, context } = await read(pool('h100', 2.4, 'eu-central'));
  expect(subject).toMatchObject({
    kind: 'pool',
    cluster: 'cluster-of-h100',
    queues: ['berlin-h100-berlin-ml'],
  });
  // Slices have a price of their own.
  expect(await context()).toEqual({
    carbon: { region: 'eu-central', gramsPerKilowattHour: 380 },
  });
});

it('counts for a consumer what belongs to it', async () => {
  const { subject } = await read(entity('System:berlin/desk'));
  expect(subject).toMatchObject({
    kind: 'consumer',
    consumers: ['component:berlin/a', 'component:berlin/b'],
  });
});

it('measures nothing else', async () => {
  await expect(read(entity('API:berlin/a'))).rejects.toThrow(
    'nothing is measured of api:berlin/a',
  );
  await expect(read(model('qwen', { type: 'poetry' }))).rejects.toThrow(
    'says no task in spec.type',
  );
});
