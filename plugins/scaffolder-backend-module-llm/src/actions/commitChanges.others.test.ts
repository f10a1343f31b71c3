import { readPortalUsers } from '@modelyard/plugin-llm-node';
import { createCommits, PATH } from '../__testUtils__/createCommits';

describe('llm:gitops:commit beside other people', () => {
  const { run, wrote, repository } = createCommits();

  it('puts nothing in the place of what others have proposed', async () => {
    await run({ changes: await wrote('new') });
    const { head } = await repository().readProposal('serve-nova');
    const changes = await wrote('other');
    const asKim = (input = {}, options = {}) =>
      run(
        { changes, ...input },
        { user: 'user:default/kim', task: 'task-2', ...options },
      );
    for (const isDryRun of [true, false]) {
      await expect(asKim({}, { isDryRun })).rejects.toThrow(
        'The change serve-nova waits for a review already, and Jo Doe (user:default/jo) has proposed it: nothing was proposed.',
      );
      await expect(asKim({}, { isDryRun, mayRead: false })).rejects.toThrow(
        'waits for a review already, and somebody else has proposed it',
      );
    }
    expect((await repository().readProposal('serve-nova')).head).toBe(head);
    expect(await asKim({ change: 'serve-other' })).toMatchObject({
      outcome: 'proposed',
    });

    // Who proposed it revises it, and so does who says so and is named from then on.
    expect(await run({ changes }, { task: 'task-3' })).toMatchObject({
      outcome: 'proposed',
    });
    const newest = await wrote('newest');
    expect(
      await asKim({ changes: newest, revise: true }, { task: 'task-4' }),
    ).toMatchObject({ outcome: 'proposed' });
    expect(
      await asKim({ changes: await wrote('last') }, { task: 'task-5' }),
    ).toMatchObject({ outcome: 'proposed' });
    const { commits } = await repository().readProposal('serve-nova');
    expect(
      commits.map(({ message }) => readPortalUsers(message)).reverse(),
    ).toEqual([
      ['user:default/jo'],
      ['user:default/jo'],
      ['user:default/kim'],
      ['user:default/kim'],
    ]);
  });

  it('lets only one of two people have a name at the same moment', async () => {
    const one = await wrote('one', 'models/one/catalog-info.yaml');
    const two = await wrote('two', 'models/two/catalog-info.yaml');
    const outcomes = await Promise.allSettled([
      run({ changes: one }, { task: 'a' }),
      run({ changes: two }, { task: 'b', user: 'user:default/kim' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(
      (await repository().readProposal('serve-nova')).commits,
    ).toHaveLength(1);
  });

  it('that somebody pushed is theirs by the address', async () => {
    await repository().propose({
      id: 'serve-nova',
      message: 'By hand',
      author: { name: 'Jo', email: 'JO@example.com' },
      changes: [{ path: PATH, content: 'pushed' }],
    });
    const changes = await wrote('new');
    await expect(
      run({ changes }, { user: 'user:default/kim' }),
    ).rejects.toThrow('and Jo has proposed it');
    expect(await run({ changes })).toMatchObject({ outcome: 'proposed' });
  });

  it('loses neither of two runs at the same moment', async () => {
    const one = await wrote('one', 'models/one/catalog-info.yaml');
    const two = await wrote('two', 'models/two/catalog-info.yaml');
    await Promise.all([
      run({ changes: one }, { review: 'direct', task: 'a' }),
      run({ changes: two }, { review: 'direct', task: 'b' }),
    ]);
    expect((await repository().listFiles()).map(({ path }) => path)).toEqual([
      PATH,
      'models/nova/prod/overlays/mine.yaml',
      'models/one/catalog-info.yaml',
      'models/two/catalog-info.yaml',
    ]);
    expect(await repository().log({ limit: 10 })).toHaveLength(3);
  });
});
