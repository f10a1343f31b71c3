import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  RecordedName,
  recordedAnswers,
  recordedKinds,
} from './recordedAnswers';

/** What the portal's Kubernetes plugin was asked. */
export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/**
 * A real HTTP server that answers as the Kubernetes plugin of a portal does, with what a real API server has answered.
 *
 * @param options - `answer` is the name of what is answered to a dry run of an object, by its name, or a listener that
 *   answers itself; `clusters` is what the plugin lists, undefined for a portal that has no such plugin
 */
export async function startPortal(options: {
  clusters?: Array<{ name: string; authProvider: string }>;
  answer: (name: string, seen: SeenRequest) => RecordedName | Listener;
  kinds?: (api: string) => RecordedName | Listener | undefined;
}) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const asked: SeenRequest = {
      method: request.method!,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    seen.push(asked);
    if (pathname === '/api/kubernetes/clusters' && options.clusters) {
      send(response, 200, { items: options.clusters });
      return;
    }
    const path = pathname.replace('/api/kubernetes/proxy', '');
    if (!options.clusters || path === pathname) {
      send(response, 404, { error: { name: 'NotFoundError' } });
      return;
    }
    if (asked.method === 'GET') {
      const given = options.kinds?.(path);
      const resources = recordedKinds[path];
      if (given !== undefined) {
        give(response, given);
      } else if (resources) {
        send(response, 200, { kind: 'APIResourceList', resources });
      } else {
        give(response, 'noApi');
      }
      return;
    }
    give(
      response,
      options.answer(decodeURIComponent(path.split('/').pop()!), asked),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/api/kubernetes`,
    seen,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Listener = (response: ServerResponse) => void;

function give(response: ServerResponse, given: RecordedName | Listener): void {
  if (typeof given === 'function') {
    given(response);
    return;
  }
  const answer: { status: number; body: unknown; warning?: string } =
    recordedAnswers[given];
  if (answer.warning) {
    response.setHeader('warning', answer.warning);
  }
  send(response, answer.status, answer.body);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText
      ? 'text/plain; charset=utf-8'
      : 'application/json; charset=utf-8',
  });
  response.end(isText ? body : JSON.stringify(body));
}
