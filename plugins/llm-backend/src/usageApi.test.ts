import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  llmUsageExtensionPoint,
  UsageLedger,
} from '@modelyard/plugin-llm-node';
import request from 'supertest';
import llmPlugin from '.';
import { hidingCatalog } from './__testUtils__/hidingCatalog';
import { call, gateway } from './__testUtils__/usage';

// Each backend looks for the name that no model has, which takes a report five seconds.
jest.setTimeout(60_000);

const QWEN = 'model:berlin/qwen';
const BOT = 'component:berlin/bot';
const INDEX = 'component:berlin/index';
const SUPPORT = 'group:berlin/support';
const AT = Date.now() - 60_000;
const HOUR = 3_600_000;
const iso = (moment: number) => new Date(moment).toISOString();
const FROM = iso(AT - 2 * HOUR);
const TO = iso(AT + 2 * HOUR);

function entity(
  ref: string,
  relations: Array<[string, string]>,
  rest: object = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: `${kind[0].toLocaleUpperCase('en-US')}${kind.slice(1)}`,
    metadata: { name, namespace },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
    ...rest,
  };
}

const entities = [
  entity(QWEN, [['ownedBy', 'group:berlin/ml']], {
    apiVersion: 'modelyard.dev/v1alpha1',
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:berlin/ml',
      versions: [{ name: 'v1', kind: 'weights', source: { uri: 'hf://a/b' } }],
      deployments: [],
    },
  }),
  entity(SUPPORT, [['ownerOf', BOT]]),
  entity('group:berlin/ml', [['ownerOf', QWEN]]),
  entity(BOT, [['ownedBy', SUPPORT]]),
  entity(INDEX, [['ownedBy', 'group:berlin/search']]),
];

async function start(
  memberOf: string[],
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
  hidden: string[] = [],
) {
  const ledgers: UsageLedger[] = [];
  const { server } = await startTestBackend({
    features: [
      llmPlugin,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          hidingCatalog({
            entities,
            hides: each => hidden.includes(stringifyEntityRef(each)),
          }),
      }),
      mockServices.permissions.factory({ result }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () =>
          mockServices.userInfo({
            ownershipEntityRefs: ['user:default/mock', ...memberOf],
          }),
      }),
      mockServices.rootConfig.factory({
        data: { llm: { roles: { platform: ['group:berlin/platform'] } } },
      }),
      createBackendModule({
        pluginId: 'llm',
        moduleId: 'intake',
        register(reg) {
          reg.registerInit({
            deps: { usage: llmUsageExtensionPoint },
            async init({ usage }) {
              usage.addIntake({
                name: 'test',
                start: ledger => {
                  ledgers.push(ledger);
                },
              });
            },
          });
        },
      }),
    ],
  });
  const by = (id: string, model: string, consumer: string, inputTokens = 100) =>
    call(id, {
      at: AT,
      subject: { model, consumer },
      counts: { requests: 1, inputTokens },
    });
  await ledgers[0].recordCalls({
    ...gateway,
    calls: [
      by('a', QWEN, BOT),
      by('b', QWEN, BOT),
      by('c', QWEN, INDEX, 7),
      by('d', QWEN, 'somebody', 20),
      by('e', '=2+3', BOT, 1),
    ],
  });
  return {
    get: (query: object, path = '') =>
      request(server)
        .get(`/api/llm/v1/usage${path}`)
        .query({ from: FROM, to: TO, step: 'total', ...query }),
    server,
  };
}

type Row = {
  key: Record<string, string>;
  counts: Record<string, { value: number }>;
};
const told = ({ rows }: { rows: Row[] }, part: string, count = 'inputTokens') =>
  rows.map(({ key, counts }) => [key[part], counts[count]?.value]);

describe('the API of usage', () => {
  it('tells the owner of a model all its consumers, and adds them up', async () => {
    const { get } = await start(['group:berlin/ml']);
    const { status, body } = await get({
      model: QWEN,
      by: 'consumer',
      sort: 'inputTokens',
    });
    expect(status).toBe(200);
    expect(told(body, 'consumer')).toEqual([
      [BOT, 200],
      [expect.stringMatching(/^key-[0-9a-f]{16}$/), 20],
      [INDEX, 7],
    ]);
    expect(body.total.counts).toEqual({
      requests: { value: 4, qualifiers: [], vantages: ['gateway-log'] },
      inputTokens: { value: 227, qualifiers: [], vantages: ['gateway-log'] },
    });
    expect(body).toMatchObject({
      closed: false,
      total: { key: {}, unpriced: true },
      authorities: [
        { count: 'requests', vantage: 'gateway-log', sources: ['gateway-fra'] },
        { count: 'inputTokens' },
      ],
    });
    expect(body).not.toHaveProperty('coverage');
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('tells others no more than is theirs, and lets nobody ask for what is not', async () => {
    const { get } = await start([SUPPORT]);
    const byConsumer = await get({ model: QWEN, by: 'consumer' });
    expect(told(byConsumer.body, 'consumer')).toEqual([
      [BOT, 200],
      ['others', 27],
    ]);
    const own = await get({ consumer: SUPPORT, by: 'model' });
    expect(told(own.body, 'model')).toEqual([
      ['=2+3', 1],
      [QWEN, 200],
    ]);
    const foreign = await get({ consumer: INDEX });
    expect(foreign.status).toBe(403);
    expect(foreign.body.error.message).toMatch(
      /^What component:berlin\/index uses is shown to those who belong to it/,
    );
    // Of the fleet they see models of the catalog, and not what else senders name.
    const fleet = await get({ by: 'model' });
    expect(told(fleet.body, 'model')).toEqual([[QWEN, 227]]);
  });

  it('tells those who belong to nobody totals, and the platform everything', async () => {
    const nobody = await start([]);
    const total = await nobody.get({ by: ['model', 'consumer'] });
    expect(told(total.body, 'consumer')).toEqual([['others', 227]]);
    const platform = await start(['group:berlin/platform']);
    const fleet = await platform.get({ by: ['consumer'] });
    expect(told(fleet.body, 'consumer')).toEqual([
      [BOT, 201],
      [INDEX, 7],
      [expect.stringMatching(/^key-/), 20],
    ]);
  });

  it('asks for the permission, and for somebody who is signed in', async () => {
    const { get, server } = await start([], AuthorizeResult.DENY);
    for (const path of ['', '/csv']) {
      const { status, body } = await get({}, path);
      expect([status, body.error.message]).toEqual([
        403,
        "This needs the permission 'llm.measure.read'",
      ]);
      const unknown = await request(server)
        .get(`/api/llm/v1/usage${path}`)
        .query({ from: FROM, to: TO, step: 'total' })
        .set('authorization', mockCredentials.none.header());
      expect(unknown.status).toBe(401);
    }
  });

  it.each<[string, object, string]>([
    ['an end before the beginning', { to: FROM, from: TO }, 'Invalid to: '],
    ['no moment', { from: '26.11.2026' }, 'Invalid from: "26.11.2026" is no'],
    ['a time without its zone', { to: '2026-11-26T20:00:00' }, 'Invalid to: '],
    [
      'too long a span by the hour',
      { step: 'hour', from: iso(AT - 40 * 24 * HOUR) },
      'Invalid from: the span has 963 hours; by the hour it has at most 32 days',
    ],
    ['a part that is none', { by: ['consumer', 'source'] }, '/query/by/1'],
    ['a count that is none', { sort: 'money' }, '/query/sort'],
    ['a ref that is none', { model: 'qwen' }, 'Invalid model: "qwen" is no'],
    ['a ref of another kind', { consumer: QWEN }, 'Invalid consumer: '],
    [
      'models in two ways',
      { model: QWEN, models: SUPPORT },
      'Invalid models: ',
    ],
    ['no cursor', { cursor: 'abc' }, 'Invalid cursor: '],
    ['too many rows', { limit: 1001 }, '/query/limit'],
  ])('refuses %s', async (_, query, message) => {
    const { get } = await start([]);
    const { status, body } = await get(query);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  it('knows nothing of what the catalog does not show', async () => {
    const { get } = await start([]);
    for (const query of [
      { model: 'model:berlin/ghost' },
      { consumer: 'component:berlin/ghost' },
      { models: 'system:berlin/ghost' },
    ]) {
      const { status, body } = await get(query);
      expect([status, body.error.message]).toEqual([
        404,
        expect.stringMatching(/^You see no .*ghost in the catalog$/),
      ]);
    }
  });

  it('leaves out models that the catalog hides, and keeps the rest of what a team uses', async () => {
    const { get } = await start([SUPPORT], AuthorizeResult.ALLOW, [QWEN]);
    expect((await get({ by: 'model' })).body.rows).toEqual([]);
    expect((await get({ model: QWEN })).status).toBe(404);
    const own = await get({ consumer: SUPPORT, by: 'model' });
    expect(told(own.body, 'model')).toEqual([['=2+3', 1]]);
  });

  it('tells an owner of models what somebody used of these, page by page', async () => {
    const { get } = await start(['group:berlin/ml']);
    const question = { models: 'group:berlin/ml', by: 'consumer', limit: 2 };
    const first = await get(question);
    expect(told(first.body, 'consumer')).toEqual([
      [BOT, 200],
      [INDEX, 7],
    ]);
    const second = await get({ ...question, cursor: first.body.nextCursor });
    expect(told(second.body, 'consumer')).toEqual([
      [expect.stringMatching(/^key-/), 20],
    ]);
    expect(second.body.total).toEqual(first.body.total);
    expect(second.body).not.toHaveProperty('nextCursor');
    const ofBot = await get({ model: QWEN, consumer: BOT });
    expect(ofBot.body.total.counts.inputTokens.value).toBe(200);
    expect((await get({ consumer: BOT })).status).toBe(403);
  });

  it('writes a table that no program takes for formulas', async () => {
    const { get } = await start(['group:berlin/platform']);
    const { status, headers, text } = await get(
      { by: ['model', 'consumer'] },
      '/csv',
    );
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(
      'text/csv; charset=utf-8; header=present',
    );
    expect(headers['content-disposition']).toBe(
      `attachment; filename="usage-${FROM.slice(0, 10)}-${iso(
        Date.parse(TO) - 1,
      ).slice(0, 10)}.csv"`,
    );
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      'model,consumer,requests (count),inputTokens (tokens),unpriced,qualifiers',
    );
    expect(lines.slice(1, 4)).toEqual([
      `'=2+3,${BOT},1,1,true,`,
      `${QWEN},${BOT},2,200,true,`,
      `${QWEN},${INDEX},1,7,true,`,
    ]);
    expect(lines).toHaveLength(6);
  });
});
