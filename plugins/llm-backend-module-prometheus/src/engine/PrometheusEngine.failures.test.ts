import { LlmMeasureEngineErrorKind } from '@modelyard/plugin-llm-common';
import { ServerResponse } from 'node:http';
import {
  Answer,
  ask,
  authorized,
  closeAll,
  engineAt,
  json,
  page,
  said,
  TOKEN,
  vector,
} from '../__testUtils__/askEngine';
import { startServer } from '../__testUtils__/startServer';

const plain = (status: number, text: string) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);

afterEach(closeAll);

describe('PrometheusEngine, with an engine that fails', () => {
  it.each<[string, LlmMeasureEngineErrorKind, string, Answer]>([
    [
      '401',
      'unauthorised',
      'does not accept llm.measures.prometheus[0].token (401)',
      page(401),
    ],
    [
      '401 for want of a tenant',
      'unauthorised',
      'wants to know the tenant (401); set llm.measures.prometheus[0].tenant',
      plain(401, 'no org id'),
    ],
    [
      '403',
      'forbidden',
      'does not let the portal read this (403); check what llm.measures.prometheus[0] may see',
      page(403),
    ],
    [
      'a web page',
      'not-prometheus',
      'answers with a web page instead of JSON, as a page to sign in does; check llm.measures.prometheus[0].url',
      page(200),
    ],
    [
      'other JSON',
      'not-prometheus',
      'answers with other JSON than the API of Prometheus does; check llm.measures.prometheus[0].url',
      r => json(r, { status: 'ok' }),
    ],
    [
      'a list in JSON',
      'not-prometheus',
      'answers with other JSON than the API of Prometheus does; check llm.measures.prometheus[0].url',
      r => json(r, [1]),
    ],
    [
      'another result',
      'not-prometheus',
      'answers with other JSON than the API of Prometheus does: a series has no values',
      r =>
        json(r, {
          status: 'success',
          data: { resultType: 'vector', result: [{ metric: {} }] },
        }),
    ],
    [
      'a value that is no number',
      'not-prometheus',
      'answers with other JSON than the API of Prometheus does: a value is no number',
      r => json(r, vector('')),
    ],
    [
      'nothing at all',
      'not-prometheus',
      'answers with no content type instead of JSON, as a page to sign in does; check llm.measures.prometheus[0].url',
      r => r.writeHead(204).end(),
    ],
    [
      'JSON that is broken off',
      'engine-error',
      'answers with JSON that is broken off',
      r =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"status":"success","data":{"resultType":"vec'),
    ],
    [
      '404',
      'not-prometheus',
      'has no API of Prometheus at that address (404); check llm.measures.prometheus[0].url',
      plain(404, 'no'),
    ],
    [
      'an unknown path',
      'not-prometheus',
      'has no API of Prometheus at that address (400); check llm.measures.prometheus[0].url',
      plain(400, 'remoteAddr: "x"; unsupported path requested: "/x"'),
    ],
    [
      'a text',
      'bad-query',
      'gives a text for the query instead of figures',
      r =>
        json(r, {
          status: 'success',
          data: { resultType: 'string', result: [1, 'a'] },
        }),
    ],
    [
      'a query that Prometheus cannot parse',
      'bad-query',
      'does not take the query: parse error: unclosed left parenthesis',
      said(400, 'bad_data', 'parse error: unclosed left parenthesis'),
    ],
    [
      'a query that cannot be run',
      'bad-query',
      'does not take the query: found duplicate series for the match group',
      said(422, 'execution', 'found duplicate series for the match group'),
    ],
    [
      'a query of which words look like a limit',
      'bad-query',
      'does not take the query: cannot parse "a{b=\\"timeout: too many series\\"}"',
      said(422, '422', 'cannot parse "a{b=\\"timeout: too many series\\"}"'),
    ],
    [
      'the limit of points of Prometheus',
      'too-large',
      'does not answer that much: exceeded maximum resolution of 11,000 points per timeseries',
      said(
        400,
        'bad_data',
        'exceeded maximum resolution of 11,000 points per timeseries',
      ),
    ],
    [
      'the limit of samples of Prometheus',
      'too-large',
      'does not answer that much: query processing would load too many samples into memory in query execution',
      said(
        422,
        'execution',
        'query processing would load too many samples into memory in query execution',
      ),
    ],
    [
      'the limit of VictoriaMetrics',
      'too-large',
      'does not answer that much: cannot select more than -search.maxSamplesPerQuery=1000000000 samples',
      said(
        422,
        '422',
        'cannot select more than -search.maxSamplesPerQuery=1000000000 samples',
      ),
    ],
    [
      'the limit of Mimir',
      'too-large',
      'does not answer that much: the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)',
      said(
        422,
        'execution',
        'the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)',
      ),
    ],
    [
      '413',
      'too-large',
      'does not take a query of that length (413)',
      page(413),
    ],
    [
      'a query that took too long',
      'timeout',
      'has given up a query that took too long: query timed out in expression evaluation',
      said(503, 'timeout', 'query timed out in expression evaluation'),
    ],
    [
      '504',
      'timeout',
      'has taken too long for somebody before it (504)',
      page(504),
    ],
    [
      '500',
      'engine-error',
      'has failed: open chunk: input/output error',
      said(500, 'internal', 'open chunk: input/output error'),
    ],
    [
      'a status that nobody expects',
      'engine-error',
      "answers with status 418: I'm a teapot",
      plain(418, "I'm a teapot"),
    ],
  ])(
    'says what is wrong, and asks once: %s',
    async (_, kind, reason, answer) => {
      const { result, requests, url } = await ask(answer, authorized);
      expect(result).toMatchObject({
        name: 'MeasureEngineError',
        engine: 'fra',
        kind,
        message: `The engine fra ${reason}`,
      });
      expect(requests).toHaveLength(1);
      expect(result.message).not.toContain(new URL(url).host);
    },
  );

  it.each<[string, LlmMeasureEngineErrorKind, string, Answer]>([
    ['429', 'busy', 'has too much to do (429)', page(429)],
    ['502', 'engine-error', 'is not available now (502)', page(502)],
    [
      '503',
      'engine-error',
      'is not available now (503): no endpoints',
      plain(503, 'no endpoints'),
    ],
    [
      '503 of the engine',
      'engine-error',
      'is not available now: TSDB not ready',
      said(503, 'unavailable', 'TSDB not ready'),
    ],
    [
      'connections that are closed',
      'unreachable',
      'cannot be reached: the connection was closed',
      r => r.destroy(),
    ],
    [
      'answers that are broken off',
      'unreachable',
      'cannot be reached: the connection was closed',
      r => {
        r.writeHead(200, {
          'content-type': 'application/json',
          'content-length': 1000,
        });
        r.write('{"status":"succ');
        setTimeout(() => r.destroy(), 5);
      },
    ],
  ])('tries three times: %s', async (_, kind, reason, answer) => {
    const { result, requests } = await ask(answer);
    expect(result).toMatchObject({ kind, message: `The engine fra ${reason}` });
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map(({ parameters }) => parameters.query))).toEqual(
      new Set(['sum(up)']),
    );
  });

  it('keeps secrets out of messages that repeat them', async () => {
    const { result } = await ask(
      said(500, 'internal', `bad header "Bearer ${TOKEN}"\n at line 2`),
      authorized,
    );
    expect(result.message).toBe(
      'The engine fra has failed: bad header "Bearer ***" at line 2',
    );
  });

  it('says that nobody is there, without the address', async () => {
    const server = await startServer(() => {});
    await server.close();
    await expect(engineAt(server.url).instant('up')).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'The engine fra cannot be reached: nothing listens there',
    });
    await expect(
      engineAt('http://engine.invalid').instant('up'),
    ).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
