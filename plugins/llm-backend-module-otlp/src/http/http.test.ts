import { mockCredentials } from '@backstage/backend-test-utils';
import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  encodings,
  encodeSpans,
  EncodingName,
} from '../__testUtils__/encodings';
import { chat, makeSpan } from '../__testUtils__/spans';
import {
  OTHER_TOKEN,
  post,
  RunningIntake,
  startIntake,
  stopIntakes,
} from '../__testUtils__/startIntake';
import { TOKEN } from '../__testUtils__/token';

jest.setTimeout(60_000);
afterEach(stopIntakes);

const one = (encoding: EncodingName) => encodeSpans(encoding, [makeSpan()]);
const typeOf = (encoding: EncodingName) => ({
  'content-type': encodings[encoding].type,
});
const statusOf = (encoding: EncodingName, body: Buffer) =>
  encoding === 'json'
    ? JSON.parse(body.toString())
    : {
        code: body[1],
        // Field 2, a text of less than 128 bytes.
        message: body.subarray(4, 4 + body[3]).toString(),
      };
const refusals = async ({ backend, ledger }: RunningIntake) => {
  await backend.stop();
  return Object.fromEntries(
    ledger.refusals.map(({ code, requests }) => [code, requests]),
  );
};

describe.each(['protobuf', 'json'] as const)('in %s', encoding => {
  it('success has no message, and partial success the number and the reasons', async () => {
    const { url, ledger } = await startIntake();
    const all = await post(`${url}/traces`, one(encoding), typeOf(encoding));
    expect(all.status).toBe(200);
    expect(all.headers.get('content-type')).toBe(encodings[encoding].type);
    const serializer =
      encoding === 'json' ? JsonTraceSerializer : ProtobufTraceSerializer;
    expect(
      serializer.deserializeResponse(all.body).partialSuccess,
    ).toBeUndefined();

    const some = await post(
      `${url}/traces`,
      encodeSpans(encoding, [
        makeSpan(),
        ...Array.from({ length: 200 }, () => makeSpan({ milliseconds: -1 })),
      ]),
      typeOf(encoding),
    );
    expect(some.status).toBe(200);
    const { partialSuccess } = serializer.deserializeResponse(some.body);
    expect(Number(partialSuccess?.rejectedSpans)).toBe(200);
    expect(partialSuccess?.errorMessage).toBe(
      '200 has no end, or one before its start',
    );
    expect(ledger.calls).toHaveLength(2);
  });

  it('refusals say why in the encoding of the request, and are counted', async () => {
    const running = await startIntake({ otlp: { maxBodyBytes: 20_000 } });
    const { url, ledger } = running;
    const to = `${url}/traces`;
    const type = typeOf(encoding);
    const large = encodeSpans(
      encoding,
      Array.from({ length: 200 }, () => makeSpan()),
    );
    const cases: [number, number, Promise<Awaited<ReturnType<typeof post>>>][] =
      [
        [401, 16, post(to, one(encoding), { ...type, authorization: '' })],
        [
          401,
          16,
          post(to, one(encoding), { ...type, authorization: 'Bearer wrong' }),
        ],
        [
          403,
          7,
          post(to, one(encoding), {
            ...type,
            authorization: `Bearer ${OTHER_TOKEN}`,
          }),
        ],
        [413, 8, post(to, large, type)],
        [
          413,
          8,
          post(to, gzipSync(large), { ...type, 'content-encoding': 'gzip' }),
        ],
        [
          413,
          8,
          post(to, gzipSync(Buffer.alloc(50_000_000)), {
            ...type,
            'content-encoding': 'gzip',
          }),
        ],
        [
          415,
          12,
          post(to, one(encoding), { ...type, 'content-encoding': 'zstd' }),
        ],
        [
          400,
          3,
          post(to, one(encoding), { ...type, 'content-encoding': 'gzip' }),
        ],
        [400, 3, post(to, Buffer.from('<html>'), type)],
      ];
    for (const [http, grpc, answer] of cases) {
      const { status, body, headers } = await answer;
      expect(status).toBe(http);
      expect(headers.get('content-type')).toBe(encodings[encoding].type);
      const { code, message } = statusOf(encoding, body);
      expect(code).toBe(grpc);
      expect(message.length).toBeGreaterThan(10);
    }
    expect(ledger.calls).toEqual([]);
    expect(await refusals(running)).toEqual({
      unauthenticated: 2,
      'not-allowed': 1,
      'too-large': 3,
      unsupported: 1,
      malformed: 2,
    });
  });
});

it('only a service may report: a user may not, whatever their rights', async () => {
  const running = await startIntake({ mockAuth: true });
  const to = `${running.url}/traces`;
  const { status, body } = await post(to, one('json'), {
    authorization: mockCredentials.user.header(),
  });
  expect(status).toBe(403);
  expect(JSON.parse(body.toString())).toEqual({
    code: 7,
    message: 'Only a service may report usage',
  });
  expect(running.ledger.calls).toEqual([]);
  const service = await post(to, one('json'), {
    authorization: mockCredentials.service.header(),
  });
  expect(service.status).toBe(200);
  expect(await refusals(running)).toEqual({ 'not-allowed': 1 });
});

it('types and methods that OTLP does not have are refused', async () => {
  const running = await startIntake();
  const to = `${running.url}/metrics`;
  for (const type of ['text/plain', 'application/grpc', '']) {
    const { status, body } = await post(to, '{}', { 'content-type': type });
    expect(status).toBe(415);
    expect(JSON.parse(body.toString()).code).toBe(12);
  }
  const get = await fetch(to, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(get.status).toBe(405);
  expect(get.headers.get('allow')).toBe('POST');
  expect(await refusals(running)).toEqual({ unsupported: 3 });
});

it('media types may have parameters', async () => {
  const { url, ledger } = await startIntake();
  const { status } = await post(`${url}/traces`, one('json'), {
    'content-type': 'Application/JSON; charset=utf-8',
  });
  expect(status).toBe(200);
  expect(ledger.calls).toHaveLength(1);
});

it('before there is a ledger, and while it fails, the sender is told to try again', async () => {
  const { url, ledger, start, logged } = await startIntake({ started: false });
  const to = `${url}/traces`;
  const early = await post(to, one('json'));
  expect(early.status).toBe(503);
  expect(early.headers.get('retry-after')).toBe('5');
  start();
  ledger.failure = new Error('no connection');
  const body = encodeSpans('json', [makeSpan(), makeSpan()]);
  const failed = await post(to, body);
  expect(failed.status).toBe(503);
  expect(failed.headers.get('retry-after')).toBe('5');
  expect(failed.body.toString()).not.toContain('no connection');
  expect(logged.join()).toContain('no connection');
  ledger.failure = undefined;
  expect((await post(to, body)).status).toBe(200);
  expect(ledger.calls).toHaveLength(2);
});

it('what can never be written is not asked for again', async () => {
  const { url, ledger } = await startIntake();
  ledger.failure = Object.assign(new Error('of a name'), {
    name: 'InputError',
  });
  expect((await post(`${url}/traces`, one('json'))).status).toBe(400);
});

it('each subject has its own share of requests', async () => {
  const running = await startIntake({
    otlp: { rateLimit: { perSecond: 0.5, burst: 3 } },
  });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post(`${running.url}/traces`, one('json'))),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(refused).toHaveLength(2);
  expect(Number(refused[0].headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refusals(running)).toEqual({ 'too-many': 2 });
});

it('more than it can hold at the same time is put off', async () => {
  const body = encodeSpans(
    'protobuf',
    Array.from({ length: 50 }, () => makeSpan()),
  );
  // Room for four of them, whether they come in gzip or not.
  const running = await startIntake({
    otlp: { maxBodyBytes: body.length + 3000 },
  });
  const { ledger, url } = running;
  let open = () => {};
  ledger.gate = new Promise(resolve => {
    open = resolve;
  });
  const send = async (index: number) =>
    post(`${url}/traces`, index % 2 ? gzipSync(body) : body, {
      ...typeOf('protobuf'),
      ...(index % 2 && { 'content-encoding': 'gzip' }),
    });
  const early: number[] = [];
  const requests: ReturnType<typeof send>[] = [];
  await new Promise<void>(resolve => {
    for (let index = 0; index < 6; index++) {
      const request = send(index);
      requests.push(request);
      void request.then(({ status }) => {
        early.push(status);
        if (early.length === 2) {
          resolve();
        }
      });
    }
  });
  expect(early).toEqual([503, 503]);
  open();
  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses.filter(status => status === 200)).toHaveLength(4);
  // All room is free again.
  expect(
    (await Promise.all([0, 1, 2, 3].map(send))).map(each => each.status),
  ).toEqual([200, 200, 200, 200]);
  expect(await refusals(running)).toEqual({ unavailable: 2 });
});

it('a size in gzip that is a lie inflates to no more than that', async () => {
  const running = await startIntake();
  const bomb = gzipSync(Buffer.alloc(100_000_000));
  bomb.writeUInt32LE(10, bomb.length - 4);
  const { status } = await post(`${running.url}/traces`, bomb, {
    'content-encoding': 'gzip',
  });
  expect(status).toBe(400);
  expect((await post(`${running.url}/traces`, one('json'))).status).toBe(200);
});

it('a request that breaks off holds nothing and counts nothing', async () => {
  const { url, ledger, backend } = await startIntake({
    otlp: { maxBodyBytes: 1000 },
  });
  for (let i = 0; i < 10; i++) {
    await new Promise<void>(resolve => {
      const socket = connect(backend.server.port(), 'localhost', () => {
        socket.write(
          `POST /api/llm/otlp/v1/traces HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\r\n` +
            'content-type: application/json\r\ncontent-length: 900\r\n\r\n{"resourceSpans":',
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
  }
  const small = encodeSpans('protobuf', [makeSpan({ attributes: chat })]);
  await expect(
    post(`${url}/traces`, small, typeOf('protobuf')),
  ).resolves.toMatchObject({ status: 200 });
  expect(ledger.calls).toHaveLength(1);
});
