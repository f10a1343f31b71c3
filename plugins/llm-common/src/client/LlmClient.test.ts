import { LlmClient } from './LlmClient';
import { LlmChange, LlmChangeSummary } from './LlmChange';
import { LlmModelInspection } from './LlmModelInspection';
import { LlmSource } from './LlmSource';

const source: LlmSource = {
  id: 'gitops',
  type: 'gitops',
  state: 'degraded',
  branch: 'main',
  head: 'a'.repeat(40),
  readAt: '2026-11-23T12:00:00.000Z',
  filesRead: 3,
  entities: { Model: { inSource: 2, inCatalog: 1 } },
  problems: [{ path: 'models/x/catalog-info.yaml', reason: 'is no YAML' }],
};

const summary: LlmChangeSummary = {
  id: 'serve-nova',
  title: 'Serve Nova in production',
  body: '',
  proposedBy: { name: 'Jo', userRef: 'user:default/jo' },
  openedAt: '2026-11-23T12:00:00.000Z',
  updatedAt: '2026-11-23T12:00:00.000Z',
  head: 'b'.repeat(40),
};

const change: LlmChange = {
  ...summary,
  authors: [summary.proposedBy],
  files: [{ path: 'models/nova/notes.md', type: 'added', after: 'Nova' }],
  owners: ['group:berlin/search'],
  reviewers: ['group:berlin/search'],
  checks: [],
  conflicts: [],
  takenNames: [],
  obstacles: [],
  mayWithdraw: false,
};

const decision = { expectedHead: summary.head };

function client(response: () => Response) {
  const requests: Array<{
    url: string;
    method: string;
    body: unknown;
    headers: Headers;
    signal?: AbortSignal | null;
  }> = [];
  const llmClient = LlmClient.create({
    discoveryApi: { getBaseUrl: async id => `http://portal.example/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({
          url: `${url}`,
          method: init?.method ?? 'GET',
          body: init?.body && JSON.parse(`${init.body}`),
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

  it('lists changes', async () => {
    const { llmClient, requests } = client(() =>
      Response.json({ changes: [summary] }),
    );
    await expect(llmClient.listChanges()).resolves.toEqual([summary]);
    expect(requests[0]).toMatchObject({
      url: 'http://portal.example/api/llm/v1/changes',
      method: 'GET',
    });
  });

  it('reads a change, whatever its name is', async () => {
    const { llmClient, requests } = client(() => Response.json(change));
    await expect(llmClient.readChange('../sources?')).resolves.toEqual(change);
    expect(requests[0].url).toBe(
      'http://portal.example/api/llm/v1/changes/..%2Fsources%3F',
    );
  });

  it('asks for drift of all, of one model, and of one pool', async () => {
    const drift = {
      folder: 'models/nova/prod',
      entityRef: 'model:default/nova',
      deployment: 'prod',
      state: 'edited',
      files: [{ path: 'models/nova/prod/base/a.yaml', type: 'extra' }],
    };
    const { llmClient, requests } = client(() =>
      Response.json({ drift: [drift] }),
    );
    await expect(llmClient.listDrift()).resolves.toEqual([drift]);
    await llmClient.listDrift({ model: 'model:default/nova&x' });
    await llmClient.listDrift({ model: undefined, pool: 'gpupool:default/l4' });
    expect(requests.map(({ url }) => url)).toEqual([
      'http://portal.example/api/llm/v1/drift',
      'http://portal.example/api/llm/v1/drift?model=model%3Adefault%2Fnova%26x',
      'http://portal.example/api/llm/v1/drift?pool=gpupool%3Adefault%2Fl4',
    ]);
    await expect(
      client(() => Response.json({})).llmClient.listDrift(),
    ).rejects.toThrow(/without a list of drift/);
  });

  it('merges the version that was seen', async () => {
    const { llmClient, requests } = client(() =>
      Response.json({ commit: 'c'.repeat(40) }),
    );
    const { signal } = new AbortController();
    await expect(
      llmClient.mergeChange('serve-nova', decision, {
        token: 'secret',
        signal,
      }),
    ).resolves.toEqual({ commit: 'c'.repeat(40) });
    expect(requests[0]).toMatchObject({
      url: 'http://portal.example/api/llm/v1/changes/serve-nova/merge',
      method: 'POST',
      body: { expectedHead: summary.head },
      signal,
    });
    expect(requests[0].headers.get('content-type')).toBe('application/json');
    expect(requests[0].headers.get('authorization')).toBe('Bearer secret');
  });

  it('withdraws the version that was seen, for which there is no answer', async () => {
    const { llmClient, requests } = client(
      () => new Response(null, { status: 204 }),
    );
    await expect(
      llmClient.withdrawChange('serve-nova', decision),
    ).resolves.toBeUndefined();
    expect(requests[0]).toMatchObject({
      url: 'http://portal.example/api/llm/v1/changes/serve-nova/withdraw',
      method: 'POST',
      body: { expectedHead: summary.head },
    });
  });

  it.each([
    ['merge', 'mergeChange'],
    ['withdrawal', 'withdrawChange'],
  ] as const)('passes on that a %s came too late', async (_, decideOn) => {
    const error = { name: 'ConflictError', message: 'has changed since' };
    const { llmClient } = client(() =>
      Response.json({ error, response: { statusCode: 409 } }, { status: 409 }),
    );
    await expect(
      llmClient[decideOn]('serve-nova', decision),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 409,
      cause: { name: 'ConflictError', message: 'has changed since' },
    });
  });

  it.each([
    ['a list', [change]],
    ['nothing', null],
    ['a change without its files', { ...change, files: undefined }],
    ['a change without its version', { ...change, head: undefined }],
  ])('does not take %s for a change', async (_, body) => {
    const { llmClient } = client(() => Response.json(body));
    await expect(llmClient.readChange('serve-nova')).rejects.toThrow(
      /without a change/,
    );
  });

  it('does not take data of another shape for changes or a merge', async () => {
    const { llmClient } = client(() => Response.json({ sources: [] }));
    await expect(llmClient.listChanges()).rejects.toThrow(
      /without a list of changes/,
    );
    await expect(llmClient.mergeChange('serve-nova', decision)).rejects.toThrow(
      /without a commit/,
    );
  });

  const inspection: LlmModelInspection = {
    version: { name: 'bf16-01234567', kind: 'weights' },
    issues: [],
    files: 7,
  };

  it('has a model read, and names nothing that is not known', async () => {
    const { llmClient, requests } = client(() => Response.json(inspection));
    const { signal } = new AbortController();
    await expect(
      llmClient.inspectModel(
        { uri: 'hf://acme/tiny', revision: undefined },
        { signal },
      ),
    ).resolves.toEqual(inspection);
    expect(requests[0]).toMatchObject({
      url: 'http://portal.example/api/llm/v1/models/inspect',
      method: 'POST',
      body: { uri: 'hf://acme/tiny' },
      signal,
    });
    expect(requests[0].body).not.toHaveProperty('revision');
  });

  it.each([
    ['nothing', null],
    ['a version without a name', { ...inspection, version: {} }],
    ['a model without issues', { ...inspection, issues: undefined }],
  ])('does not take %s for a model', async (_, body) => {
    const { llmClient } = client(() => Response.json(body));
    await expect(llmClient.inspectModel({ config: '{}' })).rejects.toThrow(
      /without a model/,
    );
  });
});
