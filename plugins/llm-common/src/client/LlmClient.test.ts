import { LlmClient } from './LlmClient';
import { LlmSource } from './LlmSource';

const source: LlmSource = {
  id: 'gitops',
  kind: 'gitops',
  state: 'degraded',
  branch: 'main',
  head: 'a'.repeat(40),
  readAt: '2026-11-23T12:00:00.000Z',
  filesRead: 3,
  entities: { Model: { inSource: 2, inCatalog: 1 } },
  problems: [{ path: 'models/x/catalog-info.yaml', reason: 'is no YAML' }],
};

function client(response: () => Response) {
  const requests: Array<{
    url: string;
    headers: Headers;
    signal?: AbortSignal | null;
  }> = [];
  const llmClient = LlmClient.create({
    discoveryApi: { getBaseUrl: async id => `http://portal.example/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({
          url: `${url}`,
          headers: new Headers(init?.headers),
          signal: init?.signal,
        });
        return response();
      },
    },
  });
  return { llmClient, requests };
}

describe('LlmClient', () => {
  it('lists sources', async () => {
    const { llmClient, requests } = client(() =>
      Response.json({ sources: [source] }),
    );
    const { signal } = new AbortController();
    await expect(
      llmClient.listSources({ token: 'secret', signal }),
    ).resolves.toEqual([source]);
    expect(requests).toHaveLength(1);
    expect(requests[0].url).toBe('http://portal.example/api/llm/v1/sources');
    expect(requests[0].headers.get('authorization')).toBe('Bearer secret');
    expect(requests[0].signal).toBe(signal);
  });

  it('leaves credentials to the portal where none are given', async () => {
    const { llmClient, requests } = client(() =>
      Response.json({ sources: [] }),
    );
    await expect(llmClient.listSources()).resolves.toEqual([]);
    expect(requests[0].headers.has('authorization')).toBe(false);
  });

  it('passes on why the backend refused', async () => {
    const error = { name: 'NotAllowedError', message: 'needs llm.source.read' };
    const { llmClient } = client(() =>
      Response.json({ error, response: { statusCode: 403 } }, { status: 403 }),
    );
    await expect(llmClient.listSources()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'needs llm.source.read' },
    });
  });

  it.each([
    [
      'a page instead of data',
      () =>
        new Response('<html/>', { headers: { 'content-type': 'text/html' } }),
      /content type text\/html/,
    ],
    [
      'data of another shape',
      () => Response.json({ items: [] }),
      /without a list of sources/,
    ],
    ['nothing', () => Response.json(null), /without a list of sources/],
  ])('does not take %s for an answer', async (_, response, message) => {
    await expect(client(response).llmClient.listSources()).rejects.toThrow(
      message,
    );
  });
});
