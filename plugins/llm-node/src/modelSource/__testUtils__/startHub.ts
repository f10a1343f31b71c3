import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { sendFile } from './sendFile';
import { startServer, TestServer } from './startServer';

/** A repository of the test hub. */
export interface TestRepository {
  /** Content by path. */
  readonly files: Record<string, Uint8Array | string>;
  /** Paths in large file storage, which is on another host. */
  readonly lfs?: readonly string[];
  readonly card?: Record<string, unknown>;
  /** Where large files are instead of on the host for them. */
  readonly storedAt?: string;
  /** Only this token may read files. */
  readonly gatedFor?: string;
  /** Mirrors leave things out. */
  readonly without?: ReadonlyArray<'sha' | 'tree' | 'siblings' | 'ranges'>;
  /** The name that the repository has today. */
  readonly nowNamed?: string;
}

/** A hub and the host where its large files are. */
export interface TestHub {
  readonly hub: TestServer;
  readonly storage: TestServer;
  close(): Promise<void>;
}

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const BRANCHES = ['main', 'v1.0', COMMIT];
const PAGE = 3;

/** Starts a hub that answers as huggingface.co does: the same routes, headers and error codes. */
export async function startHub(
  repositories: Record<string, TestRepository>,
  options: { port?: number } = {},
): Promise<TestHub> {
  const storage = await startServer((request, response) => {
    const [name, path] = (request.url ?? '').slice(1).split('?')[0].split('!');
    const repository = repositories[name];
    sendFile({
      request,
      response,
      content: bytesOf(repository.files[path]),
      headers: { 'content-type': 'application/octet-stream' },
      ignoreRange: repository.without?.includes('ranges'),
    });
  });
  const hub = await startServer(
    (request, response) =>
      answer({ request, response, repositories, storage, hubUrl: hub.url }),
    options.port,
  );
  return {
    hub,
    storage,
    close: async () => {
      await hub.close();
      await storage.close();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly repositories: Record<string, TestRepository>;
  readonly storage: TestServer;
  readonly hubUrl: string;
}

const ROUTE =
  /^\/(?<api>api\/models\/)?(?<name>[^/]+\/[^/]+)\/(?<verb>revision|tree|resolve)\/(?<revision>[^/]+)(?:\/(?<path>.+))?$/;

function answer(exchange: Exchange): void {
  const { request, response, repositories } = exchange;
  const url = new URL(request.url ?? '', exchange.hubUrl);
  const { name, verb, revision, path } =
    ROUTE.exec(decodeURIComponent(url.pathname))?.groups ?? {};
  const repository = repositories[name];
  if (!repository) {
    // As for everybody who might just not be allowed to know.
    fail(response, 401, 'RepoNotFound');
    return;
  }
  if (!BRANCHES.includes(revision)) {
    fail(response, 404, 'RevisionNotFound');
    return;
  }
  switch (verb) {
    case 'revision':
      sendInfo(exchange, name);
      break;
    case 'tree':
      sendTree(exchange, name, url);
      break;
    default:
      resolve(exchange, name, path);
  }
}

function fail(response: ServerResponse, status: number, code?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(code && { 'x-error-code': code, 'x-error-message': code }),
  });
  response.end(JSON.stringify({ error: `${code}\nwith details` }));
}

function sendJson(
  response: ServerResponse,
  content: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(JSON.stringify(content));
}

function sendInfo({ response, repositories }: Exchange, name: string): void {
  const { files, card, gatedFor, without, nowNamed } = repositories[name];
  sendJson(response, {
    _id: '1',
    id: nowNamed ?? name,
    private: false,
    gated: gatedFor ? 'manual' : false,
    downloads: 1,
    likes: 1,
    lastModified: '2026-01-01T00:00:00.000Z',
    ...(!without?.includes('sha') && { sha: COMMIT }),
    ...(card && { cardData: card }),
    ...(!without?.includes('siblings') && {
      siblings: Object.keys(files).map(rfilename => ({ rfilename })),
    }),
  });
}

function sendTree(exchange: Exchange, name: string, url: URL): void {
  const { response, repositories, hubUrl } = exchange;
  const { files, lfs, without } = repositories[name];
  if (without?.includes('tree')) {
    fail(response, 404);
    return;
  }
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = bytesOf(content);
    return {
      type: 'file',
      path,
      oid: '0'.repeat(40),
      size: bytes.length,
      ...(lfs?.includes(path) && {
        lfs: { oid: hash(bytes), size: bytes.length, pointerSize: 134 },
      }),
    };
  });
  const next = new URL(url.pathname + url.search, hubUrl);
  next.searchParams.set('cursor', String(start + PAGE));
  sendJson(
    response,
    entries.slice(start, start + PAGE),
    start + PAGE < entries.length ? { link: `<${next.href}>; rel="next"` } : {},
  );
}

function resolve(exchange: Exchange, name: string, path: string): void {
  const { request, response, repositories, storage } = exchange;
  const { files, lfs, gatedFor, without, storedAt } = repositories[name];
  const { authorization } = request.headers;
  if (gatedFor && authorization !== `Bearer ${gatedFor}`) {
    fail(response, authorization ? 403 : 401, 'GatedRepo');
    return;
  }
  if (files[path] === undefined) {
    fail(response, 404, 'EntryNotFound');
    return;
  }
  const content = bytesOf(files[path]);
  const headers = { 'x-repo-commit': COMMIT };
  if (lfs?.includes(path)) {
    response.writeHead(302, {
      ...headers,
      'x-linked-size': String(content.length),
      'x-linked-etag': `"${hash(content)}"`,
      location:
        storedAt ?? `${storage.otherUrl}/${name}!${path}?X-Amz-Signature=hush`,
    });
    response.end();
    return;
  }
  sendFile({
    request,
    response,
    content,
    headers: {
      ...headers,
      etag: `"${'1'.repeat(40)}"`,
      'content-type': 'text/plain; charset=utf-8',
    },
    ignoreRange: without?.includes('ranges'),
  });
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function hash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
