import { ConfigReader } from '@backstage/config';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { certificate, certificatePath } from '../__testUtils__/certificates';
import { readPrometheusConfig } from './readPrometheusConfig';

const read = (...engines: JsonObject[]) =>
  readPrometheusConfig(
    new ConfigReader({ llm: { measures: { prometheus: engines } } }),
  );

const fra = { name: 'fra', url: 'http://prometheus.monitoring:9090' };
const secure = { name: 'fra', url: 'https://prometheus.example' };

describe('readPrometheusConfig', () => {
  const directory = createMockDirectory();

  it('has no engine where none is configured', () => {
    expect(readPrometheusConfig(new ConfigReader({}))).toEqual([]);
    expect(read()).toEqual([]);
  });

  it('needs a name and an address alone', () => {
    expect(read({ ...fra, url: `${fra.url}/prometheus//` })).toEqual([
      {
        name: 'fra',
        key: 'llm.measures.prometheus[0]',
        url: `${fra.url}/prometheus`,
        headers: {},
        secrets: [],
        parameters: [],
        timeoutMs: 30_000,
        concurrency: 4,
      },
    ]);
  });

  it('reads everything else', () => {
    expect(
      read(
        {
          ...secure,
          clusters: ['fra-1', 'fra-2'],
          token: 'secret',
          tenant: 'llm',
          parameters: {
            dedup: true,
            'extra_filters[]': ['{a="b"}', '{c="d"}'],
          },
          tls: {
            caFile: certificatePath('authority'),
            certFile: certificatePath('client'),
            keyFile: certificatePath('client.key'),
            serverName: 'prometheus',
          },
          timeout: { minutes: 2 },
          concurrency: 8,
        },
        {
          name: 'ber',
          url: 'http://b',
          username: 'jo',
          password: 'pässword',
          tenant: 'llm',
          tenantHeader: 'THANOS-TENANT',
          timeout: '5s',
        },
      ),
    ).toEqual([
      {
        name: 'fra',
        key: 'llm.measures.prometheus[0]',
        url: 'https://prometheus.example',
        clusters: ['fra-1', 'fra-2'],
        headers: { authorization: 'Bearer secret', 'X-Scope-OrgID': 'llm' },
        secrets: ['secret'],
        auth: 'token',
        parameters: [
          ['dedup', 'true'],
          ['extra_filters[]', '{a="b"}'],
          ['extra_filters[]', '{c="d"}'],
        ],
        tls: {
          ca: certificate('authority'),
          cert: certificate('client'),
          key: certificate('client.key'),
          servername: 'prometheus',
        },
        timeoutMs: 120_000,
        concurrency: 8,
      },
      {
        name: 'ber',
        key: 'llm.measures.prometheus[1]',
        url: 'http://b',
        headers: {
          authorization: `Basic ${Buffer.from('jo:pässword').toString(
            'base64',
          )}`,
          'THANOS-TENANT': 'llm',
        },
        secrets: [expect.any(String), 'pässword'],
        auth: 'password',
        parameters: [],
        timeoutMs: 5_000,
        concurrency: 4,
      },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'no name',
      { name: undefined },
      "Missing required config value at 'llm.measures.prometheus[0].name'",
    ],
    [
      'a name that is none',
      { name: 'Fra 1' },
      'llm.measures.prometheus[0].name: "Fra 1" must be at most 63 lower-case letters, digits and hyphens',
    ],
    [
      'no address',
      { url: 'prometheus:9090' },
      'llm.measures.prometheus[0].url: it must be an address that begins with https:// or http://',
    ],
    [
      'an address with credentials',
      { url: 'https://jo:s3cret@prometheus' },
      'llm.measures.prometheus[0].url: it must be an address',
    ],
    [
      'an address with a query',
      { url: 'https://prometheus?token=s3cret' },
      'llm.measures.prometheus[0].url: it must be an address',
    ],
    [
      'an address of a query',
      { url: 'https://prometheus/api/v1/query' },
      'llm.measures.prometheus[0].url: it must end before /api/v1',
    ],
    [
      'an unknown key',
      { tokn: 's3cret' },
      'llm.measures.prometheus[0].tokn: there is no such setting; there are name, url,',
    ],
    [
      'a number for a token',
      { token: 5 },
      "Invalid type in config for key 'llm.measures.prometheus[0].token'",
    ],
    [
      'a token of two words',
      { token: 's3cret s3cret' },
      'llm.measures.prometheus[0].token: it must be one word',
    ],
    [
      'a token beside a password',
      { token: 's3cret', password: 's3cret' },
      'llm.measures.prometheus[0].token: it does not go together with username and password',
    ],
    [
      'a user without a password',
      { username: 'jo' },
      'llm.measures.prometheus[0].username: it goes together with password only',
    ],
    [
      'a password without a user',
      { password: 's3cret' },
      'llm.measures.prometheus[0].password: it goes together with username only',
    ],
    [
      'a user with a colon',
      { username: 'jo:', password: 's3cret' },
      "llm.measures.prometheus[0].username: it must hold no ':'",
    ],
    [
      'a password with a line end',
      { username: 'jo', password: 's3cret\n' },
      'llm.measures.prometheus[0].password: it must hold no line ends',
    ],
    [
      'a header without a tenant',
      { tenantHeader: 'X-Tenant' },
      'llm.measures.prometheus[0].tenantHeader: it goes together with tenant only',
    ],
    [
      'a header that is taken',
      { tenant: 'a', tenantHeader: 'Host' },
      'llm.measures.prometheus[0].tenantHeader: "Host" is not a header that can name a tenant',
    ],
    [
      'a header that is none',
      { tenant: 'a', tenantHeader: 'X Tenant' },
      'llm.measures.prometheus[0].tenantHeader: "X Tenant" is not a header',
    ],
    [
      'a tenant that splits the header',
      { tenant: 'a\r\nX-Admin: 1' },
      'llm.measures.prometheus[0].tenant: "a\\r\\nX-Admin: 1" is not one word',
    ],
    [
      'no cluster',
      { clusters: [] },
      'llm.measures.prometheus[0].clusters: an empty list holds no cluster',
    ],
    [
      'a cluster twice',
      { clusters: ['a', 'a'] },
      'llm.measures.prometheus[0].clusters: "a" stands there twice',
    ],
    [
      'a parameter of each query',
      { parameters: { query: 'up' } },
      'llm.measures.prometheus[0].parameters.query: each query sets it itself',
    ],
    [
      'a parameter that is no text',
      { parameters: { a: { b: 'c' } } },
      'llm.measures.prometheus[0].parameters.a: it must be a text or a list of texts',
    ],
    [
      'no time',
      { timeout: { seconds: 0 } },
      'llm.measures.prometheus[0].timeout: it must be longer than nothing and at most 10 minutes',
    ],
    [
      'too much time',
      { timeout: '1h' },
      'llm.measures.prometheus[0].timeout: it must be longer than nothing and at most 10 minutes',
    ],
    [
      'a time that is none',
      { timeout: 'soon' },
      'llm.measures.prometheus[0].timeout: it must be a duration such as { seconds: 30 } or 30s',
    ],
    [
      'half a query',
      { concurrency: 0.5 },
      'llm.measures.prometheus[0].concurrency: 0.5 is not a whole number from 1 to 64',
    ],
    [
      'certificates without TLS',
      { tls: {} },
      'llm.measures.prometheus[0].tls: it goes with a url that begins with https://',
    ],
    [
      'a key without its certificate',
      { url: secure.url, tls: { keyFile: 'KEY' } },
      'llm.measures.prometheus[0].tls.keyFile: it goes together with certFile only',
    ],
    [
      'a file that is not there',
      { url: secure.url, tls: { caFile: 'NONE' } },
      'llm.measures.prometheus[0].tls.caFile: the file cannot be read (ENOENT)',
    ],
    [
      'a file of something else',
      { url: secure.url, tls: { caFile: 'KEY' } },
      'llm.measures.prometheus[0].tls.caFile: the file holds no certificate in PEM',
    ],
    [
      'a certificate that is broken',
      { url: secure.url, tls: { caFile: 'BROKEN' } },
      'llm.measures.prometheus[0].tls.caFile: the certificates cannot be used',
    ],
    [
      'a key of somebody else',
      { url: secure.url, tls: { certFile: 'CERT', keyFile: 'KEY' } },
      'llm.measures.prometheus[0].tls.keyFile: key and certificate cannot be used, or do not belong together',
    ],
    [
      'an unknown key of TLS',
      { url: secure.url, tls: { insecure: true } },
      'llm.measures.prometheus[0].tls.insecure: there is no such setting',
    ],
  ])('refuses %s', (_, settings, message) => {
    directory.setContent({
      KEY: certificate('server.key'),
      CERT: certificate('client'),
      BROKEN: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    });
    const tls = settings.tls as JsonObject | undefined;
    const files = Object.entries(tls ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? directory.resolve(value) : value,
    ]);
    const error = refusal({
      ...fra,
      ...settings,
      ...(tls && { tls: Object.fromEntries(files) }),
    });
    expect(error).toContain(message);
    expect(error).not.toContain('s3cret');
  });

  it('refuses two engines of one name', () => {
    expect(() => read(fra, { ...fra })).toThrow(
      'Invalid llm.measures.prometheus[1].name: llm.measures.prometheus[0] is called fra as well',
    );
  });
});

function refusal(engine: JsonObject): string {
  try {
    read(engine);
  } catch (error) {
    return String(error);
  }
  throw new Error('it was taken');
}
