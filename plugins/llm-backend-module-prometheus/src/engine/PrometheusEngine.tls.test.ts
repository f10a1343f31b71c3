import { TLSSocket } from 'node:tls';
import { engineConfig } from '../__testUtils__/engineConfig';
import { certificate } from '../__testUtils__/certificates';
import { startServer } from '../__testUtils__/startServer';
import { PrometheusTlsConfig } from '../config/PrometheusEngineConfig';
import { PrometheusEngine } from './PrometheusEngine';

const trusted = certificate('authority');
const client = {
  cert: certificate('client'),
  key: certificate('client.key'),
};

async function ask(tls: PrometheusTlsConfig) {
  const seen: unknown[] = [];
  const server = await startServer(
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      seen.push(subject.CN);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"status":"success","data":{"resultType":"vector","result":[]}}');
    },
    {
      key: certificate('server.key'),
      cert: certificate('server'),
      ca: trusted,
      requestCert: true,
      rejectUnauthorized: true,
    },
  );
  const engine = PrometheusEngine.create(engineConfig(server.url, { tls }), {
    retry: { attempts: 2, baseMs: 1, longestMs: 10 },
  });
  try {
    return { answer: await engine.instant('up'), seen };
  } catch (error) {
    return { error, seen };
  } finally {
    await engine.close();
    await server.close();
  }
}

const servername = 'prometheus.internal';

describe('PrometheusEngine, over TLS', () => {
  it('shows its certificate to an engine of the authority that it trusts', async () => {
    expect(await ask({ ...client, ca: trusted, servername })).toMatchObject({
      answer: { series: [] },
      seen: ['portal'],
    });
  });

  it.each<[string, PrometheusTlsConfig, string]>([
    [
      'of an unknown authority',
      { ...client, servername },
      'cannot be reached: its certificate comes from an unknown authority',
    ],
    [
      'of another authority',
      { ...client, ca: certificate('stranger'), servername },
      'cannot be reached: its certificate',
    ],
    [
      'of another host',
      { ...client, ca: trusted },
      'cannot be reached: its certificate is for another host',
    ],
    [
      'that wants to see a certificate',
      { ca: trusted, servername },
      'cannot be reached',
    ],
  ])('does not ask an engine %s', async (_, tls, reason) => {
    const { error, seen } = await ask(tls);
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining(reason),
    });
    expect(seen).toEqual([]);
  });
});
