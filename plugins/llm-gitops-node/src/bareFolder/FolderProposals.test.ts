import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';
import type { GitOpsProposeOptions } from '../repository';
import type { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';

const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };
const REMI = { name: 'Remi Reviewer', email: 'remi@modelyard.example' };
const ID = 'serve-llama';
const REF = `refs/heads/modelyard/${ID}`;

describe('proposals in a folder', () => {
  const { folder, open, fsck, clone } = createRepositoryFolder();

  const start = async (files: Record<string, string> = { 'a.yaml': 'a' }) => {
    const repository = await open();
    await commit(repository, files);
    return repository;
  };
  const commit = async (
    repository: BareFolderGitOpsRepository,
    files: Record<string, string | undefined>,
  ) => {
    await repository.commit({ message: 'Commit', changes: changes(files) });
    return (await repository.head())!;
  };
  const propose = async (
    repository: BareFolderGitOpsRepository,
    files: Record<string, string | undefined>,
    options: Partial<GitOpsProposeOptions> = {},
  ) => {
    const result = await repository.propose({
      id: ID,
      message: 'Serve Llama\n\nOn the H100 of Frankfurt.',
      author: ALVA,
      changes: changes(files),
      ...options,
    });
    if (result.outcome !== 'proposed') {
      throw new Error(`Expected a proposal: ${JSON.stringify(result)}`);
    }
    return result;
  };
  const changes = (files: Record<string, string | undefined>) =>
    Object.entries(files).map(([path, content]) =>
      content === undefined
        ? { path, delete: true as const }
        : { path, content },
    );
  const show = (commitish: string, path: string) =>
    git(folder, 'show', `${commitish}:${path}`);

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
        changes: changes({ 'z.yaml': 'z' }),
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
        changes: changes({ 'b.yaml': 'other' }),
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
        changes: changes({ 'b.yaml': '1' }),
      }),
    ).toEqual({ outcome: 'unchanged', head: first.head });
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

  it('write nothing that the main branch has already', async () => {
    const repository = await start();
    const head = await repository.head();
    expect(
      await repository.propose({
        id: ID,
        message: 'Nothing',
        changes: changes({ 'a.yaml': 'a' }),
      }),
    ).toEqual({ outcome: 'unchanged', head });
    await repository.commit({
      message: 'With a key',
      changes: changes({ 'a.yaml': '2' }),
      idempotencyKey: 'k',
    });
    expect(
      await repository.propose({
        id: ID,
        message: 'The same step',
        changes: changes({ 'a.yaml': '3' }),
        idempotencyKey: 'k',
      }),
    ).toEqual({
      outcome: 'already-committed',
      commit: await repository.head(),
    });
    expect(existsSync(join(folder, REF))).toBe(false);
  });

  it('in conflict with the main branch lose nothing, and are mended on top of it', async () => {
    const repository = await start({
      'a.yaml': 'a',
      'b.yaml': 'b',
      'd/e': 'e',
    });
    const { head } = await propose(repository, {
      'a.yaml': 'ours',
      'b.yaml': 'ours',
      'c.yaml': 'ours',
      d: undefined,
      'd/e': undefined,
    });
    const main = await commit(repository, {
      'a.yaml': 'theirs',
      'b.yaml': undefined,
      'c.yaml': 'ours',
      'd/e': 'theirs',
    });

    const proposal = await repository.readProposal(ID);
    expect(proposal.mergesCleanly).toBe(false);
    expect(proposal.conflicts).toEqual([
      {
        path: 'a.yaml',
        baseBlob: git(folder, 'rev-parse', `${proposal.base}:a.yaml`),
        mainBlob: git(folder, 'rev-parse', 'main:a.yaml'),
        proposalBlob: git(folder, 'rev-parse', `${head}:a.yaml`),
      },
      expect.objectContaining({ path: 'b.yaml', mainBlob: undefined }),
      expect.objectContaining({ path: 'd/e', proposalBlob: undefined }),
    ]);
    await expect(
      repository.mergeProposal({ id: ID, expectedHead: head, mergedBy: REMI }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: `Proposal ${ID} is in conflict with branch main, which has changed a.yaml, b.yaml, d/e as well; nothing was merged`,
    });
    expect(await repository.head()).toBe(main);
    expect(git(folder, 'rev-parse', REF)).toBe(head);

    const mended = await propose(
      repository,
      { 'a.yaml': 'both', 'f.yaml': 'f' },
      { replace: true, expectedHead: head },
    );
    expect(mended.base).toBe(main);
    expect(git(folder, 'log', '-1', '--format=%P', mended.head)).toBe(
      `${head} ${main}`,
    );
    const { diff, mergesCleanly } = await repository.readProposal(ID);
    expect(mergesCleanly).toBe(true);
    expect(diff.map(({ path, type }) => `${type} ${path}`)).toEqual([
      'changed a.yaml',
      'added f.yaml',
    ]);
    // Once more, and nothing is to be done.
    expect(
      await repository.propose({
        id: ID,
        message: 'Again',
        changes: changes({ 'a.yaml': 'both', 'f.yaml': 'f' }),
        replace: true,
      }),
    ).toEqual({ outcome: 'unchanged', head: mended.head });
    await repository.mergeProposal({
      id: ID,
      expectedHead: mended.head,
      mergedBy: REMI,
    });
    expect(show('main', 'a.yaml')).toBe('both');
    expect(show('main', 'd/e')).toBe('theirs');
    expect(fsck()).toBe('');
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

  it('are there for git, which may revise, merge and remove them', async () => {
    const repository = await start({ 'a.yaml': 'a', 'b.yaml': 'b' });
    await propose(repository, { 'a.yaml': 'ours' });
    const copy = clone();
    git(copy, 'checkout', '--quiet', `modelyard/${ID}`);
    writeFileSync(join(copy, 'b.yaml'), 'by hand');
    git(copy, 'commit', '--quiet', '-am', 'By hand');
    git(copy, 'push', '--quiet', 'origin', `modelyard/${ID}`);

    const [summary] = await repository.listProposals();
    expect(summary).toMatchObject({
      title: 'By hand',
      author: ALVA,
      commits: [{ author: { name: 'Robin Fixture' } }, { author: ALVA }],
    });

    git(copy, 'checkout', '--quiet', 'main');
    git(copy, 'merge', '--quiet', '--ff-only', `modelyard/${ID}`);
    git(copy, 'push', '--quiet', 'origin', 'main');
    expect(
      await repository.mergeProposal({
        id: ID,
        expectedHead: summary.head,
        mergedBy: REMI,
      }),
    ).toEqual({ outcome: 'already-merged', commit: summary.head });
    expect(existsSync(join(folder, REF))).toBe(false);
  });

  it('that have merged the main branch are seen from where they did', async () => {
    const repository = await start({ 'a.yaml': 'a', 'b.yaml': 'b' });
    await propose(repository, { 'a.yaml': 'ours' });
    const main = await commit(repository, { 'b.yaml': 'theirs' });
    const copy = clone();
    git(copy, 'checkout', '--quiet', `modelyard/${ID}`);
    git(copy, 'merge', '--quiet', '--no-edit', 'origin/main');
    writeFileSync(join(copy, 'b.yaml'), 'b');
    git(copy, 'commit', '--quiet', '-am', 'Take theirs back');
    git(copy, 'push', '--quiet', 'origin', `modelyard/${ID}`);

    const proposal = await repository.readProposal(ID);
    expect(proposal).toMatchObject({ base: main, mergesCleanly: true });
    await repository.mergeProposal({
      id: ID,
      expectedHead: proposal.head,
      mergedBy: REMI,
    });
    expect(show('main', 'b.yaml')).toBe('b');
    expect(show('main', 'a.yaml')).toBe('ours');
  });

  it('do not disturb who reads the main branch, nor an opening of the folder', async () => {
    const repository = await start();
    const { head } = await propose(repository, { 'b.yaml': 'b' });
    const again = await open();
    expect((await again.listFiles()).map(({ path }) => path)).toEqual([
      'a.yaml',
    ]);
    expect(await again.log({ limit: 9 })).toHaveLength(1);
    expect(await again.readFile({ path: 'b.yaml', commit: head })).toEqual(
      Buffer.from('b'),
    );
    // A branch that is no proposal's is nobody's business here.
    git(folder, 'update-ref', 'refs/heads/modelyard/Other', head);
    git(folder, 'update-ref', 'refs/heads/feature', head);
    expect(await again.listProposals()).toHaveLength(1);
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

  it('are refused where they cannot be, with the reason', async () => {
    const repository = await open();
    await expect(propose(repository, { 'a.yaml': 'a' })).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'Branch main has no commit yet that a proposal could branch off from',
    });
    expect(await repository.listProposals()).toEqual([]);
    await commit(repository, { 'a.yaml': 'a' });
    git(folder, 'branch', 'modelyard', 'main');
    await expect(propose(repository, { 'b.yaml': 'b' })).rejects.toThrow(
      'The branch modelyard leaves no room for branches modelyard/...',
    );
    git(folder, 'branch', '-D', 'modelyard');
    await propose(repository, { 'b.yaml': 'b' });

    await expect(
      repository.mergeProposal({
        id: ID,
        expectedHead: 'main',
        mergedBy: REMI,
      }),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      repository.mergeProposal({
        id: 'other',
        expectedHead: '0'.repeat(40),
        mergedBy: REMI,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    const [{ head }] = await repository.listProposals();
    await expect(
      repository.mergeProposal({
        id: ID,
        expectedHead: head,
        mergedBy: REMI,
        message: 'Fine\n\nReviewed-by: Somebody Else <a@modelyard.example>',
      }),
    ).rejects.toThrow('must not contain the trailer Reviewed-by');
    await expect(open({ branch: 'modelyard/main' })).rejects.toThrow(
      'leaves no room for branches modelyard/...',
    );
  });
});
