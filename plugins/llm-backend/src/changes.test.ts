import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { LlmChange } from '@modelyard/plugin-llm-common';
import { GitOpsChange } from '@modelyard/plugin-llm-gitops-node';
import {
  createChanges,
  MODEL,
  model,
  verdict,
} from './__testUtils__/createChanges';

jest.setTimeout(30_000);

describe('changes that wait for a review', () => {
  const { repository, propose, start } = createChanges();

  it('are shown with what they change, and who may merge them', async () => {
    await propose(
      'one',
      { path: MODEL, content: model('group:search', 'Nova 2') },
      {
        path: 'models/berlin_nova/prod/base/a.bin',
        content: Buffer.from([255]),
      },
      { path: 'models/berlin_nova/big.yaml', content: 'x'.repeat(300_000) },
      { path: 'pools/p/catalog-info.yaml', delete: true },
    );
    const { list, read } = await start();
    const { changes } = (await list()).body;
    expect(changes).toEqual([
      {
        id: 'one',
        title: 'Change one',
        body: 'For the fair.',
        proposedBy: { name: 'Jo', userRef: 'user:default/jo' },
        openedAt: expect.any(String),
        updatedAt: expect.any(String),
        head: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
    ]);
    const change: LlmChange = (await read('one')).body;
    expect(change).toMatchObject({
      ...changes[0],
      authors: [{ name: 'Jo', userRef: 'user:default/jo' }],
      owners: ['group:berlin/search', 'group:default/x'],
      reviewers: ['group:berlin/search', 'group:default/x'],
      checks: [verdict],
      conflicts: [],
      takenNames: [],
      obstacles: ['not-responsible'],
      mayWithdraw: true,
    });
    expect(change.files).toEqual([
      {
        path: 'models/berlin_nova/big.yaml',
        type: 'added',
        omitted: 'too-large',
      },
      {
        path: MODEL,
        type: 'changed',
        before: model('group:search'),
        after: model('group:search', 'Nova 2'),
      },
      {
        path: 'models/berlin_nova/prod/base/a.bin',
        type: 'added',
        omitted: 'binary',
      },
      {
        path: 'pools/p/catalog-info.yaml',
        type: 'removed',
        before: 'spec: {owner: x}',
      },
    ]);
    const obstaclesOf = async (user: string) =>
      (await read('one', user)).body.obstacles;
    expect(await obstaclesOf('user:default/jo')).toEqual([
      'own-change',
      'not-responsible',
    ]);
    expect(await obstaclesOf('user:default/alex')).toEqual([]);
    expect(await obstaclesOf('user:default/both')).toEqual([]);
    expect(await obstaclesOf('user:default/x')).toEqual(['not-responsible']);
    expect(await obstaclesOf('user:default/out')).toEqual(['not-responsible']);
  });

  const NEW = 'models/mine/catalog-info.yaml';
  const added = (name: string, owner: string) => `
kind: Model
metadata: {name: ${name}}
spec: {owner: ${owner}}
`;
  it.each<[string, GitOpsChange[], string[]]>([
    [
      'is taken over',
      [{ path: MODEL, content: model('group:default/finance') }],
      ['group:berlin/search'],
    ],
    [
      'is changed together with something new of somebody else',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'models/berlin_nova/prod/intent.yaml', content: 'x' },
      ],
      ['group:berlin/search'],
    ],
    [
      'moves, and somebody else owns it there',
      [
        { path: MODEL, delete: true },
        { path: NEW, content: model('group:default/finance') },
      ],
      ['group:berlin/search'],
    ],
    [
      'is described once more in another file',
      [{ path: NEW, content: added('elsewhere', 'finance') }],
      ['group:default/ml'],
    ],
    [
      'has its manifests in a folder of that name alone',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'models/elsewhere/prod/base/a.yaml', content: 'x' },
      ],
      ['group:default/ml'],
    ],
    [
      'is new',
      [{ path: NEW, content: added('mine', 'finance') }],
      ['group:default/finance'],
    ],
    [
      'nobody owns',
      [
        { path: NEW, content: added('mine', 'finance') },
        { path: 'clusters/fra-1.yaml', content: 'x' },
      ],
      [],
    ],
    ['cannot be read', [{ path: NEW, content: '{' }], []],
  ])('of what %s ask those who own it before', async (_, changes, expected) => {
    await propose('one', ...changes);
    const { read, decide } = await start();
    const { body } = await read('one', 'user:default/out');
    expect(body.reviewers).toEqual(expected);
    const mayMerge = expected.includes('group:default/finance');
    expect(body.obstacles).toEqual(mayMerge ? [] : ['not-responsible']);
    const { status, body: answer } = await decide(
      'one',
      'merge',
      body.head,
      'user:default/out',
    );
    expect(status).toBe(mayMerge ? 200 : 403);
    const asked =
      expected.length > 0 ? `${expected.join(' and ')}, or of ` : '';
    expect(answer.error?.message ?? 'merged').toContain(
      mayMerge ? 'merged' : `needs somebody of ${asked}the platform team`,
    );
  });

  it('that somebody pushed are theirs by the address', async () => {
    await repository().propose({
      id: 'pushed',
      message: 'By hand',
      author: { name: 'K.', email: 'Kim@example.com' },
      changes: [{ path: MODEL, delete: true }],
    });
    const { read } = await start();
    expect((await read('pushed')).body).toMatchObject({
      proposedBy: { name: 'K.' },
      obstacles: ['own-change'],
      checks: [],
    });

    // Nobody has checked what somebody puts on top of what was checked.
    await propose('one', { path: MODEL, content: 'kind: Model' });
    expect((await read('one')).body.checks).toEqual([verdict]);
    await repository().propose({
      id: 'one',
      message: 'By hand',
      changes: [{ path: MODEL, delete: true }],
    });
    expect((await read('one')).body.checks).toEqual([]);
  });

  it('need a person, and the permission', async () => {
    const { asService } = await start();
    expect((await asService()).status).toBe(403);
    const { list, read, decide } = await start(AuthorizeResult.DENY);
    expect((await list()).status).toBe(403);
    expect((await read('one')).status).toBe(403);
    expect((await decide('one', 'merge', 'a'.repeat(40))).status).toBe(403);
    expect((await decide('one', 'withdraw', 'a'.repeat(40))).status).toBe(403);
  });
});
