import { sendEndless } from './__testUtils__/sendFile';
import {
  COMMIT,
  startHub,
  TestHub,
  TestRepository,
} from './__testUtils__/startHub';
import { startServer } from './__testUtils__/startServer';
import { CONFIG, MODEL, readerOf, SHARDED } from './__testUtils__/tinyModel';
import { ggufFile } from './__testUtils__/weightFiles';

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function hubWith(repository: TestRepository): Promise<TestHub> {
  const hub = await startHub({ 'acme/tiny': repository });
  open.push(hub);
  return hub;
}

describe('what goes wrong at the hub', () => {
  it.each<
    [
      what: string,
      repository: Partial<TestRepository>,
      settings: Record<string, unknown>,
      model: { uri: string; revision?: string },
      name: string,
      message: string,
    ]
  >([
    [
      'a gated model without a token',
      { gatedFor: 'hf_other' },
      {},
      MODEL,
      'NotAllowedError',
      'acme/tiny is gated: it needs llm.hub.token, of an account that has been given access to it',
    ],
    [
      'a gated model with a token that has no access',
      { gatedFor: 'hf_other' },
      { token: 'hf_hush' },
      MODEL,
      'NotAllowedError',
      'acme/tiny is gated: the account of llm.hub.token has not been given access to it',
    ],
    [
      'a wrong revision',
      {},
      {},
      { ...MODEL, revision: 'v9' },
      'NotFoundError',
      'acme/tiny has no revision v9',
    ],
    [
      'an unknown model',
      {},
      {},
      { uri: 'hf://acme/none' },
      'NotFoundError',
      'HUB has no model acme/none, or it is private and needs llm.hub.token',
    ],
    [
      'malformed JSON',
      { files: { 'config.json': '{"model_type":\n "llama",,}' } },
      {},
      MODEL,
      'InputError',
      'config.json is not JSON: ',
    ],
    [
      'a configuration that is none',
      { files: { 'config.json': '[1]' } },
      {},
      MODEL,
      'InputError',
      'config.json must be the configuration of a model: an object with fields',
    ],
    [
      'another file with the name of a GGUF',
      { files: { 'a.gguf': Buffer.alloc(100, 1) }, lfs: ['a.gguf'] },
      {},
      MODEL,
      'InputError',
      'a.gguf is not a GGUF file that this reader knows: it does not begin with GGUF',
    ],
    [
      'a GGUF file that ends in its header',
      {
        files: { 'a.gguf': ggufFile({ type: 1 }).subarray(0, 150) },
        lfs: ['a.gguf'],
      },
      {},
      MODEL,
      'InputError',
      'a.gguf must have all metadata and the list of weights, but its 150 bytes end before',
    ],
    [
      'a redirect to a private address',
      {
        files: { 'config.json': '{}' },
        lfs: ['config.json'],
        storedAt: 'https://169.254.169.254/latest/meta-data/iam?x=hush',
      },
      {},
      MODEL,
      'InputError',
      'https://169.254.169.254/latest/meta-data/iam is an address inside a network, which is not asked: only llm.hub.allowedHosts can allow that',
    ],
    [
      'a redirect to a host without TLS that nobody has allowed',
      { files: { 'a.gguf': ggufFile({ type: 1 }) }, lfs: ['a.gguf'] },
      { allowedHosts: [] },
      MODEL,
      'InputError',
      'must begin with https://',
    ],
  ])(
    '%s: one clear line',
    async (_, repository, settings, model, name, message) => {
      const hub = await hubWith({ ...SHARDED, ...repository });
      const error = await readerOf(hub, settings)
        .inspect(model)
        .then(
          () => undefined,
          (reason: Error) => reason,
        );
      expect(error).toMatchObject({
        name,
        message: expect.stringContaining(message.replace('HUB', hub.hub.url)),
      });
      expect(error?.message).not.toMatch(/\n|hush/);
    },
  );

  it('a GGUF whose counts lie is read no further than the limit', async () => {
    const file = Buffer.concat([ggufFile({ type: 1 }), Buffer.alloc(1000)]);
    file.writeBigUInt64LE(2n ** 40n, 8);
    const hub = await hubWith({ files: { 'a.gguf': file }, lfs: ['a.gguf'] });
    await expect(readerOf(hub).inspect(MODEL)).rejects.toThrow('end before');
    expect(hub.storage.requests).toHaveLength(1);
  });

  it('a hub that is down', async () => {
    const hub = await startServer(() => undefined);
    await hub.close();
    await expect(readerOf({ hub }).inspect(MODEL)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /cannot be reached: nothing listens there$/,
      ),
    });
  });

  it.each([
    [500, 'does not work at the moment: it answers with status 500'],
    [503, 'does not work at the moment: it answers with status 503'],
    [429, 'has had too many requests; try again in a few minutes'],
  ])('a hub that answers with %d', async (status, message) => {
    const hub = await startServer((_, response) =>
      response.writeHead(status).end('<html>'),
    );
    open.push(hub);
    await expect(readerOf({ hub }).inspect(MODEL)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [
      'a web page',
      'text/html',
      '<html>',
      'InputError',
      'a web page instead of JSON',
    ],
    [
      'broken JSON',
      'application/json',
      '{',
      'ServiceUnavailableError',
      'is llm.hub.endpoint right?',
    ],
    [
      'something else',
      'application/json',
      'null',
      'ServiceUnavailableError',
      'is llm.hub.endpoint right?',
    ],
  ])(
    'an endpoint that answers with %s',
    async (_, type, body, name, message) => {
      const hub = await startServer((__, response) =>
        response.writeHead(200, { 'content-type': type }).end(body),
      );
      open.push(hub);
      await expect(readerOf({ hub }).inspect(MODEL)).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    },
  );

  it('a configuration of 300 MB is refused while it comes', async () => {
    let sent = () => 0;
    const hub = await startServer((request, response) => {
      if (request.url?.includes('/resolve/')) {
        sent = sendEndless(response, { 'content-type': 'text/plain' });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        request.url?.includes('/tree/')
          ? JSON.stringify([{ type: 'file', path: 'config.json', size: 300 }])
          : JSON.stringify({ id: 'acme/tiny', sha: COMMIT }),
      );
    });
    open.push(hub);
    await expect(readerOf({ hub }).inspect(MODEL)).rejects.toMatchObject({
      name: 'InputError',
      message: `${hub.url}/acme/tiny/resolve/${COMMIT}/config.json is larger than the 8 MiB that are read of such a file`,
    });
    // What both sides hold may have gone out.
    expect(sent()).toBeLessThan(40e6);
  });

  it('an endpoint whose answer never ends', async () => {
    let sent = () => 0;
    const hub = await startServer((_, response) => {
      sent = sendEndless(response, { 'content-type': 'application/json' });
    });
    open.push(hub);
    await expect(readerOf({ hub }).inspect(MODEL)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('is larger than the 16 MiB'),
    });
    expect(sent()).toBeLessThan(60e6);
  });

  it('a link to further pages at another host gets no token', async () => {
    const other = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
    );
    open.push(other);
    const hub = await startServer((request, response) => {
      const isTree = request.url?.includes('/tree/');
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(isTree && { link: `<${other.url}/more>; rel="next"` }),
      });
      response.end(
        isTree ? '[]' : JSON.stringify({ id: 'acme/tiny', sha: COMMIT }),
      );
    });
    open.push(hub);
    const found = await readerOf(
      { hub },
      { token: 'hf_hush', allowedHosts: [other.url] },
    ).inspect(MODEL);
    expect(other.requests).toEqual([{ path: '/more' }]);
    expect(found).toMatchObject({ revision: COMMIT });
    expect(found.issues).toContainEqual(
      expect.objectContaining({ code: 'missing-config', severity: 'error' }),
    );
  });

  it('a file that is not what its hash says', async () => {
    const hub = await hubWith({
      ...SHARDED,
      lfs: [...(SHARDED.lfs ?? []), 'config.json'],
    });
    const text = JSON.stringify({ ...CONFIG, vocab_size: 5 });
    const storage = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(text),
    );
    open.push(storage);
    const proxy = await startServer((request, response) => {
      response
        .writeHead(307, {
          location: request.url?.endsWith('config.json')
            ? `${storage.url}/config.json`
            : `${hub.hub.url}${request.url}`,
        })
        .end();
    });
    open.push(proxy);
    await expect(
      readerOf(
        { hub: proxy },
        { allowedHosts: [hub.hub.url, storage.url] },
      ).inspect(MODEL),
    ).rejects.toMatchObject({
      name: 'InputError',
      message:
        'config.json is not what its source says it is: its SHA-256 is another one',
    });
  });

  it('a model that nobody knows is no error: issues name what is unknown', async () => {
    const hub = await hubWith({
      files: {
        'config.json': JSON.stringify({
          model_type: 'novel_seq2seq',
          is_encoder_decoder: true,
        }),
      },
    });
    const found = await readerOf(hub).inspect(MODEL);
    expect(found.architecture).toBeUndefined();
    expect(found.issues).toContainEqual(
      expect.objectContaining({
        path: 'config.model_type',
        severity: 'error',
        message: expect.stringContaining('"novel_seq2seq"'),
      }),
    );
  });

  it('ends with the signal of the caller', async () => {
    const controller = new AbortController();
    const reason = new Error('the task was cancelled');
    const hub = await startServer(() => controller.abort(reason));
    open.push(hub);
    await expect(
      readerOf({ hub }).inspect(MODEL, { signal: controller.signal }),
    ).rejects.toBe(reason);
  });
});
