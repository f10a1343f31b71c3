import {
  createServer,
  IncomingMessage,
  RequestListener,
  Server,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** What a server was asked. */
export interface SeenRequest {
  readonly path: string;
  readonly authorization?: string;
  readonly range?: string;
}

/** A real HTTP server on this machine that remembers what it was asked. */
export interface TestServer {
  /** Its address by number, such as `http://127.0.0.1:40001`. */
  readonly url: string;
  /** The same server as another host: `http://localhost:40001`. */
  readonly otherUrl: string;
  readonly requests: SeenRequest[];
  /** How many connections there have been. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a server, on a port that is free or on that of `port`; it listens on this machine alone. */
export async function startServer(
  listener: RequestListener,
  port = 0,
): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(seen(request));
    listener(request, response);
  });
  let connections = 0;
  server.on('connection', () => {
    connections++;
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    otherUrl: `http://localhost:${taken}`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function seen({ url = '', headers }: IncomingMessage): SeenRequest {
  const { authorization, range } = headers;
  return {
    path: url,
    ...(authorization && { authorization }),
    ...(range && { range }),
  };
}
