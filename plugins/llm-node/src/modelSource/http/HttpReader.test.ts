import { LookupAddress } from 'node:dns';
import { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { sendEndless } from '../__testUtils__/sendFile';
import { startServer, TestServer } from '../__testUtils__/startServer';
import { HostPolicy } from './HostPolicy';
import { HttpReader, HttpRequest } from './HttpReader';

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function serve(listener: RequestListener): Promise<TestServer> {
  const server = await startServer(listener);
  open.push(server);
  return server;
}

function reader(options: {
  trust: string[];
  timeout?: number;
  signal?: AbortSignal;
  resolve?: (hostname: string) => LookupAddress[];
}): HttpReader {
  const { trust, resolve } = options;
  const http = HttpReader.create({
    policy: HostPolicy.create({ trustedOrigins: trust }),
    timeout: options.timeout ?? 5_000,
    signal: options.signal ?? new AbortController().signal,
    ...(resolve && {
      resolveHost: (hostname, callback) => callback(null, resolve(hostname)),
    }),
  });
  open.push(http);
  return http;
}

const REQUEST: Omit<HttpRequest, 'url'> = {
  kind: 'text',
  maxBytes: 1000,
  longer: 'refuse',
};

describe('HttpReader', () => {
  it.each([
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0177.0.0.1/x',
    'https://0x7f.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[::127.0.0.1]/x',
    'https://[64:ff9b::7f00:1]/x',
    'https://169.254.169.254/latest/meta-data/iam',
    'https://localhost/x',
    'https://0/x',
  ])('does not ask %s, nor whom leads there', async url => {
    const server = await serve((_, response) =>
      response.writeHead(302, { location: url }).end(),
    );
    const http = reader({ trust: [server.url] });
    const refused = {
      name: 'InputError',
      message: expect.stringMatching(
        /^https:\/\/\S+ is an address inside a network, which is not asked: only llm\.hub\.allowedHosts can allow that$/,
      ),
    };
    await expect(http.get({ ...REQUEST, url })).rejects.toMatchObject(refused);
    await expect(
      http.get({ ...REQUEST, url: server.url }),
    ).rejects.toMatchObject(refused);
  });

  it('connects to no address inside, not even to a guarded server that would answer', async () => {
    const server = await serve((_, response) => response.end('secret'));
    const { port } = new URL(server.url);
    const http = reader({ trust: [] });
    await expect(
      http.get({ ...REQUEST, url: `https://127.0.0.1:${port}/` }),
    ).rejects.toThrow('inside a network');
    expect(server.connections()).toBe(0);
  });

  it.each<[string, LookupAddress[]]>([
    ['an inside address', [{ address: '10.0.0.1', family: 4 }]],
    [
      'an inside address beside one on the internet',
      [
        { address: '8.8.8.8', family: 4 },
        { address: '::ffff:10.0.0.1', family: 6 },
      ],
    ],
  ])('refuses a name that means %s', async (_, addresses) => {
    const http = reader({ trust: [], resolve: () => addresses });
    await expect(
      http.get({ ...REQUEST, url: 'https://model.example/x' }),
    ).rejects.toThrow('inside a network');
  });

  it('looks a name up once for each connection, as part of connecting, so that a second answer is not used unchecked', async () => {
    const answers: LookupAddress[][] = [
      [{ address: '192.0.2.1', family: 4 }],
      [{ address: '127.0.0.1', family: 4 }],
    ];
    const asked: string[] = [];
    const http = reader({
      trust: [],
      resolve: hostname => {
        asked.push(hostname);
        return answers[Math.min(asked.length, answers.length) - 1];
      },
    });
    const url = 'https://rebinding.example/x';
    for (let turn = 1; turn <= 2; turn++) {
      await expect(http.get({ ...REQUEST, url })).rejects.toThrow(
        'inside a network',
      );
      expect(asked).toHaveLength(turn);
    }
  });

  it('trusts only the host and port that are named', async () => {
    const server = await serve((_, response) => response.end('{}'));
    const http = reader({ trust: [server.url] });
    await expect(
      http.get({ ...REQUEST, url: server.otherUrl }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('must begin with https://'),
    });
    await expect(
      http.get({ ...REQUEST, url: server.url }),
    ).resolves.toMatchObject({ status: 200 });
  });

  it.each(['ftp://example.com/x', 'file:///etc/passwd', 'data:text/plain,x'])(
    'does not follow to %s',
    async location => {
      const server = await serve((_, response) =>
        response.writeHead(302, { location }).end(),
      );
      await expect(
        reader({ trust: [server.url] }).get({ ...REQUEST, url: server.url }),
      ).rejects.toThrow('must begin with https://');
    },
  );

  it('says nothing of passwords and queries in an address', async () => {
    const http = reader({ trust: [] });
    const message = await http
      .get({ ...REQUEST, url: 'https://me:hush@example.com/x?sig=hush' })
      .catch(String);
    expect(message).toBe(
      'InputError: https://example.com/x must not carry a user name or password',
    );
  });

  it('gives a token only to whom it is for, wherever redirects lead', async () => {
    const other = await serve((_, response) => response.end('there'));
    const server = await serve((request, response) => {
      const location =
        request.url === '/' ? '/second' : `${other.url}/elsewhere`;
      response.writeHead(307, { location }).end();
    });
    const http = reader({ trust: [server.url, other.url] });
    await http.get({
      ...REQUEST,
      url: server.url,
      authorize: ({ origin }) =>
        origin === server.url ? 'Bearer hush' : undefined,
    });
    expect(server.requests).toEqual([
      { path: '/', authorization: 'Bearer hush' },
      { path: '/second', authorization: 'Bearer hush' },
    ]);
    expect(other.requests).toEqual([{ path: '/elsewhere' }]);
  });

  it('does not follow for ever', async () => {
    const server = await serve((_, response) =>
      response.writeHead(301, { location: '/again' }).end(),
    );
    await expect(
      reader({ trust: [server.url] }).get({ ...REQUEST, url: server.url }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `${server.url}/ leads on to other addresses more than 5 times`,
    });
    expect(server.requests).toHaveLength(6);
  });

  it('refuses 300 MB when they are announced, and when they just come', async () => {
    let sent = () => 0;
    const server = await serve((request, response) => {
      sent = sendEndless(response, {
        'content-type': 'application/json',
        ...(request.url === '/announced' && { 'content-length': '300000000' }),
      });
    });
    const http = reader({ trust: [server.url] });
    for (const path of ['/announced', '/streamed']) {
      await expect(
        http.get({
          ...REQUEST,
          maxBytes: 1024 * 1024,
          url: `${server.url}${path}`,
        }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(
          /is larger than the 1 MiB that are read of such a file$/,
        ),
      });
      // What the socket holds on both sides may have gone out.
      expect(sent()).toBeLessThan(20e6);
    }
  });

  it('refuses what unpacks to more than the limit', async () => {
    const packed = gzipSync(Buffer.alloc(10_000_000));
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    );
    await expect(
      reader({ trust: [server.url] }).get({
        ...REQUEST,
        maxBytes: 1_000_000,
        url: server.url,
      }),
    ).rejects.toThrow('is larger than');
  });

  it('takes the beginning of a file from servers with and without ranges', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/ranges') {
        response.writeHead(206).end('0123456789');
      } else {
        sendEndless(response, {});
      }
    });
    const http = reader({ trust: [server.url] });
    for (const path of ['/ranges', '/whole']) {
      const { bytes } = await http.get({
        url: `${server.url}${path}`,
        kind: 'bytes',
        maxBytes: 10,
        longer: 'cut',
      });
      expect(bytes).toHaveLength(10);
    }
    expect(server.requests[0].range).toBe('bytes=0-9');
  });

  it('refuses a web page where there should be a file', async () => {
    const server = await serve((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<html>Sign in</html>'),
    );
    await expect(
      reader({ trust: [server.url] }).get({ ...REQUEST, url: server.url }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `${server.url}/ answers with a web page instead of a file`,
    });
  });

  it('waits no longer than it may, for the answer and for its body', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/body') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      }
    });
    const http = reader({ trust: [server.url], timeout: 200 });
    for (const path of ['/answer', '/body']) {
      await expect(
        http.get({ ...REQUEST, url: `${server.url}${path}` }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: `${server.url}${path} did not answer within 0.2 s`,
      });
    }
  });

  it('says why nobody is there', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    await expect(
      reader({ trust: [server.url] }).get({ ...REQUEST, url: server.url }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: `${server.url}/ cannot be reached: nothing listens there`,
    });
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('the task was cancelled');
    const server = await serve(() => controller.abort(reason));
    await expect(
      reader({ trust: [server.url], signal: controller.signal }).get({
        ...REQUEST,
        url: server.url,
      }),
    ).rejects.toBe(reason);
  });
});
