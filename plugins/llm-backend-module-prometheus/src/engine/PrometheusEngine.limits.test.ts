import { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  Answer,
  ask,
  authorized,
  closeAll,
  engineAt,
  json,
  page,
  serve,
  TOKEN,
  vector,
} from '../__testUtils__/askEngine';

afterEach(closeAll);

describe('PrometheusEngine, and its limits', () => {
  it('goes on where the second attempt succeeds', async () => {
    const { result, requests } = await ask((response, turn) =>
      turn === 1 ? page(503)(response) : json(response, vector('1')),
    );
    expect(result.series).toHaveLength(1);
    expect(requests).toHaveLength(2);
  });

  it('waits as long as it is asked to, and not at all where that is too long', async () => {
    const began = Date.now();
    const short = await ask((response, turn) =>
      turn === 1
        ? response.writeHead(503, { 'retry-after': '1' }).end()
        : json(response, vector('1')),
    );
    expect(short.result.series).toHaveLength(1);
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);

    const long = await ask(response =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    expect(long.result.kind).toBe('busy');
    expect(long.requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['says nothing', () => {}],
    [
      'sends a little at a time',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(timer));
      },
    ],
  ])(
    'gives up an engine that %s, and does not ask it again',
    async (_, answer) => {
      const { result, requests } = await ask(answer, { timeoutMs: 200 });
      expect(result).toMatchObject({
        kind: 'timeout',
        message: 'The engine fra did not answer within 0.22 s',
      });
      expect(requests).toHaveLength(1);
      expect(requests[0].parameters.timeout).toBe('200ms');
    },
  );

  it.each([
    ['plain', (text: string) => ({ body: Buffer.from(text), headers: {} })],
    [
      'packed',
      (text: string) => ({
        body: gzipSync(text),
        headers: { 'content-encoding': 'gzip' },
      }),
    ],
  ])('stops reading an answer that is too large: %s', async (_, pack) => {
    const { body, headers } = pack(' '.repeat(20 * 1024 * 1024));
    const { result, requests } = await ask(
      response =>
        response
          .writeHead(200, { 'content-type': 'application/json', ...headers })
          .end(body),
      {},
      { maxBytes: 1024 * 1024 },
    );
    expect(result).toMatchObject({
      kind: 'too-large',
      message:
        'The engine fra answers with more than the 1 MiB that are read: ask for less time, fewer series or a longer step',
    });
    expect(requests).toHaveLength(1);
  });

  it('follows no redirect, so that credentials go nowhere else', async () => {
    const elsewhere = await serve((_, response) => json(response, vector('1')));
    const { result } = await ask(
      response =>
        response
          .writeHead(307, { location: `${elsewhere.url}/login?state=${TOKEN}` })
          .end(),
      authorized,
    );
    expect(result).toMatchObject({
      kind: 'not-prometheus',
      message: `The engine fra leads on to ${elsewhere.url}/login, which is not followed; llm.measures.prometheus[0].url must be the address of the API itself`,
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('asks so many queries at a time, and refuses more than can wait', async () => {
    const waiting: ServerResponse[] = [];
    const server = await serve((_, response) => {
      waiting.push(response);
    });
    const engine = engineAt(server.url, { concurrency: 2 }, { queueLength: 1 });
    const first = [1, 2, 3].map(() => engine.instant('up'));
    await expect(engine.instant('up')).rejects.toMatchObject({
      kind: 'busy',
      message: 'The engine fra is being asked too much: its queue of 1 is full',
    });
    const until = async (count: number) => {
      while (waiting.length < count) {
        await new Promise(resolve => setImmediate(resolve));
      }
    };
    await until(2);
    // A sign of life does not stand in line.
    const health = engine.health();
    await until(4);
    expect(
      server.requests.filter(({ parameters }) => parameters.query === 'up'),
    ).toHaveLength(2);
    waiting.splice(0).forEach(response => json(response, vector('1')));
    await until(1);
    waiting.splice(0).forEach(response => json(response, vector('1')));
    await expect(health).resolves.toMatchObject({ partial: false });
    expect(await Promise.all(first)).toHaveLength(3);
  });

  it('ends with the reason of the signal, in the queue, on the way and in a pause', async () => {
    const reason = new Error('left');
    const controller = new AbortController();
    const { signal } = controller;
    const silentServer = await serve(() => {});
    const silent = engineAt(silentServer.url, { concurrency: 1 });
    const failing = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': '9' }).end(),
    );
    const all = [
      silent.instant('up', { signal }),
      silent.instant('up', { signal }),
      silent.health({ signal }),
      engineAt(failing.url).instant('up', { signal }),
    ].map(promise => promise.catch(error => error));
    while (failing.requests.length < 1 || silentServer.requests.length < 3) {
      await new Promise(resolve => setImmediate(resolve));
    }
    controller.abort(reason);
    expect(await Promise.all(all)).toEqual([reason, reason, reason, reason]);
    await expect(silent.instant('up', { signal })).rejects.toBe(reason);
    expect(silentServer.requests).toHaveLength(3);
  });

  it('refuses questions that make no sense without asking', async () => {
    const server = await serve(() => {});
    const engine = engineAt(server.url);
    const bad = { kind: 'bad-query' };
    await expect(
      engine.range('up', { start: 2, end: 1, step: 1 }),
    ).rejects.toMatchObject(bad);
    await expect(
      engine.range('up', { start: 1, end: 2, step: 0 }),
    ).rejects.toMatchObject(bad);
    await expect(
      engine.range('up', { start: NaN, end: 2, step: 1 }),
    ).rejects.toMatchObject(bad);
    await expect(
      engine.samples('up', { start: 2, end: 1 }),
    ).rejects.toMatchObject(bad);
    await expect(engine.labelValues('../query')).rejects.toMatchObject(bad);
    expect(server.requests).toEqual([]);
  });
});
