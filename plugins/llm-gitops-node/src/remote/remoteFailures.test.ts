import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { git } from '../__testUtils__/git';
import { describeWithGitServer } from '../__testUtils__/gitHttpServer';
import {
  createRemoteRepository,
  TOKEN,
} from '../__testUtils__/remoteRepository';

const BASIC = Buffer.from(`x-token-auth:${TOKEN}`).toString('base64');

describeWithGitServer('a Git server that does not do as asked', () => {
  const { folder, server, open, pushByHand, resolve } =
    createRemoteRepository();

  /** What an error says: one line, the address of the server, and nowhere the token. */
  const problem = async (
    work: () => Promise<unknown>,
    name = 'ServiceUnavailableError',
  ): Promise<string> => {
    const error: Error = await work().then(
      () => {
        throw new Error('It did as asked');
      },
      e => e,
    );
    expect(error).toMatchObject({ name });
    expect(error.message).not.toContain('\n');
    const all = inspect(error, { depth: 9, showHidden: true });
    for (const secret of [TOKEN, encodeURIComponent(TOKEN), BASIC]) {
      expect(all).not.toContain(secret);
    }
    return error.message.replace(server().url('models.git'), '<url>');
  };
  const answerWith = (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ) => {
    server().intercept = (request, response) => {
      answer(request, response);
      return true;
    };
  };
  const answerStatus = (status: number, headers = {}, body = '') =>
    answerWith((_, response) => {
      response.writeHead(status, headers);
      response.end(body);
    });

  it('because of the token', async () => {
    expect(await problem(async () => open({ token: 'wrong' }))).toBe(
      'The Git server <url> does not accept llm.gitops.token (401)',
    );
    expect(await problem(async () => open({ token: undefined }))).toBe(
      'The Git server <url> wants to know who asks (401); set llm.gitops.token',
    );
    answerStatus(403, {}, TOKEN);
    expect(await problem(open)).toBe(
      'The Git server <url> does not allow that to whoever has llm.gitops.token (403)',
    );
  });

  it('because it is not what the address says', async () => {
    expect(
      await problem(async () => open({ url: server().url('none.git') })),
    ).toMatch(/knows no such repository, or does not show it .*\(404\)$/);
    answerStatus(200, { 'content-type': 'text/html' }, `<p>${TOKEN}`);
    expect(await problem(open)).toMatch(
      /answers with text\/html, which no Git server does; llm.gitops.url must be/,
    );
    answerStatus(301, { location: `/new/models.git/info/refs?t=${TOKEN}` });
    expect(await problem(open)).toMatch(
      /^The Git server <url> redirects to http:\/\/127.0.0.1:\d+\/new\/models.git; llm/,
    );
    answerStatus(502);
    expect(await problem(open)).toBe(
      'The Git server <url> answers with status 502',
    );
    const type = 'application/x-git-upload-pack-advertisement';
    for (const [body, message] of [
      ['garbage', 'is not understood: it does not speak the protocol of Git'],
      [
        `0020ERR no ${TOKEN.slice(0, 3)}, go\n away\n`,
        'is not understood: it does not speak the protocol of Git',
      ],
      [
        `${(TOKEN.length + 8).toString(16).padStart(4, '0')}ERR ${TOKEN}`,
        'refuses: ***',
      ],
    ] as const) {
      answerStatus(200, { 'content-type': type }, body);
      expect(await problem(open)).toBe(`The Git server <url> ${message}`);
    }
  });

  it('because it is not there', async () => {
    const repository = await open({ maxAgeMs: 0 });
    const url = server().url('models.git');
    await server().stop();
    for (const work of [
      async () => repository.head(),
      async () => repository.listProposals(),
      async () => repository.commit({ message: 'X', changes: [] }),
      async () => open({ url }),
    ]) {
      const error: Error = await work().then(
        () => new Error('It did as asked'),
        e => e,
      );
      expect(error.message).toMatch(
        /^The Git server http:\S+ cannot be reached: connect ECONNREFUSED 127.0.0.1:\d+$/,
      );
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
        BASIC,
      );
    }
    expect(
      await open({ url: 'http://modelyard.invalid/x.git' }).catch(
        e => e.message,
      ),
    ).toMatch(/cannot be reached: getaddrinfo/);
  });

  it('because it is slow, or never ends', async () => {
    // What was read already can be read on.
    pushByHand({ 'a.txt': '1' });
    const repository = await open({ maxAgeMs: 0, timeoutMs: 200 });
    const head = await repository.head();
    answerWith(() => undefined);
    expect(await problem(async () => repository.head())).toBe(
      'The Git server <url> does not answer within 0.2 s',
    );
    expect(await repository.listFiles({ commit: head })).toHaveLength(1);

    const timers: NodeJS.Timeout[] = [];
    const advertise = (response: ServerResponse) =>
      response.writeHead(200, {
        'content-type': 'application/x-git-upload-pack-advertisement',
      });
    answerWith((_, response) => {
      advertise(response);
      response.write('001e');
    });
    expect(await problem(async () => repository.head())).toMatch(
      /does not answer within 0.2 s$/,
    );
    answerWith((_, response) => {
      advertise(response);
      timers.push(setInterval(() => response.write('0'), 50));
    });
    const started = performance.now();
    expect(await problem(async () => repository.head())).toMatch(
      /does not answer within 0.2 s$/,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    timers.forEach(clearInterval);

    server().intercept = undefined;
    expect(await repository.head()).toBe(head);
  }, 30_000);

  it('because it breaks off, before or after it has done as asked', async () => {
    pushByHand({ 'a.txt': '1' });
    const repository = await open();
    const isPush = (request: IncomingMessage) =>
      request.url?.endsWith('/git-receive-pack') ?? false;
    server().intercept = (request, response) => {
      if (isPush(request)) {
        response.destroy();
      }
      return isPush(request);
    };
    const change = {
      message: 'Change',
      changes: [{ path: 'a.txt', content: '2' }],
    };
    expect(await problem(async () => repository.commit(change))).toMatch(
      /has broken off the connection: /,
    );
    server().intercept = undefined;

    // The push has arrived, and only the answer was lost: nothing is pushed twice.
    server().loseAnswer = isPush;
    const result = await repository.commit(change);
    expect(result).toMatchObject({
      outcome: 'committed',
      commit: git(folder, 'rev-parse', 'main'),
    });
    const proposed = await repository.propose({
      id: 'x',
      message: 'X',
      changes: [{ path: 'a.txt', content: '3' }],
    });
    expect(proposed).toMatchObject({
      outcome: 'proposed',
      head: git(folder, 'rev-parse', 'modelyard/x'),
    });
    expect(git(folder, 'rev-list', '--count', 'main')).toBe('2');
  });

  it('because it sends half of the objects', async () => {
    const head = pushByHand({ 'a.txt': '1' });
    server().intercept = (request, response) => {
      if (!request.url?.endsWith('/git-upload-pack')) {
        return false;
      }
      response.writeHead(200, {
        'content-type': 'application/x-git-upload-pack-result',
      });
      response.end('0008NAK\nPACK\0\0\0\x02\0\0\0\x03 half of it');
      return true;
    };
    expect(await problem(open)).toBe(
      'The objects that the Git server has sent did not arrive whole',
    );
    server().intercept = undefined;
    expect(await (await open()).head()).toBe(head);
  });

  it('or cannot be asked from here', async () => {
    for (const [url, reason] of [
      ['git@git.example:x.git', 'it is no address such as'],
      ['ssh://git.example/x.git', 'it begins with ssh: where'],
      [
        `https://me:${encodeURIComponent(TOKEN)}@git.example/x.git`,
        'it must hold no credentials',
      ],
      ['https://git.example/x.git?a=b', 'it must end with the path'],
    ]) {
      expect(await problem(async () => open({ url }), 'InputError')).toMatch(
        reason,
      );
    }

    const work = resolve('shared');
    const cache = resolve(`shared/modelyard-gitops-${process.getuid?.()}`);
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o755);
    expect(await problem(async () => open({ workingDirectory: work }))).toMatch(
      /must be a folder that nobody but the user that runs the backend/,
    );
    writeFileSync(resolve('file'), '');
    await expect(
      open({ workingDirectory: resolve('file') }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });
});
