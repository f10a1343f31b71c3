import { existsSync, writeFileSync } from 'node:fs';
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

describe('proposals and what others do', () => {
  const { folder, open, fsck, clone, start, commit, propose, show } =
    createProposalFolder();

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
        changes: changesOf({ 'a.yaml': 'both', 'f.yaml': 'f' }),
        replace: true,
      }),
    ).toEqual({
      outcome: 'unchanged',
      head: mended.head,
      branch: mended.branch,
    });
    await repository.mergeProposal({
      id: ID,
      expectedHead: mended.head,
      mergedBy: REMI,
    });
    expect(show('main', 'a.yaml')).toBe('both');
    expect(show('main', 'd/e')).toBe('theirs');
    expect(fsck()).toBe('');
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
