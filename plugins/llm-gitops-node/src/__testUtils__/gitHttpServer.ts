import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

const REASON = 'needs `git http-backend`, which is part of Git';

/** A request that the server got. */
export interface SeenRequest {
  method: string;
  url: string;
  bytes: number;
}

/** A Git server on this machine: the machine's own `git http-backend` behind HTTP. */
export interface GitHttpServer {
  /** Address of a repository in the folder. */
  url(name: string): string;
  /** What it was asked for so far. */
  readonly requests: SeenRequest[];
  /** Answers in place of git, where it is set and says so. */
  intercept?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean | Promise<boolean>;
  /** Does as asked, and breaks off the connection in place of the answer. */
  loseAnswer?: (request: IncomingMessage) => boolean;
  stop(): Promise<void>;
}

/**
 * Runs a suite that needs `git http-backend`. Where the machine has none it is reported as skipped with the reason; in CI
 * (`CI=true`) it fails instead.
 */
export function describeWithGitServer(name: string, suite: () => void): void {
  describe(`${name}`, () => {
    if (findBackend()) {
      suite();
    } else if (process.env.CI === 'true') {
      it('runs in CI', () => {
        throw new Error(REASON);
      });
    } else {
      it.skip(`${REASON}`, () => {});
    }
  });
}

/** Serves the bare repositories in a folder to whoever has the token. */
export async function startGitHttpServer(options: {
  folder: string;
  token: string;
  /** Nobody in particular is asked for where it is absent. */
  username?: string;
}): Promise<GitHttpServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const result: GitHttpServer = {
    url: name => {
      const { port } = server.address() as AddressInfo;
      return `http://127.0.0.1:${port}/${name}`;
    },
    requests,
    stop: async () => stop(server),
  };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const { method = '', url = '' } = request;
    requests.push({ method, url, bytes: body.length });
    if (await result.intercept?.(request, response)) {
      return;
    }
    const [, sent] =
      /^Basic (.*)$/.exec(request.headers.authorization ?? '') ?? [];
    const [username, token] = Buffer.from(sent ?? '', 'base64')
      .toString()
      .split(':');
    if (
      token !== options.token ||
      (options.username !== undefined && username !== options.username)
    ) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
      response.end(`You sent ${request.headers.authorization}`);
      return;
    }
    const lost = result.loseAnswer?.(request) ?? false;
    runBackend({ folder: options.folder, request, body, response, lost });
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return result;
}

function findBackend(): string | undefined {
  try {
    const folder = execFileSync('git', ['--exec-path'], { encoding: 'utf8' });
    const path = join(folder.trim(), 'git-http-backend');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function runBackend(options: {
  folder: string;
  request: IncomingMessage;
  body: Buffer;
  response: ServerResponse;
  lost: boolean;
}): void {
  const { folder, request, body, response } = options;
  const { pathname, search } = new URL(request.url ?? '', 'http://x');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'portal',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: `${body.length}`,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(body);
  child.on('close', () => {
    if (options.lost) {
      response.destroy();
      return;
    }
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output.toString('latin1', 0, end).split('\r\n');
    for (const header of headers) {
      const [name, value] = header.split(': ');
      if (name.toLowerCase() === 'status') {
        response.statusCode = Number(value.slice(0, 3));
      } else if (value !== undefined) {
        response.setHeader(name, value);
      }
    }
    response.end(output.subarray(end + 4));
  });
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}
