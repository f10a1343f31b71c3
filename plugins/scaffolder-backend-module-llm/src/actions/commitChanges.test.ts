import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { GITOPS_COMMITTED_TOPIC } from '@modelyard/plugin-llm-gitops-node';
import { readPortalChecks, readPortalUsers } from '@modelyard/plugin-llm-node';
import { rmSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { createCommits, PATH } from '../__testUtils__/createCommits';
import { writeChanges } from '../changes/writeChanges';

describe('llm:gitops:commit', () => {
  const { directory, workspacePath, trace, announce, run, wrote, repository } =
    createCommits();

  it('proposes what was written, in the name of who runs the template', async () => {
    const head = await repository().head();
    const changes = await wrote('new');
    const output = await run({ changes, body: 'For the fair.' });
    expect(output).toEqual({
      outcome: 'proposed',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      branch: 'modelyard/serve-nova',
      changePath: '/llm?tab=changes&change=serve-nova',
    });
    expect(await repository().head()).toBe(head);
    const proposal = await repository().readProposal('serve-nova');
    expect(proposal).toMatchObject({
      title: 'Serve Nova',
      author: { name: 'Jo Doe', email: 'jo@example.com' },
      diff: [{ path: PATH, type: 'changed' }],
      mergesCleanly: true,
    });
    expect(proposal.commits[0].message).toContain(
      'For the fair.\n\nPortal-User: user:default/jo',
    );
    expect(trace.mock.calls).toEqual([
      [
        'success',
        {
          user: 'user:default/jo',
          change: 'serve-nova',
          title: 'Serve Nova',
          files: 1,
        },
      ],
    ]);
    expect(announce).not.toHaveBeenCalled();
  });

  it('cuts a long title at a word, and goes on below it', async () => {
    const title = `Serve ${'nova-'.repeat(12)}x on ${'pool-'.repeat(12)}x`;
    await run({ changes: await wrote('new'), title, body: 'For the fair.' });
    const proposal = await repository().readProposal('serve-nova');
    expect(proposal.title).toBe(`Serve ${'nova-'.repeat(12)}x on…`);
    expect(proposal.commits[0].message).toContain(
      `on…\n\n…${'pool-'.repeat(12)}x\n\nFor the fair.\n\nPortal-User: `,
    );
  });

  it('commits where nobody reviews, and tells the catalog', async () => {
    const output = await run(
      { changes: await wrote('new'), remove: ['models/gone.yaml'] },
      { review: 'direct' },
    );
    expect(output).toEqual({
      outcome: 'committed',
      commit: await repository().head(),
      digest: expect.any(String),
    });
    expect((await repository().readFile({ path: PATH })).toString()).toBe(
      'new',
    );
    expect(announce).toHaveBeenCalledWith(
      expect.objectContaining({ topic: GITOPS_COMMITTED_TOPIC }),
    );
  });

  it.each(['proposal', 'direct'] as const)(
    'commits once when a run is taken up again, and nothing where nothing changes (%s)',
    async review => {
      const changes = await wrote('new');
      const first = await run({ changes }, { review });
      const again = await run({ changes }, { review });
      expect(again.commit).toBe(first.commit);
      expect(again.outcome).toBe(first.outcome);
      const other = await run({ changes }, { review, task: 'task-2' });
      expect(other).toMatchObject(
        review === 'proposal'
          ? { outcome: 'waiting', changePath: first.changePath }
          : { outcome: 'unchanged' },
      );
      if (review === 'proposal') {
        const { head } = await repository().readProposal('serve-nova');
        await repository().mergeProposal({
          id: 'serve-nova',
          expectedHead: head,
          mergedBy: { name: 'Kim', email: 'kim@example.com' },
        });
      }
      const before = await repository().head();
      expect((await run({ changes }, { review })).outcome).toBe('committed');
      expect((await run({ changes }, { review, task: 'task-3' })).outcome).toBe(
        'unchanged',
      );
      expect(await repository().head()).toBe(before);
    },
  );

  it('lets nobody change at once what is not theirs', async () => {
    const model = (owner: string) =>
      JSON.stringify({
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'Model',
        metadata: { name: 'nova' },
        spec: { owner },
      });
    await repository().commit({
      message: 'Give it an owner',
      changes: [{ path: PATH, content: model('group:default/search') }],
    });
    const head = await repository().head();
    const changes = await wrote(model('group:default/ads'));
    const as = (group: string, isDryRun = false) =>
      run({ changes }, { review: 'direct', groups: [group], isDryRun });
    for (const isDryRun of [true, false]) {
      await expect(as('group:default/ads', isDryRun)).rejects.toThrow(
        /you can only change what is yours: this needs somebody of group:default\/search, or of the platform team/,
      );
    }
    expect(await repository().head()).toBe(head);
    expect(await as('group:default/search')).toMatchObject({
      outcome: 'committed',
    });
  });

  it.each(['proposal', 'direct'] as const)(
    'undoes nothing that others have committed since (%s)',
    async review => {
      const text = (...names: string[]) =>
        stringify({
          apiVersion: 'modelyard.dev/v1alpha1',
          kind: 'Model',
          metadata: { name: 'nova' },
          spec: { deployments: names.map(name => ({ name })) },
        });
      const commit = (content: string, path = PATH) =>
        repository().commit({ message: 'x', changes: [{ path, content }] });
      await commit(text('old'));
      const changes = await writeChanges(workspacePath, [
        { path: PATH, content: text('old', 'mine'), committed: text('old') },
      ]);
      // Somebody merges while the run is on its way.
      await commit(text('old', 'theirs'));
      const done = await run({ changes }, { review });
      const { commit: made } = done as { commit: string };
      const read = async (path = PATH) =>
        String(await repository().readFile({ path, commit: made }));
      expect(parse(await read()).spec.deployments).toEqual(
        expect.arrayContaining(
          ['old', 'mine', 'theirs'].map(name => ({ name })),
        ),
      );

      const other = 'models/nova/prod/base/a.yaml';
      const rendered = await writeChanges(workspacePath, [
        { path: other, content: 'mine', committed: null },
      ]);
      await commit('theirs', other);
      await expect(
        run({ changes: rendered }, { review, task: 'task-2' }),
      ).rejects.toThrow(
        `${other} was changed by somebody else meanwhile; nothing was committed, make the change again`,
      );
    },
  );

  it('leaves a trace of what failed', async () => {
    const changes = await wrote('new');
    rmSync(directory.resolve('gitops.git'), { recursive: true });
    await expect(run({ changes })).rejects.toThrow('is not there');
    expect(trace.mock.calls).toEqual([
      ['failure', expect.objectContaining({ change: 'serve-nova' })],
    ]);
  });

  it('commits what was seen before the run, and nothing else', async () => {
    const changes = await wrote('new');
    const other = await writeChanges(workspacePath, [
      { path: 'models/nova/a.yaml', content: 'a' },
    ]);
    const remove = ['models/b.yaml', 'models/a.yaml'];
    const { digest } = await run(
      { changes: [changes, other], remove },
      { isDryRun: true },
    );
    const refuses = async (differs: object) =>
      expect(run({ ...differs, digest })).rejects.toThrow(
        /^What this run would commit is not what you saw .*Nothing was committed/,
      );
    await refuses({ changes: [changes], remove });
    await refuses({ changes: [changes, other], remove: ['models/a.yaml'] });
    await refuses({ changes: [await wrote('newer'), other], remove });
    expect(await repository().listProposals()).toEqual([]);
    expect(trace).not.toHaveBeenCalled();

    // What was seen does not depend on the order, nor on what the repository holds.
    await wrote('new');
    await repository().commit({
      message: 'In between',
      changes: [{ path: 'models/a.yaml', content: 'old' }],
    });
    const output = await run({
      changes: [other, changes, changes],
      remove: [...remove].reverse(),
      digest,
    });
    expect(output).toMatchObject({ outcome: 'proposed', digest });
    expect(
      await run(
        { changes: other, digest: 'not-previewed' },
        { task: 'task-2', review: 'direct' },
      ),
    ).toMatchObject({ outcome: 'committed' });
  });

  it('tells the reviewer what earlier steps have found', async () => {
    const verdict = {
      kind: 'verdict',
      model: 'model:default/nova',
      pool: 'gpupool:default/l4',
      devices: 'whole',
      verdict: 'tight',
      findings: [{ severity: 'warning', message: 'leaves 1 GiB' }],
    };
    const manifests = {
      kind: 'manifests',
      folder: 'models/nova/prod',
      level: 2,
      checked: 3,
      notChecked: [],
      findings: [],
    };
    // A step that was left out puts out nothing.
    const checks = [verdict, undefined, [manifests]];
    await run({ changes: await wrote('new'), checks });
    const { commits, head } = await repository().readProposal('serve-nova');
    expect(readPortalChecks(commits[0].message)).toEqual([verdict, manifests]);
    expect(readPortalUsers(commits[0].message)).toEqual(['user:default/jo']);
    await repository().mergeProposal({
      id: 'serve-nova',
      expectedHead: head,
      mergedBy: { name: 'Kim', email: 'kim@example.com' },
    });
    const [{ message }] = await repository().log({ limit: 1 });
    expect(readPortalChecks(message)).toEqual([verdict, manifests]);
  });

  it('names a change by what it is about', async () => {
    const change = { act: 'serve', entity: 'model:default/nova', part: 'prod' };
    expect(await run({ change, changes: await wrote('new') })).toMatchObject({
      branch: 'modelyard/serve.default.nova.prod',
    });
  });

  it('commits nothing but what was shown', async () => {
    const changes = await wrote('new');
    writeFileSync(`${workspacePath}/${PATH}`, 'something else');
    await expect(run({ changes })).rejects.toThrow(
      `${PATH} is not what an earlier step has written: it was changed since`,
    );
    rmSync(`${workspacePath}/${PATH}`);
    await expect(run({ changes })).rejects.toThrow(
      `${PATH} is not in the workspace any more`,
    );
    await expect(
      run({ changes: [{ path: '../../etc/passwd', digest: 'x' }] }),
    ).rejects.toThrow(/outside/);
    expect(await repository().listProposals()).toEqual([]);
    expect(trace).not.toHaveBeenCalled();
  });

  it.each([
    [{ remove: ['models/nova/prod/overlays/mine.yaml'] }, /belongs to people/],
    [{ title: 'Two\nlines' }, /^title: must be one line/],
    [{ title: '${{ parameters. }}' }, /expression that could not be evaluated/],
    [{ change: 'Serve Nova' }, /^change: .*must have 1 to 100/],
    [{ change: 'serve-a..b' }, /^change: .*single dots/],
    [{ change: { act: 'Serve', entity: 'model:default/a' } }, /^change/],
    [{ change: { act: 'serve', entity: 'nova' } }, /^change/],
    [
      { body: 'Portal-User: user:default/kim' },
      'The message must not contain the line Portal-User:',
    ],
    [
      { body: 'a\n\nReviewed-by: Kim <kim@example.com>' },
      /trailer Reviewed-by/,
    ],
    [{ body: 'Portal-Check: {}' }, /must not contain the line Portal-Check:/],
    [{ remove: [PATH] }, /is to be written and to be removed/],
    [{ digest: 'sha256:1' }, /^digest: /],
    [{ checks: [{ kind: 'blessing' }] }, /^checks\.0: /],
  ])('refuses %j', async (change, message) => {
    const changes = await wrote('new');
    await expect(run({ changes, ...change })).rejects.toThrow(message);
    expect(await repository().listProposals()).toEqual([]);
  });

  it('is for people who may, and writes nothing in a dry run', async () => {
    const changes = await wrote('new');
    for (const options of [
      { result: AuthorizeResult.DENY } as const,
      { credentials: mockCredentials.service() },
    ]) {
      await expect(run({ changes }, options)).rejects.toThrow(
        'Only a person with the permission llm.change.propose',
      );
    }
    expect(await run({ changes }, { isDryRun: true })).toMatchObject({
      outcome: 'proposed',
      digest: expect.any(String),
    });
    expect(await repository().listProposals()).toEqual([]);
    expect(trace).not.toHaveBeenCalled();
  });
});
