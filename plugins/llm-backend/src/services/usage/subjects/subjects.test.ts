import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import { prepareTables } from '../../../__testUtils__/usage';
import { CatalogUsageSubjects } from './CatalogUsageSubjects';
import { ConsumerNames } from './ConsumerNames';
import { readPseudonymKey } from './readPseudonymKey';

const deployment = (name: string, rest: object) => ({
  name,
  version: `${name}-v`,
  environment: 'production',
  on: { pool: 'gpupool:berlin/l40s', devices: 'whole' },
  ...rest,
});

const model = (name: string, spec: object): Entity => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name, namespace: 'berlin' },
  spec: { type: 'chat', lifecycle: 'production', owner: 'group:a', ...spec },
});

const entities: Entity[] = [
  model('qwen', {
    versions: [],
    deployments: [
      deployment('prod', {
        namespace: 'assistants',
        servedModelName: 'qwen3-14b',
        aliases: ['assistant-large'],
      }),
      deployment('stage', {
        namespace: 'assistants-stage',
        servedModelName: 'qwen3-14b',
        on: { pool: 'gpupool:berlin/h100', devices: 'whole' },
      }),
    ],
    pricing: [
      { from: '2026-01-01', currency: 'EUR', perMillionInputTokens: 0.4 },
      { from: '2026-06-01', currency: 'EUR', perMillionInputTokens: 0.3 },
    ],
  }),
  model('llama', {
    deployments: [deployment('prod', { servedModelName: 'shared' })],
  }),
  model('mistral', {
    deployments: [deployment('prod', { servedModelName: 'shared' })],
  }),
  {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'l40s', namespace: 'berlin' },
    spec: { cluster: 'ber-1' },
  },
  {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'h100', namespace: 'berlin' },
    spec: { cluster: 'fra-1' },
  },
  // A kind of the same name of somebody else.
  {
    apiVersion: 'example.com/v1',
    kind: 'Model',
    metadata: { name: 'car' },
    spec: { deployments: [deployment('prod', { servedModelName: 'car' })] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'support-bot', namespace: 'berlin' },
  },
];

function subjectsOn(
  catalog = catalogServiceMock({ entities }),
  patienceMs?: number,
) {
  return CatalogUsageSubjects.create({
    auth: mockServices.auth(),
    catalog,
    logger: mockServices.logger.mock(),
    consumers: ConsumerNames.create({
      aliases: new Map([['tmp-42', 'component:berlin/support-bot']]),
      pseudonymKey: 'a key of the tests',
    }),
    ...(patienceMs !== undefined && { patienceMs }),
  });
}

describe('CatalogUsageSubjects', () => {
  const subjects = subjectsOn();

  beforeAll(() => subjects.refresh());

  it.each([
    // Name alone: of two deployments none is meant.
    [{ model: 'qwen3-14b' }, 'model:berlin/qwen', 'unknown', 'unknown'],
    [{ model: 'assistant-large' }, 'model:berlin/qwen', 'prod', 'prod-v'],
    [
      { model: 'qwen3-14b', namespace: 'assistants-stage' },
      'model:berlin/qwen',
      'stage',
      'stage-v',
    ],
    [
      { model: 'qwen3-14b', cluster: 'ber-1' },
      'model:berlin/qwen',
      'prod',
      'prod-v',
    ],
    // The catalog does not know the place; the model is still meant, and nothing is made up.
    [
      { model: 'qwen3-14b', cluster: 'tokyo' },
      'model:berlin/qwen',
      'unknown',
      'unknown',
    ],
    [
      { model: 'Model:berlin/Qwen', deployment: 'prod' },
      'model:berlin/qwen',
      'prod',
      'prod-v',
    ],
    [{ model: 'model:berlin/gone' }, 'model:berlin/gone', 'unknown', 'unknown'],
    // Two models are served under this name.
    [{ model: 'shared' }, 'shared', 'unknown', 'unknown'],
    [{ model: 'car' }, 'car', 'unknown', 'unknown'],
    [{ model: ' gpt-9\u0000 ' }, 'gpt-9', 'unknown', 'unknown'],
    [{}, 'unknown', 'unknown', 'unknown'],
  ])('finds who %p is', (subject, name, place, version) => {
    expect(subjects.resolve(subject)).toMatchObject({
      model: name,
      deployment: place,
      version,
    });
  });

  it.each([
    ['component:berlin/support-bot', 'component:berlin/support-bot'],
    ['Component:Berlin/Support-Bot', 'component:berlin/support-bot'],
    ['tmp-42', 'component:berlin/support-bot'],
    ['user:default/jane', 'unknown'],
    ['User:jane', 'unknown'],
    ['jane@example.com', 'unknown'],
    [' ', 'unknown'],
    [undefined, 'unknown'],
  ])('takes %p for %p', (consumer, expected) => {
    expect(subjects.resolve({ consumer }).consumer).toBe(expected);
  });

  it('gives who is no entity a pseudonym, the same each time and with another key another', () => {
    const names = ['component:berlin/gone', 'sk-very-secret', 'bot'];
    const given = names.map(
      consumer => subjects.resolve({ consumer }).consumer,
    );
    expect(new Set(given).size).toBe(3);
    given.forEach(name => expect(name).toMatch(/^key-[0-9a-f]{16}$/));
    expect(
      names.map(consumer => subjectsOn().resolve({ consumer }).consumer),
    ).toEqual(given);
    const other = ConsumerNames.create({
      aliases: new Map(),
      pseudonymKey: 'another key',
    });
    expect(other.resolve('bot', new Set())).not.toBe(given[2]);
  });

  it('names a price by what it says', async () => {
    const prices = subjects.pricesOf('model:berlin/qwen');
    expect(prices.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^model:berlin\/qwen\/2026-01-01\/[0-9a-f]{8}$/),
      expect.stringMatching(/^model:berlin\/qwen\/2026-06-01\/[0-9a-f]{8}$/),
    ]);
    expect(subjects.pricesOf('model:berlin/llama')).toEqual([]);
    const dearer = entities.map(entity =>
      entity.metadata.name === 'qwen'
        ? {
            ...entity,
            spec: {
              ...entity.spec,
              pricing: [
                {
                  from: '2026-01-01',
                  currency: 'EUR',
                  perMillionInputTokens: 4,
                },
              ],
            },
          }
        : entity,
    );
    const later = subjectsOn(catalogServiceMock({ entities: dearer }));
    await later.refresh();
    expect(later.pricesOf('model:berlin/qwen')[0].id).not.toBe(prices[0].id);
  });

  it('tells apart only so many names that nobody knows', () => {
    const many = subjectsOn();
    const names = Array.from(
      { length: 1_200 },
      (_, i) => many.resolve({ model: `made-up-${i}` }).model,
    );
    expect(new Set(names).size).toBe(1_001);
    expect(names[1_199]).toBe('other');
    expect(many.resolve({ model: 'made-up-3' }).model).toBe('made-up-3');
  });

  it('waits for the catalog a moment, and keeps what it read where it fails', async () => {
    const catalog = catalogServiceMock.mock({
      streamEntities: () => {
        throw new Error('The catalog is down');
      },
    });
    const waiting = subjectsOn(catalog, 50);
    const began = Date.now();
    await waiting.ready();
    expect(Date.now() - began).toBeGreaterThanOrEqual(45);
    expect(await waiting.refresh()).toBe(false);
    expect(waiting.resolve({ model: 'qwen3-14b' }).model).toBe('qwen3-14b');

    const reading = subjectsOn(undefined, 60_000);
    const ready = reading.ready();
    expect(await reading.refresh()).toBe(true);
    await ready;
    expect(reading.resolve({ model: 'assistant-large' }).model).toBe(
      'model:berlin/qwen',
    );
  });

  it('looks for a name that it hears for the first time, and not over and over', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
    const later = () => now.mockReturnValue(Date.now() + 11_000);
    let there: typeof entities = [];
    let reads = 0;
    const catalog = catalogServiceMock.mock({
      streamEntities: async function* pages(request) {
        const models = JSON.stringify(request?.query).includes('GpuPool');
        reads += models ? 1 : 0;
        yield there.filter(({ kind }) => (kind === 'Component') !== models);
      },
    });
    const learning = subjectsOn(catalog);
    const asked = { model: 'assistant-large' };
    expect(await learning.refresh()).toBe(true);
    expect(learning.resolve(asked).model).toBe('assistant-large');
    there = entities;
    later();
    await Promise.all([learning.ready([asked]), learning.ready([asked])]);
    expect(learning.resolve(asked).model).toBe('model:berlin/qwen');
    expect(reads).toBe(2);
    // Nobody knows it however often it comes.
    for (let time = 0; time < 3; time += 1) {
      later();
      await learning.ready([{ model: 'made-up', consumer: 'key-of-nobody' }]);
    }
    expect(reads).toBe(3);
    // Keys are no references, and of names there are only so many.
    later();
    await learning.ready([{ ...asked, consumer: 'another-key' }]);
    expect(reads).toBe(3);
    for (let name = 0; name < 100; name += 1) {
      later();
      await learning.ready([{ model: `made-up-${name}` }]);
    }
    expect(reads).toBeLessThan(60);
    now.mockRestore();
  });
});

describeOnDatabases('the key of pseudonyms', createDatabase => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
  });

  it('is made once for all replicas, and yields to that of the configuration', async () => {
    const [first, second] = await Promise.all([
      readPseudonymKey(knex, undefined),
      readPseudonymKey(knex, undefined),
    ]);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
    expect(await readPseudonymKey(knex, 'configured')).toBe('configured');
  });
});
