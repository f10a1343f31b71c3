import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
// The plugin that this is a module of, as a portal puts the two together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import llmPlugin from '@modelyard/plugin-llm-backend';
import request from 'supertest';
import { closeAll, page, serve, TOKEN } from './__testUtils__/askEngine';
import {
  describeWithEngine,
  prometheus,
  victoriaMetrics,
} from './__testUtils__/realEngines';
import llmModulePrometheus from '.';

jest.setTimeout(60_000);
afterEach(closeAll);

async function start(engines?: JsonObject[]) {
  const { server } = await startTestBackend({
    features: [
      llmPlugin,
      llmModulePrometheus,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: engines ? { llm: { measures: { prometheus: engines } } } : {},
      }),
    ],
  });
  return {
    server,
    async read() {
      const { status, body } = await request(server).get('/api/llm/v1/sources');
      expect(status).toBe(200);
      return body.sources.filter(
        ({ type }: { type: string }) => type === 'measure-engine',
      );
    },
  };
}

const at = expect.any(String);

describe('the module, with the llm plugin', () => {
  it('adds nothing where nothing is configured', async () => {
    const { read } = await start();
    expect(await read()).toEqual([
      {
        id: 'measures',
        type: 'measure-engine',
        state: 'not_configured',
        readAt: at,
      },
    ]);
  });

  it('keeps a backend from starting with a setting that cannot be right, and its secret to itself', async () => {
    const failure = await start([
      { name: 'fra', url: 'http://a', token: `${TOKEN} ${TOKEN}` },
    ]).catch(error => error);
    expect(failure.message).toContain(
      'Invalid llm.measures.prometheus[0].token: it must be one word without spaces or line ends',
    );
    expect(failure.message).not.toContain(TOKEN);
  });

  it('shows engines that fail in different ways, in their order, as soon as a page can wait', async () => {
    const hanging = await serve(() => {});
    const strange = await serve((_, response) => page(200)(response));
    const locked = await serve((_, response) => page(401)(response));
    const { read } = await start([
      { name: 'hanging', url: hanging.url },
      { name: 'strange', url: strange.url },
      { name: 'locked', url: locked.url, token: TOKEN },
    ]);
    const began = Date.now();
    const sources = await read();
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(sources).toEqual(
      [
        ['hanging', 'timeout', 'did not answer within 2.5 s'],
        [
          'strange',
          'not-prometheus',
          'answers with a web page instead of JSON, as a page to sign in does; check llm.measures.prometheus[1].url',
        ],
        [
          'locked',
          'unauthorised',
          'does not accept llm.measures.prometheus[2].token (401)',
        ],
      ].map(([name, errorKind, reason]) => ({
        id: `measures/${name}`,
        type: 'measure-engine',
        state: 'error',
        name,
        errorKind,
        error: `The engine ${name} ${reason}`,
        // The others hold what it holds.
        affects: [],
        readAt: at,
      })),
    );
    expect(JSON.stringify(sources)).not.toContain(TOKEN);
    // Looking again asks nobody again.
    await read();
    const queries = [hanging, strange, locked].map(
      ({ requests }) =>
        requests.filter(({ path }) => path === '/api/v1/query').length,
    );
    expect(queries).toEqual([1, 1, 1]);
  });

  describe.each([
    { program: prometheus, known: { version: expect.any(String) } },
    { program: victoriaMetrics, known: {} },
  ])('and a real engine', ({ program, known }) => {
    const scrape = {
      series: 'up{job="vllm"}',
      at: Date.now() - 40_000,
      value: 1,
    };
    describeWithEngine(program, [scrape], url => {
      it('shows what it is, and when it was last scraped', async () => {
        const { read } = await start([
          { name: 'fra', url: url(), clusters: ['fra-1'] },
        ]);
        expect(await read()).toEqual([
          {
            id: 'measures/fra',
            type: 'measure-engine',
            state: 'ok',
            name: 'fra',
            clusters: ['fra-1'],
            product: program.title,
            ...known,
            roundTripMs: expect.any(Number),
            lagMs: expect.any(Number),
            affects: expect.arrayContaining(['kv-cache-use', 'energy']),
            readAt: at,
            lastSuccessAt: at,
          },
        ]);
      });
    });
  });
});
