import { createChanges, MODEL, model } from './__testUtils__/createChanges';

jest.setTimeout(30_000);

describe('changes that wait for a review', () => {
  const { auditor, announced, repository, propose, start } = createChanges();

  it('are merged by somebody else, who has seen just that', async () => {
    const proposed = await propose('one', {
      path: MODEL,
      content: model('group:search', 'Nova 2'),
    });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    const { decide, read } = await start();
    const refused = async (user: string, expected = head) => {
      const { status, body } = await decide('one', 'merge', expected, user);
      return [status, body.error?.message];
    };
    expect(await refused('user:default/jo')).toEqual([
      403,
      expect.stringMatching(/^You made this change/),
    ]);
    expect(await refused('user:default/out')).toEqual([
      403,
      expect.stringMatching(/^You neither own/),
    ]);
    expect(await refused('user:default/kim', 'a'.repeat(40))).toEqual([
      409,
      expect.any(String),
    ]);
    expect((await decide('one', 'merge', 'main')).status).toBe(400);

    const merged = await decide('one', 'merge', head);
    expect(merged.status).toBe(200);
    expect(await repository().head()).toBe(merged.body.commit);
    expect(announced()).toEqual([
      { branch: 'main', commit: merged.body.commit },
    ]);
    const [entry] = await repository().log({ limit: 1 });
    expect(entry.author).toEqual({ name: 'Kim Doe', email: 'kim@example.com' });
    expect(entry.message).toContain('Reviewed-by: Kim Doe <kim@example.com>');
    expect(entry.message).toContain('Proposed-by: Jo <jo@example.com>');
    expect((await read('one')).status).toBe(404);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
        eventId,
        meta,
      ]),
    ).toContainEqual(['change-merge', { id: 'one', expectedHead: head }]);
  });

  it('that are in conflict say so, and lose nothing', async () => {
    const proposed = await propose('one', {
      path: MODEL,
      content: model('group:search', 'Nova 2'),
    });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    await repository().commit({
      message: 'Meanwhile',
      changes: [{ path: MODEL, content: model('group:search', 'Nova 3') }],
    });
    const { decide, read } = await start();
    expect((await read('one')).body).toMatchObject({
      conflicts: [MODEL],
      obstacles: ['conflict'],
    });
    const { status, body } = await decide('one', 'merge', head);
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining(MODEL),
    ]);
    expect((await read('one')).body.head).toBe(head);
  });

  describe('of the same catalog file', () => {
    const FULL = 'models/full/catalog-info.yaml';
    const deployment = (name: string, version = 'v1') => `    - name: ${name}
      version: ${version}
      environment: staging
      on: { pool: gpupool:default/p, devices: whole }
      servedModelName: full-${name}
`;
    const full = (
      ...deployments: string[]
    ) => `apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: full
spec:
  type: chat
  lifecycle: staging
  owner: group:berlin/search
  versions:
    - name: v1
      kind: weights
      source: { uri: hf://example/full }
  deployments:
${[deployment('a'), ...deployments].join('')}`;

    async function both(one: string, two: string) {
      await repository().commit({
        message: 'Full',
        changes: [{ path: FULL, content: full() }],
      });
      await propose('one', { path: FULL, content: one });
      await propose('two', { path: FULL, content: two });
      const { decide, read } = await start();
      const first = (await read('one')).body;
      await decide('one', 'merge', first.head).expect(200);
      const second = (await read('two')).body;
      const { status } = await decide('two', 'merge', second.head);
      const text = await repository().readFile({ path: FULL });
      return { second, status, text: text.toString() };
    }

    it('go together where each adds something', async () => {
      const { second, status, text } = await both(
        full(deployment('b')),
        full(deployment('c')),
      );
      expect([second.conflicts, second.obstacles, status]).toEqual([
        [],
        [],
        200,
      ]);
      expect(text).toBe(full(deployment('b'), deployment('c')));
    });

    it('do not where the entity would break the rules of its kind', async () => {
      const { second, status, text } = await both(
        full(deployment('b')),
        full(deployment('c', 'v9')),
      );
      expect([second.conflicts, second.obstacles, status]).toEqual([
        [FULL],
        ['conflict'],
        409,
      ]);
      expect(text).toBe(full(deployment('b')));
    });
  });

  it('are withdrawn by who made them, and by nobody who has nothing to do with it', async () => {
    const proposed = await propose('one', { path: MODEL, delete: true });
    const head = proposed.outcome === 'proposed' ? proposed.head : '';
    const { decide, list } = await start();
    const { status } = await decide(
      'one',
      'withdraw',
      head,
      'user:default/out',
    );
    expect(status).toBe(403);
    expect(
      (await decide('one', 'withdraw', head, 'user:default/jo')).status,
    ).toBe(204);
    expect((await list()).body).toEqual({ changes: [] });
  });
});
