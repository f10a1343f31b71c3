import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import {
  ALVA,
  changesOf,
  createProposalFolder,
  ID,
  REF,
  REMI,
} from '../__testUtils__/proposalFolder';

describe('proposals in a folder', () => {
  const { folder, fsck, start, commit, propose, show } = createProposalFolder();

  it('lie on branches of their own, and leave the main branch alone', async () => {
    const repository = await start();
    const base = await repository.head();
    expect(repository.canMerge).toBe(true);
    expect(repository.proposalUrl(ID)).toBeUndefined();
    expect(await repository.listProposals()).toEqual([]);

    const proposed = await propose(repository, {
      'a.yaml': 'changed',
      'b.yaml': 'b',
    });

    expect(proposed).toEqual({
      outcome: 'proposed',
      branch: `modelyard/${ID}`,
      base,
      head: git(folder, 'rev-parse', REF),
    });
    expect(await repository.head()).toBe(base);
    expect(fsck()).toBe('');
    const summary = {
      id: ID,
      branch: `modelyard/${ID}`,
      title: 'Serve Llama',
      body: 'On the H100 of Frankfurt.',
      author: ALVA,
      base,
      head: proposed.head,
      openedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      commits: [
        expect.objectContaining({ commit: proposed.head, author: ALVA }),
      ],
    };
    expect(await repository.listProposals()).toEqual([summary]);
    expect(await repository.readProposal(ID)).toEqual({
      ...summary,
      diff: [
        {
          path: 'a.yaml',
          type: 'changed',
          fromBlob: git(folder, 'rev-parse', 'main:a.yaml'),
          toBlob: git(folder, 'rev-parse', `${REF}:a.yaml`),
        },
        {
          path: 'b.yaml',
          type: 'added',
          toBlob: git(folder, 'rev-parse', `${REF}:b.yaml`),
        },
      ],
      mainHead: base,
      mergesCleanly: true,
      conflicts: [],
      merged: [],
    });
  });

  it('are merged with both parents and who did what, and then gone', async () => {
    const repository = await start();
    const { head } = await propose(
      repository,
      { 'a.yaml': 'changed', 'b/c.yaml': 'c' },
      { idempotencyKey: 'task-1' },
    );
    const parent = await commit(repository, { 'other.yaml': 'other' });

    const merged = await repository.mergeProposal({
      id: ID,
      expectedHead: head,
      mergedBy: REMI,
    });

    const main = await repository.head();
    expect(merged).toEqual({ outcome: 'merged', commit: main, parent });
    expect(fsck()).toBe('');
    expect(git(folder, 'log', '-1', '--format=%P|%an|%cn', 'main')).toBe(
      `${parent} ${head}|Remi Reviewer|Modelyard`,
    );
    expect(git(folder, 'log', '-1', '--format=%an', 'main^2')).toBe(ALVA.name);
    expect(git(folder, 'log', '-1', '--format=%B', 'main')).toBe(
      [
        'Serve Llama',
        '',
        'On the H100 of Frankfurt.',
        '',
        `Modelyard-Proposal: ${ID}`,
        'Proposed-by: Alva Ödegård <alva@modelyard.example>',
        'Reviewed-by: Remi Reviewer <remi@modelyard.example>',
      ].join('\n'),
    );
    expect(
      git(folder, 'log', '-1', '--format=%(trailers:key=Reviewed-by)', 'main'),
    ).toBe('Reviewed-by: Remi Reviewer <remi@modelyard.example>');
    expect(show('main', 'a.yaml')).toBe('changed');
    expect(show('main', 'b/c.yaml')).toBe('c');
    expect(show('main', 'other.yaml')).toBe('other');
    expect(git(folder, 'for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main',
    );
    expect(await repository.listProposals()).toEqual([]);
    expect((await repository.log({ limit: 1 }))[0].review).toEqual({
      proposal: ID,
      proposedBy: [ALVA],
      reviewedBy: REMI,
    });

    // Whoever asks once more learns what has happened.
    expect(
      await repository.mergeProposal({
        id: ID,
        expectedHead: head,
        mergedBy: REMI,
      }),
    ).toEqual({ outcome: 'already-merged', commit: main });
    expect(
      await repository.propose({
        id: ID,
        message: 'Again',
        changes: changesOf({ 'z.yaml': 'z' }),
        idempotencyKey: 'task-1',
      }),
    ).toEqual({ outcome: 'already-committed', commit: head });
    await expect(repository.readProposal(ID)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('are revised by further commits, each once', async () => {
    const repository = await start();
    const first = await propose(
      repository,
      { 'b.yaml': '1' },
      { idempotencyKey: 'k1' },
    );
    expect(
      await repository.propose({
        id: ID,
        message: 'Serve Llama',
        changes: changesOf({ 'b.yaml': 'other' }),
        idempotencyKey: 'k1',
      }),
    ).toEqual({
      ...first,
      outcome: 'already-proposed',
      commit: first.head,
    });
    expect(
      await repository.propose({
        id: ID,
        message: 'Serve Llama',
        changes: changesOf({ 'b.yaml': '1' }),
      }),
    ).toEqual({
      outcome: 'unchanged',
      head: first.head,
      branch: first.branch,
    });
    await expect(
      propose(repository, { 'b.yaml': '2' }, { expectedHead: first.base }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('nothing was proposed'),
    });

    const second = await propose(
      repository,
      { 'c.yaml': '2' },
      { author: REMI, message: 'Serve Llama twice', expectedHead: first.head },
    );
    expect(second.base).toBe(first.base);
    expect(git(folder, 'rev-parse', `${second.head}^`)).toBe(first.head);
    const proposal = await repository.readProposal(ID);
    expect(proposal).toMatchObject({
      title: 'Serve Llama twice',
      body: '',
      author: ALVA,
      commits: [{ author: REMI }, { author: ALVA }],
    });
    expect(proposal.diff.map(({ path }) => path)).toEqual(['b.yaml', 'c.yaml']);

    // The reviewer merges what was seen, or nothing.
    await expect(
      repository.mergeProposal({
        id: ID,
        expectedHead: first.head,
        mergedBy: REMI,
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has changed since'),
    });
    expect(await repository.head()).toBe(first.base);
    expect(await repository.listProposals()).toHaveLength(1);
    await repository.mergeProposal({
      id: ID,
      expectedHead: second.head,
      mergedBy: REMI,
    });
    expect(
      git(folder, 'log', '-1', '--format=%(trailers:key=Proposed-by)', 'main'),
    ).toBe(
      'Proposed-by: Alva Ödegård <alva@modelyard.example>\nProposed-by: Remi Reviewer <remi@modelyard.example>',
    );
    expect(git(folder, 'fsck', '--full', '--strict', '--no-dangling')).toBe('');
  });

  it('are not none where the folder is gone', async () => {
    const repository = await start();
    renameSync(folder, `${folder}.gone`);
    await expect(repository.listProposals()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('is not there'),
    });
    renameSync(`${folder}.gone`, folder);
    expect(await repository.listProposals()).toEqual([]);
  });

  it('write nothing that the main branch has already', async () => {
    const repository = await start();
    const head = await repository.head();
    expect(
      await repository.propose({
        id: ID,
        message: 'Nothing',
        changes: changesOf({ 'a.yaml': 'a' }),
      }),
    ).toEqual({ outcome: 'unchanged', head });
    await repository.commit({
      message: 'With a key',
      changes: changesOf({ 'a.yaml': '2' }),
      idempotencyKey: 'k',
    });
    expect(
      await repository.propose({
        id: ID,
        message: 'The same step',
        changes: changesOf({ 'a.yaml': '3' }),
        idempotencyKey: 'k',
      }),
    ).toEqual({
      outcome: 'already-committed',
      commit: await repository.head(),
    });
    expect(existsSync(join(folder, REF))).toBe(false);
  });

  it('are withdrawn as they were seen, also where git has packed them', async () => {
    const repository = await start();
    const first = await propose(repository, { 'b.yaml': '1' });
    git(folder, 'pack-refs', '--all');
    expect(existsSync(join(folder, REF))).toBe(false);
    expect(await repository.listProposals()).toHaveLength(1);
    const second = await propose(repository, { 'b.yaml': '2' });
    await expect(
      repository.withdrawProposal({ id: ID, expectedHead: first.head }),
    ).rejects.toThrow('has changed since');

    await repository.withdrawProposal({ id: ID, expectedHead: second.head });

    expect(git(folder, 'for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main',
    );
    expect(await repository.listProposals()).toEqual([]);
    expect(git(folder, 'fsck', '--full', '--strict', '--no-dangling')).toBe('');
    await expect(
      repository.withdrawProposal({ id: ID, expectedHead: second.head }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    // The name is free again, and the objects are still there.
    expect(show(second.head, 'b.yaml')).toBe('2');
    await propose(repository, { 'b.yaml': '3' });
  });

  it.each([
    '',
    'A',
    'a/b',
    '../x',
    '-a',
    'a..b',
    'a.lock',
    'a.',
    'x'.repeat(101),
  ])('cannot be called %j', async id => {
    const repository = await start();
    await expect(
      repository.propose({ id, message: 'X', changes: [] }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('cannot name a proposal'),
    });
    await expect(repository.readProposal(id)).rejects.toThrow(
      'cannot name a proposal',
    );
  });
});
