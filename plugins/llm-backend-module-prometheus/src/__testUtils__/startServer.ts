import { createServer, RequestListener, Server } from 'node:http';
import { createServer as createTlsServer, ServerOptions } from 'node:https';
import { AddressInfo } from 'node:net';

/** What a server was asked. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Parameters of the address and of the form. */
  readonly parameters: Record<string, string>;
  readonly headers: Record<string, unknown>;
}

/** A real HTTP server on this machine that remembers what it was asked. */
export interface TestServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

/** Starts a server that reads each form before it answers; with `tls` one that speaks HTTPS. */
export async function startServer(
  listener: RequestListener,
  tls?: ServerOptions,
): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const listen: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { pathname, search } = new URL(request.url ?? '', 'http://x');
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    requests.push({
      method: request.method ?? '',
      path: pathname,
      parameters: Object.fromEntries([...new URLSearchParams(search), ...form]),
      headers: request.headers,
    });
    listener(request, response);
  };
  const server: Server = tls
    ? createTlsServer(tls, listen)
    : createServer(listen);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
