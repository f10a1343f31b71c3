import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { describeWithGitServer } from '../__testUtils__/gitHttpServer';
import { createRemoteRepository } from '../__testUtils__/remoteRepository';
import { PORTAL } from '../__testUtils__/repositoryFolder';

const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };

describeWithGitServer('a repository on a Git server', () => {
  const { folder, server, open, pushByHand, fsck, resolve } =
    createRemoteRepository();

  it('begins empty, and is written and read as git sees it', async () => {
    const repository = await open();
    expect(repository.description).toBe(server().url('models.git'));
    expect(await repository.head()).toBeUndefined();
    expect(await repository.listFiles()).toEqual([]);

    const first = await repository.commit({
      message: 'Add a model',
      author: ALVA,
      changes: [
        { path: 'models/süß/catalog-info.yaml', content: 'kind: Model\n' },
        { path: 'models/süß/weights.bin', content: Buffer.from([0, 255]) },
      ],
      expectedHead: null,
    });
    expect(first).toEqual({
      outcome: 'committed',
      commit: git(folder, 'rev-parse', 'main'),
      parent: undefined,
    });
    const second = await repository.commit({
      message: 'Change it',
      changes: [{ path: 'models/süß/catalog-info.yaml', content: 'b' }],
      idempotencyKey: 'k',
    });

    expect(fsck()).toBe('');
    expect(git(folder, 'log', '--format=%an|%cn|%s', 'main')).toBe(
      'Modelyard|Modelyard|Change it\nAlva Ödegård|Modelyard|Add a model',
    );
    expect(await repository.head()).toBe(git(folder, 'rev-parse', 'main'));
    expect(
      await repository.commit({
        message: 'The same step',
        changes: [{ path: 'x', content: 'x' }],
        idempotencyKey: 'k',
      }),
    ).toEqual({ ...second, outcome: 'already-committed', parent: undefined });
    expect(
      await repository.commit({
        message: 'Nothing',
        changes: [{ path: 'models/süß/catalog-info.yaml', content: 'b' }],
      }),
    ).toMatchObject({ outcome: 'unchanged' });
    expect(await repository.log({ limit: 9 })).toMatchObject([
      { message: expect.stringContaining('Change it'), author: PORTAL },
      { message: 'Add a model\n', author: ALVA },
    ]);

    // A backend that has not been there before sees the same.
    const other = await open({ workingDirectory: resolve('elsewhere') });
    expect((await other.listFiles()).map(({ path }) => path)).toEqual([
      'models/süß/catalog-info.yaml',
      'models/süß/weights.bin',
    ]);
    expect(await other.readFile({ path: 'models/süß/weights.bin' })).toEqual(
      Buffer.from([0, 255]),
    );
  });

  it('follows what others push, also by force, and looks no more often than told', async () => {
    const first = pushByHand({ 'a.txt': '1', 'b/c.txt': '2' });
    const repository = await open({ maxAgeMs: 0 });
    const lazy = await open({
      maxAgeMs: 60_000,
      workingDirectory: resolve('lazy'),
    });
    expect(await repository.head()).toBe(first);
    const second = pushByHand({ 'a.txt': 'changed' });
    expect(await repository.head()).toBe(second);
    expect(String(await repository.readFile({ path: 'a.txt' }))).toBe(
      'changed',
    );
    const asked = server().requests.length;
    expect(await lazy.head()).toBe(first);
    expect(server().requests.length).toBe(asked);
    // A commit that somebody told it of is looked for at once.
    expect(await lazy.diff(first, second)).toMatchObject([{ path: 'a.txt' }]);
    expect(await lazy.head()).toBe(second);

    git(folder, 'update-ref', 'refs/heads/main', first);
    expect(await repository.head()).toBe(first);
    const third = pushByHand({ 'b/c.txt': 'another way' });
    expect(await repository.head()).toBe(third);
    expect((await repository.diff(first, third)).map(f => f.path)).toEqual([
      'b/c.txt',
    ]);
  });

  it('puts a change on top of what somebody else has pushed meanwhile', async () => {
    pushByHand({ 'a.txt': '1' });
    const repository = await open();
    let pushed: string | undefined;
    server().intercept = request => {
      // After the look and before the push: the moment that a lock would guard.
      if (!pushed && request.url?.includes('receive-pack')) {
        pushed = pushByHand({ 'theirs.txt': `${Math.random()}` });
      }
      return false;
    };
    const head = await repository.head();

    const result = await repository.commit({
      message: 'Ours',
      changes: [{ path: 'ours.txt', content: 'ours' }],
    });

    expect(result).toMatchObject({ outcome: 'committed', parent: pushed });
    expect(pushed).not.toBe(head);
    expect(git(folder, 'ls-tree', '--name-only', 'main')).toBe(
      'a.txt\nours.txt\ntheirs.txt',
    );
    expect(git(folder, 'rev-list', '--merges', 'main')).toBe('');

    // Whoever asked for a certain head learns that it has gone.
    pushed = undefined;
    const expectedHead = await repository.head();
    await expect(
      repository.commit({
        message: 'Ours',
        changes: [{ path: 'ours.txt', content: 'again' }],
        expectedHead,
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('nothing was committed'),
    });
    // What is not there cannot be forced to be: every attempt meets a new head.
    server().intercept = request => {
      if (request.url?.includes('receive-pack')) {
        pushByHand({ 'theirs.txt': `${Math.random()}` });
      }
      return false;
    };
    await expect(
      repository.commit({
        message: 'Ours',
        changes: [{ path: 'ours.txt', content: 'never' }],
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has been moved by others 8 times'),
    });
  }, 60_000);

  it('loses no commit of several writers at once', async () => {
    pushByHand({ 'a.txt': '1' });
    const writers = await Promise.all(
      ['one', 'two', 'three'].map(async name =>
        open({ workingDirectory: resolve(name) }),
      ),
    );
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let i = 0; i < 4; i++) {
          await writer.commit({
            message: `${w} ${i}`,
            changes: [{ path: `${w}/${i}.txt`, content: `${w} ${i}` }],
            idempotencyKey: `${w}-${i}`,
          });
        }
      }),
    );
    expect(git(folder, 'rev-list', '--count', 'main')).toBe('13');
    expect(git(folder, 'rev-list', '--merges', 'main')).toBe('');
    expect(git(folder, 'fsck', '--full', '--strict', '--no-dangling')).toBe('');
  }, 60_000);

  it('sends what is new, and keeps its copy from others', async () => {
    pushByHand(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [
          `models/${i}/catalog-info.yaml`,
          `${i} ${'x'.repeat(500)}`,
        ]),
      ),
    );
    const repository = await open();
    const cut = server().requests.length;
    await repository.commit({
      message: 'One of them',
      changes: [{ path: 'models/7/catalog-info.yaml', content: 'new' }],
    });
    await repository.propose({
      id: 'other',
      message: 'Another',
      changes: [{ path: 'models/8/catalog-info.yaml', content: 'new' }],
    });
    const pushes = server()
      .requests.slice(cut)
      .filter(({ url }) => url.endsWith('/git-receive-pack'));
    expect(pushes).toHaveLength(2);
    // The tree of the folder with its 300 names is most of it.
    expect(pushes.every(({ bytes }) => bytes < 20_000)).toBe(true);
    expect(fsck()).toBe('');

    const mode = (...path: string[]) =>
      (statSync(resolve('work', ...path)).mode & 0o777).toString(8);
    expect(mode(`modelyard-gitops-${process.getuid?.()}`)).toBe('700');
  });

  it('holds proposals as branches, which are merged at the host', async () => {
    const base = pushByHand({ 'a.txt': '1', 'b.txt': '2' });
    const repository = await open({ maxAgeMs: 0, host: 'gitea' });
    expect(repository.canMerge).toBe(false);
    const options = {
      id: 'serve-llama',
      message: 'Serve Llama\n\nBody',
      author: ALVA,
      changes: [{ path: 'a.txt', content: 'ours' }],
      idempotencyKey: 'k',
    };

    const proposed = await repository.propose(options);

    const head = git(folder, 'rev-parse', 'modelyard/serve-llama');
    expect(proposed).toEqual({
      outcome: 'proposed',
      branch: 'modelyard/serve-llama',
      base,
      head,
    });
    expect(git(folder, 'rev-parse', 'main')).toBe(base);
    expect(await repository.propose(options)).toMatchObject({
      outcome: 'already-proposed',
      commit: head,
    });
    expect(repository.proposalUrl('serve-llama')).toBe(
      `${server().url('models')}/compare/main...modelyard/serve-llama`,
    );
    await expect(
      repository.mergeProposal({
        id: 'serve-llama',
        expectedHead: head,
        mergedBy: ALVA,
      }),
    ).rejects.toMatchObject({
      name: 'NotImplementedError',
      message: expect.stringContaining('are merged at the Git host: http://'),
    });

    const revised = pushByHand({ 'b.txt': 'by hand' }, 'modelyard/serve-llama');
    expect(await repository.readProposal('serve-llama')).toMatchObject({
      author: ALVA,
      head: revised,
      diff: [{ path: 'a.txt' }, { path: 'b.txt' }],
      mergesCleanly: true,
    });
    await expect(
      repository.withdrawProposal({ id: 'serve-llama', expectedHead: head }),
    ).rejects.toThrow('has changed since');

    // As the host does it.
    const copy = resolve('host');
    git(resolve(), 'clone', '--quiet', folder, copy);
    git(copy, 'checkout', '--quiet', '-B', 'main', 'origin/main');
    git(copy, 'merge', '--quiet', '--no-ff', '-m', 'Merge', revised);
    git(copy, 'push', '--quiet', 'origin', 'main');
    expect(await repository.listProposals()).toEqual([]);
    expect(await repository.propose(options)).toEqual({
      outcome: 'already-committed',
      commit: head,
    });

    await repository.propose({
      ...options,
      id: 'x',
      idempotencyKey: 'x',
      changes: [{ path: 'x', content: 'x' }],
    });
    const [{ head: seen }] = await repository.listProposals();
    await repository.withdrawProposal({ id: 'x', expectedHead: seen });
    expect(git(folder, 'for-each-ref', 'refs/heads/modelyard/x')).toBe('');
    expect(await repository.listProposals()).toEqual([]);
    expect(git(folder, 'fsck', '--full', '--strict', '--no-dangling')).toBe('');
  });

  it('shows one instance at once what another of the process has written', async () => {
    pushByHand({ 'a.txt': '1' });
    const reader = await open({ maxAgeMs: 60_000 });
    const writer = await open({ maxAgeMs: 60_000 });
    const { outcome } = await writer.commit({
      message: 'Change',
      changes: [{ path: 'a.txt', content: '2' }],
    });
    expect(outcome).toBe('committed');
    expect(await reader.head()).toBe(git(folder, 'rev-parse', 'main'));
    expect(String(await reader.readFile({ path: 'a.txt' }))).toBe('2');
  });

  it('says what the server has against a change', async () => {
    const base = pushByHand({ 'a.txt': '1' });
    const repository = await open();
    const hook = join(folder, 'hooks/pre-receive');
    writeFileSync(
      hook,
      '#!/bin/sh\necho "main is protected,\nask platform" >&2\nexit 1\n',
      { mode: 0o755 },
    );
    await expect(
      repository.commit({
        message: 'Change',
        changes: [{ path: 'a.txt', content: '2' }],
      }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: `The Git server ${server().url(
        'models.git',
      )} does not take the change: pre-receive hook declined (main is protected, ask platform)`,
    });
    expect(git(folder, 'rev-parse', 'main')).toBe(base);
    expect(await repository.head()).toBe(base);
  });

  it('wants its branch where there are others', async () => {
    pushByHand({ 'a.txt': '1' }, 'trunk');
    await expect(open()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: `${server().url('models.git')} has no branch main; it has trunk`,
    });
    const repository = await open({ branch: 'trunk' });
    expect(await repository.listFiles()).toHaveLength(1);
  });
});
