import {
  createDryRuns,
  deployment,
  Options,
} from './__testUtils__/createDryRuns';

describe('PortalDryRun', () => {
  const { start, results } = createDryRuns();

  it('asks for nothing but dry runs, with the credentials of the portal', async () => {
    const { dryRun, seen } = await start({ answer: () => 'created' });
    const report = await dryRun.run({
      target: 'fra-1',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'llm-prod' },
        },
        deployment('a'),
        deployment('b?dryRun=&x=y#'),
      ],
    });
    expect(report).toEqual({
      ran: true,
      cluster: 'fra-1',
      results: Array(3).fill({ outcome: 'accepted', warnings: [] }),
    });
    const writes = seen.filter(({ method }) => method !== 'GET');
    expect(
      writes.map(({ method, path }) => `${method} ${path}`).sort(),
    ).toEqual([
      'PATCH /api/kubernetes/proxy/api/v1/namespaces/llm-prod',
      'PATCH /api/kubernetes/proxy/apis/apps/v1/namespaces/llm-prod/deployments/a',
      'PATCH /api/kubernetes/proxy/apis/apps/v1/namespaces/llm-prod/deployments/b%3FdryRun%3D%26x%3Dy%23',
    ]);
    for (const { query, headers, body } of writes) {
      expect([...query]).toEqual([
        ['dryRun', 'All'],
        ['fieldValidation', 'Strict'],
        ['fieldManager', 'modelyard'],
        ['force', 'true'],
      ]);
      expect(headers).toMatchObject({
        'content-type': 'application/apply-patch+yaml',
        'accept-encoding': 'identity',
        'backstage-kubernetes-cluster': 'fra-1',
        authorization: expect.stringMatching(/^Bearer \S/),
      });
      expect(JSON.parse(body)).toHaveProperty('metadata.name');
    }
    // The kinds of an API are asked for once.
    expect(
      seen
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      '/api/kubernetes/clusters',
      '/api/kubernetes/proxy/api/v1',
      '/api/kubernetes/proxy/apis/apps/v1',
    ]);
  });

  it.each([
    [
      { apiVersion: 'nope.example/v1', kind: 'Thing', metadata: { name: 'a' } },
      'the cluster has no kind Thing of nope.example/v1: what brings it is not installed there',
    ],
    [
      { apiVersion: 'apps/v1', kind: 'Scale', metadata: { name: 'a' } },
      'the cluster has no kind Scale of apps/v1: what brings it is not installed there',
    ],
    [deployment('a', { namespace: undefined }), 'it names no namespace'],
    [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'a', namespace: 'b' },
      },
      'a Namespace belongs to no namespace there, but it names one',
    ],
    [deployment('..'), 'its metadata.name is no name of an object'],
    [deployment('a/scale'), 'its metadata.name is no name of an object'],
    [
      deployment('a', { namespace: '..' }),
      'its metadata.namespace is no name of a namespace',
    ],
    [
      { ...deployment('a'), apiVersion: '../v1' },
      'its apiVersion names no version of an API',
    ],
    [{ ...deployment('a'), kind: 3 }, 'its kind is no name of a kind'],
    ['text', 'it is no object'],
  ])('does not send %j', async (object, reason) => {
    const { dryRun, seen } = await start();
    const report = await dryRun.run({ target: 'fra-1', objects: [object] });
    expect(report).toMatchObject({
      results: [{ outcome: 'not-checked', reason }],
    });
    expect(seen.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('does not send what no cluster would store', async () => {
    const object = { ...deployment('a'), data: 'x'.repeat(1024 * 1024) };
    expect(await results([object])).toEqual([
      { outcome: 'not-checked', reason: 'it is larger than 1 MiB' },
    ]);
  });

  it.each<[string, string, Options | undefined, string]>([
    [
      'a portal without the Kubernetes plugin',
      'fra-1',
      { clusters: undefined },
      'no cluster is configured for target fra-1',
    ],
    [
      'a target that has no cluster',
      'waw-1',
      undefined,
      'no cluster is configured for target waw-1',
    ],
    [
      'a cluster that has another name',
      'lys-1',
      undefined,
      'no cluster is configured for target lys-1: the portal has none named lyon',
    ],
    [
      'a cluster that users sign in to',
      'ber-1',
      undefined,
      'the cluster ber-1 signs in users, not the portal (authProvider oidc)',
    ],
    [
      'a cluster that would get the token of the portal itself',
      'local',
      undefined,
      'the cluster local signs in users, not the portal (authProvider localKubectlProxy)',
    ],
    [
      'a cluster that does not know the portal',
      'fra-1',
      { kinds: () => 'unauthorized' },
      'the cluster fra-1 does not take the credentials of the portal',
    ],
    [
      'a cluster that is out of order',
      'fra-1',
      { kinds: () => 'webhookAway' },
      'the cluster fra-1 cannot be asked which kinds it has (status 500)',
    ],
    [
      'an answer that is too long',
      'fra-1',
      {
        answer: () => response => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(`"${'x'.repeat(2 * 1024 * 1024)}"`);
        },
      },
      'the cluster fra-1 cannot be reached, or its answer cannot be read',
    ],
    [
      'a way that leads elsewhere',
      'fra-1',
      {
        answer: () => response => {
          response.writeHead(307, { location: 'http://127.0.0.1:1/' });
          response.end();
        },
      },
      'the cluster fra-1 cannot be reached, or its answer cannot be read',
    ],
    [
      'a connection that breaks',
      'fra-1',
      { answer: () => response => response.destroy() },
      'the cluster fra-1 cannot be reached, or its answer cannot be read',
    ],
  ])('says why nothing was asked of %s', async (_, target, options, reason) => {
    const { dryRun } = await start(options, new Map([['lys-1', 'lyon']]));
    expect(
      await dryRun.run({ target, objects: [deployment('created')] }),
    ).toEqual({ ran: false, reason });
  });

  it('keeps what was said before a cluster went away', async () => {
    let asked = 0;
    const objects = Array.from({ length: 6 }, (_, i) => deployment(`a${i}`));
    const found = await results(objects, {
      answer: () => {
        asked += 1;
        return asked === 1 ? 'invalid' : response => response.destroy();
      },
    });
    expect(found).toContainEqual(
      expect.objectContaining({ outcome: 'refused' }),
    );
    expect(found).toHaveLength(6);
    expect(found).toContainEqual({
      outcome: 'not-checked',
      reason:
        'the cluster fra-1 cannot be reached, or its answer cannot be read',
    });
    // Those at the same time, and none after them.
    expect(asked).toBeLessThanOrEqual(5);
  });

  it('sends so many objects at a time, and says which it did not', async () => {
    const objects = Array.from({ length: 202 }, (_, i) => deployment(`a${i}`));
    let now = 0;
    let most = 0;
    const found = await results(objects, {
      answer: () => response => {
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => {
          now -= 1;
          response.writeHead(201, { 'content-type': 'application/json' });
          response.end('{}');
        }, 2);
      },
    });
    expect(most).toBeLessThanOrEqual(4);
    expect(found).toMatchObject([
      ...Array(200).fill({ outcome: 'accepted' }),
      ...Array(2).fill({
        outcome: 'not-checked',
        reason: 'only 200 objects are sent at a time',
      }),
    ]);
  });

  it('ends with the run that it belongs to', async () => {
    const controller = new AbortController();
    const { dryRun } = await start({
      answer: () => () => controller.abort(new Error('The run was cancelled')),
    });
    await expect(
      dryRun.run({
        target: 'fra-1',
        objects: [deployment('a')],
        signal: controller.signal,
      }),
    ).rejects.toThrow('The run was cancelled');
  });
});
