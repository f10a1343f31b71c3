import { post, startIntake, stopIntakes } from '../__testUtils__/startIntake';
import {
  AUDIENCE,
  forgedToken,
  ISSUER,
  startIssuer,
} from '../__testUtils__/startIssuer';

jest.setTimeout(60_000);

/** One call, as JSON. */
const calls = (id: string) => {
  const end = Date.now() - 60_000;
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [] },
        scopeSpans: [
          {
            scope: { name: 'test' },
            spans: [
              {
                traceId: id.padStart(32, '0'),
                spanId: id.padStart(16, '0'),
                name: 'chat',
                kind: 3,
                startTimeUnixNano: `${end - 1000}000000`,
                endTimeUnixNano: `${end}000000`,
                attributes: [
                  ['gen_ai.operation.name', 'chat'],
                  ['gen_ai.request.model', 'qwen'],
                ].map(([key, stringValue]) => ({
                  key,
                  value: { stringValue },
                })),
              },
            ],
          },
        ],
      },
    ],
  });
};

describe('tokens that an issuer signs', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;

  beforeEach(async () => {
    issuer = await startIssuer();
  });
  afterEach(async () => {
    await stopIntakes();
    await issuer.close();
  });

  const start = (permission = 'llm.usage.ingest', otlp?: object) =>
    startIntake({
      externalAccess: [
        {
          type: 'jwks',
          options: {
            url: issuer.url,
            issuer: ISSUER,
            algorithm: 'RS256',
            audience: AUDIENCE,
            subjectPrefix: 'gateway',
          },
          accessRestrictions: [{ plugin: 'llm', permission: [permission] }],
        },
      ],
      ...(otlp && { otlp: { ...otlp } }),
    });
  const send = (url: string, token: string, id = '1') =>
    post(`${url}/traces`, calls(id), { authorization: `Bearer ${token}` });

  it('let their services report, with keys that are fetched once', async () => {
    const { url, ledger } = await start();
    for (const id of ['1', '2', '3']) {
      const { status } = await send(url, issuer.tokenOf({}), id);
      expect(status).toBe(200);
    }
    expect(ledger.calls).toHaveLength(3);
    expect(issuer.asked()).toBe(1);
  });

  it('count for nothing where they are forged, past, or for or from somebody else', async () => {
    const { backend, url, ledger } = await start();
    const past = Math.floor(Date.now() / 1000) - 60;
    const tokens = [
      forgedToken({}),
      issuer.tokenOf({ exp: past }),
      issuer.tokenOf({ aud: 'somebody-else' }),
      issuer.tokenOf({ iss: 'https://other.example' }),
      issuer.tokenOf({ sub: undefined }),
      `${issuer.tokenOf({})}x`,
    ];
    for (const token of tokens) {
      expect((await send(url, token)).status).toBe(401);
    }
    expect(ledger.calls).toEqual([]);
    await backend.stop();
    expect(ledger.refusals).toMatchObject([
      { code: 'unauthenticated', requests: tokens.length },
    ]);
  });

  it('may report only where the restrictions of the issuer say so', async () => {
    const { url, ledger } = await start('llm.source.read');
    expect((await send(url, issuer.tokenOf({}))).status).toBe(403);
    expect(ledger.calls).toEqual([]);
  });

  it('give each subject a share of requests of its own', async () => {
    const { url } = await start('llm.usage.ingest', {
      rateLimit: { perSecond: 1, burst: 1 },
    });
    const one = issuer.tokenOf({ sub: 'one' });
    const two = issuer.tokenOf({ sub: 'two' });
    const statuses = [];
    for (const token of [one, one, two]) {
      statuses.push((await send(url, token)).status);
    }
    expect(statuses).toEqual([200, 429, 200]);
  });

  it('are refused while their keys cannot be fetched, which senders take for final', async () => {
    const { backend, url, ledger } = await start();
    const token = issuer.tokenOf({});
    await issuer.close();
    expect((await send(url, token)).status).toBe(401);
    await backend.stop();
    expect(ledger.refusals).toMatchObject([
      { code: 'unauthenticated', requests: 1 },
    ]);
  });
});
