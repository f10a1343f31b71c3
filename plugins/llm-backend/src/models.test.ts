import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { request as httpRequest, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import llmPlugin from '.';
import {
  BYTES,
  COMMIT,
  CONFIG,
  ggufFile,
  SHARDED,
  startHub,
  startServer,
  TestRepository,
  TestServer,
} from './__testUtils__/hub';

jest.setTimeout(30_000);

const TOKEN = 'hf_hush';
const open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function start(options: {
  hub: TestServer;
  storage?: TestServer;
  settings?: Record<string, unknown>;
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
}) {
  const { hub, storage, settings, result = AuthorizeResult.ALLOW } = options;
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const { server } = await startTestBackend({
    features: [
      llmPlugin,
      logger.factory,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.permissions.factory({ result }),
      mockServices.rootConfig.factory({
        data: {
          llm: {
            hub: {
              endpoint: hub.url,
              allowedHosts: storage ? [storage.otherUrl] : [],
              ...settings,
            },
          },
        },
      }),
    ],
  });
  return {
    server,
    logger,
    inspect: (body: object, authorization = mockCredentials.user.header()) =>
      request(server)
        .post('/api/llm/v1/models/inspect')
        .set('authorization', authorization)
        .send(body),
  };
}

async function startWith(
  repository: Partial<TestRepository> = {},
  settings: Record<string, unknown> = {},
) {
  const hub = await startHub({
    'acme/tiny': { ...SHARDED, ...repository },
  });
  open.push(hub);
  return start({ ...hub, settings });
}

const MODEL = { uri: 'acme/tiny' };

/** Waits until something has come about. */
async function until(isSo: () => boolean): Promise<void> {
  const began = Date.now();
  while (!isSo()) {
    if (Date.now() - began > 10_000) {
      throw new Error('It has not come about within 10 s');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function addressOf(server: Server): { host: string; port: number } {
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

describe('POST /v1/models/inspect', () => {
  it('answers with a version as a model has it, pinned to the commit', async () => {
    const { inspect } = await startWith();
    const { status, body } = await inspect({ ...MODEL, revision: 'v1.0' });
    expect(status).toBe(200);
    expect(body).toEqual({
      version: {
        name: 'bf16-01234567',
        kind: 'weights',
        source: {
          uri: 'hf://acme/tiny',
          revision: COMMIT,
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          license: 'apache-2.0',
        },
        quantization: 'none',
        architecture: expect.objectContaining({
          weightBytes: BYTES,
          parameters: { total: BYTES / 2, active: BYTES / 2 },
          contextLength: 4096,
        }),
      },
      issues: [],
      weightBytes: BYTES,
      files: 7,
    });
  });

  it('reads a configuration that was pasted, under the name that was given', async () => {
    const { inspect } = await startWith();
    const { body } = await inspect({
      config: JSON.stringify(CONFIG),
      name: 'mine',
    });
    expect(body).toMatchObject({
      version: { name: 'mine', architecture: { contextLength: 4096 } },
      issues: [
        { path: 'weightBytes', code: 'unknown-size' },
        { path: 'digest', code: 'unknown-digest' },
      ],
      files: 0,
    });
    expect(body.version).not.toHaveProperty('source');
    expect(body).not.toHaveProperty('weightBytes');
  });

  it('says why a model cannot be sized, and what is known of it all the same', async () => {
    const { inspect } = await startWith({
      files: {
        'config.json': JSON.stringify({ model_type: 'weather' }),
        'model.safetensors': Buffer.alloc(1000),
      },
      lfs: ['model.safetensors'],
    });
    const { status, body } = await inspect(MODEL);
    expect(status).toBe(200);
    expect(body.version).toMatchObject({ source: { revision: COMMIT } });
    expect(body.version).not.toHaveProperty('architecture');
    expect(body.issues).toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
  });

  it.each<
    [
      what: string,
      repository: Partial<TestRepository>,
      body: object,
      status: number,
      message: RegExp,
    ]
  >([
    [
      'a gated model without a token',
      { gatedFor: 'hf_other' },
      MODEL,
      403,
      /^acme\/tiny is gated: it needs llm\.hub\.token/,
    ],
    [
      'a revision that is not there',
      {},
      { ...MODEL, revision: 'v9' },
      404,
      /^acme\/tiny has no revision v9$/,
    ],
    [
      'a model that is not there',
      {},
      { uri: 'acme/none' },
      404,
      /has no model acme\/none, or it is private and needs llm\.hub\.token$/,
    ],
    [
      'a private address',
      {},
      { uri: 'https://10.0.0.7/config.json' },
      400,
      /is an address inside a network, which is not asked: only llm\.hub\.allowedHosts can allow that$/,
    ],
    [
      'malformed JSON',
      { files: { 'config.json': '{"model_type": "llama",,}' } },
      MODEL,
      400,
      /^config\.json is not JSON: /,
    ],
    [
      'malformed JSON that was pasted',
      {},
      { config: '{"model_type"' },
      400,
      /^config is not JSON: /,
    ],
    [
      'a broken header of a GGUF file',
      {
        files: { 'a.gguf': ggufFile({ type: 1 }).subarray(0, 150) },
        lfs: ['a.gguf'],
      },
      MODEL,
      400,
      /^a\.gguf must have all metadata and the list of weights, but its 150 bytes end before/,
    ],
    [
      'a configuration that is too large',
      { files: { 'config.json': ' '.repeat(9 * 1024 * 1024) } },
      MODEL,
      400,
      /config\.json .*8 MiB/,
    ],
    [
      'a request that is too large',
      {},
      { config: ' '.repeat(3 * 1024 * 1024) },
      400,
      /^The request has more than 2 MiB: config must be/,
    ],
    ['nothing', {}, {}, 400, /^either uri or config must be given$/],
    [
      'a field that it does not know',
      {},
      { ...MODEL, token: 'x' },
      400,
      /additional properties/,
    ],
  ])(
    'passes on what is wrong: %s',
    async (_, repository, body, status, message) => {
      const { inspect } = await startWith(repository);
      const response = await inspect(body);
      expect([response.status, response.body.error?.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    },
  );

  it('uses the token of the configuration, and tells it nobody', async () => {
    const { inspect, logger } = await startWith(
      { gatedFor: TOKEN },
      { token: TOKEN },
    );
    const { status, text } = await inspect(MODEL);
    expect(status).toBe(200);
    expect(text).not.toContain(TOKEN);
    expect(
      JSON.stringify(
        [logger.debug, logger.info, logger.warn, logger.error].map(
          ({ mock }) => mock.calls,
        ),
      ),
    ).not.toContain(TOKEN);
  });

  it('says that the hub does not answer', async () => {
    const hub = await startServer(() => undefined);
    await hub.close();
    const { inspect } = await start({ hub });
    const { status, body } = await inspect(MODEL);
    expect([status, body.error.message]).toEqual([
      503,
      expect.stringMatching(/nothing listens there$/),
    ]);
  });

  it('needs the permission, and a person', async () => {
    const hub = await startServer(() => undefined);
    open.push(hub);
    const { inspect } = await start({ hub, result: AuthorizeResult.DENY });
    const { status, body } = await inspect(MODEL);
    expect([status, body.error.message]).toEqual([
      403,
      "This needs the permission 'llm.model.inspect'",
    ]);
    for (const authorization of [
      mockCredentials.service.header(),
      mockCredentials.none.header(),
    ]) {
      expect((await inspect(MODEL, authorization)).status).not.toBe(200);
    }
    expect(hub.requests).toEqual([]);
  });

  it('reads two models at once for a user, and goes on when they are done', async () => {
    const waiting: Array<() => void> = [];
    const hub = await startServer((_, response) => {
      waiting.push(() => response.writeHead(404).end());
    });
    open.push(hub);
    const { inspect } = await start({ hub });
    const first = [inspect(MODEL), inspect(MODEL)].map(test =>
      test.then(({ status }) => status),
    );
    await until(() => waiting.length === 2);

    const third = await inspect(MODEL);
    expect([third.status, third.body.error]).toEqual([
      429,
      expect.objectContaining({
        name: 'TooManyRequestsError',
        message:
          '2 models are being read for you already; try again when one of them is done',
      }),
    ]);
    const other = inspect(
      MODEL,
      mockCredentials.user.header('user:berlin/kim'),
    ).then(({ status }) => status);
    await until(() => waiting.length === 3);

    while (waiting.length > 0) {
      waiting.pop()?.();
    }
    expect(await Promise.all([...first, other])).toEqual([404, 404, 404]);

    const again = inspect(MODEL).then(({ status }) => status);
    await until(() => waiting.length === 1);
    waiting.pop()?.();
    expect(await again).toBe(404);
  });

  it('gives up when the client goes away, and makes room for the next', async () => {
    let given = 0;
    let ended = 0;
    const hub = await startServer((_, response) => {
      given++;
      response.once('close', () => {
        ended++;
      });
    });
    open.push(hub);
    const { server, inspect, logger } = await start({ hub });
    const leave = () => {
      const sent = httpRequest({
        ...addressOf(server),
        method: 'POST',
        path: '/api/llm/v1/models/inspect',
        headers: {
          authorization: mockCredentials.user.header(),
          'content-type': 'application/json',
        },
      });
      sent.on('error', () => undefined);
      sent.end(JSON.stringify(MODEL));
      return sent;
    };
    const gone = [leave(), leave()];
    await until(() => given === 2);
    expect((await inspect(MODEL)).status).toBe(429);
    gone.forEach(sent => sent.destroy());
    await until(() => ended === 2);
    const next = leave();
    await until(() => given === 3);
    next.destroy();
    await until(() => ended === 3);
    expect(logger.error).not.toHaveBeenCalled();
  });
});
