import { RequestListener, ServerResponse } from 'node:http';
import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';
import { PrometheusEngine } from '../engine/PrometheusEngine';
import { ClientLimits } from '../http/ApiClient';
import { engineConfig } from './engineConfig';
import { startServer, TestServer } from './startServer';

/** A token that must be seen nowhere. */
export const TOKEN = 'very-secret';

/** Settings of an engine that is asked with a token, for a tenant. */
export const authorized = {
  headers: { authorization: `Bearer ${TOKEN}`, 'X-Scope-OrgID': 'llm' },
  secrets: [TOKEN],
  auth: 'token',
} as const;

/** How a server answers a request, the first of which has the number 1. */
export type Answer = (response: ServerResponse, turn: number) => void;

const opened: Array<{ close(): Promise<void> }> = [];

/** Closes what the functions here have opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map(item => item.close()));
}

/** Starts a server that speaks HTTP. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = await startServer(listener);
  opened.push(server);
  return server;
}

/** An engine that tries again almost at once. */
export function engineAt(
  url: string,
  settings?: Partial<PrometheusEngineConfig>,
  limits?: Partial<ClientLimits>,
): PrometheusEngine {
  const engine = PrometheusEngine.create(engineConfig(url, settings), {
    retry: { attempts: 3, baseMs: 2, longestMs: 10_000 },
    ...limits,
  });
  opened.push(engine);
  return engine;
}

/** Asks a server that answers like this, and tells what came of it. */
export async function ask(
  answer: Answer,
  settings?: Partial<PrometheusEngineConfig>,
  limits?: Partial<ClientLimits>,
) {
  let turn = 0;
  const server = await serve((_, response) => answer(response, ++turn));
  const result = await engineAt(server.url, settings, limits)
    .instant('sum(up)')
    .catch(error => error);
  return { result, requests: server.requests, url: server.url };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

/** Answers with a web page. */
export const page = (status: number) => (response: ServerResponse) =>
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end('<html>Sign in</html>');

/** Answers with an error of the API. */
export const said =
  (status: number, errorType: string, error: string) =>
  (response: ServerResponse) =>
    json(response, { status: 'error', errorType, error }, status);

/** What the API answers with where a query gives these values at one moment. */
export const vector = (...values: unknown[]) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: values.map((value, i) => ({
      metric: { pod: `${i}` },
      value: [1_700_000_000.25, value],
    })),
  },
});
