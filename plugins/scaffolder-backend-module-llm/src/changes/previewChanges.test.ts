import { createMockDirectory } from '@backstage/backend-test-utils';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { withPortalUser } from '@modelyard/plugin-llm-node';
import { startRepository } from '../__testUtils__/repository';
import { readChangeSet } from './ChangeSet';
import { previewChanges } from './previewChanges';
import { writeChanges } from './writeChanges';

const FILE = 'models/nova/catalog-info.yaml';
const entity = (owner: string) =>
  `kind: Model\nmetadata: {name: nova}\nspec: {owner: ${owner}}\n`;

describe('what a run would do', () => {
  const directory = createMockDirectory();
  const workspacePath = directory.resolve('workspace');
  let repository: GitOpsRepository;

  beforeEach(async () => {
    directory.setContent({ workspace: {} });
    repository = await startRepository(directory, {
      [FILE]: entity('group:search'),
      'models/nova/prod/base/same.yaml': 'same\n',
      'models/nova/prod/base/old.yaml': 'old\n',
      'pools/l4/catalog-info.yaml': entity('group:gpu'),
    });
  });

  async function preview(options: {
    files?: Record<string, string>;
    remove?: string[];
    mayRead?: boolean;
    review?: 'proposal' | 'direct';
    user?: string;
    revise?: boolean;
  }) {
    const { files = {}, remove = [] } = options;
    const changes = await writeChanges(
      workspacePath,
      Object.entries(files).map(([path, content]) => ({ path, content })),
    );
    return previewChanges({
      repository,
      changeSet: await readChangeSet({ workspacePath, changes, remove }),
      change: 'serve-nova',
      review: options.review ?? 'proposal',
      mayRead: options.mayRead ?? true,
      revise: options.revise ?? false,
      proposer: {
        userRef: options.user ?? 'user:default/kim',
        person: { name: 'Kim', email: 'kim@example.com' },
      },
    });
  }

  const files = {
    'models/nova/prod/base/same.yaml': 'same\n',
    'models/nova/prod/base/new.yaml': 'new\n',
    [FILE]: entity('group:sales'),
  };
  const remove = ['models/nova/prod/base/old.yaml', 'models/nova/never.yaml'];

  it('is shown beside what is there, with who owns it before and after', async () => {
    expect(await preview({ files, remove })).toEqual({
      files: [
        {
          path: FILE,
          outcome: 'changed',
          before: entity('group:search'),
          after: entity('group:sales'),
          bytesBefore: 63,
          bytesAfter: 62,
        },
        { path: 'models/nova/never.yaml', outcome: 'unchanged' },
        {
          path: 'models/nova/prod/base/new.yaml',
          outcome: 'added',
          after: 'new\n',
          bytesAfter: 4,
        },
        {
          path: 'models/nova/prod/base/old.yaml',
          outcome: 'removed',
          before: 'old\n',
          bytesBefore: 4,
        },
        {
          path: 'models/nova/prod/base/same.yaml',
          outcome: 'unchanged',
          bytesBefore: 5,
          bytesAfter: 5,
        },
      ],
      owners: ['group:default/sales', 'group:default/search'],
    });
  });

  it('shows nobody a text that they may not see', async () => {
    const seen = await preview({ files, remove, mayRead: false });
    expect(seen.files[0]).toEqual({
      path: FILE,
      outcome: 'changed',
      omitted: 'not-allowed',
      after: entity('group:sales'),
      bytesBefore: 63,
      bytesAfter: 62,
    });
    expect(JSON.stringify(seen.files)).not.toMatch(/old\\n|group:search/);
  });

  it('names what is too large, no text, or too much at once', async () => {
    await repository.commit({
      message: 'A picture',
      changes: [
        { path: 'models/nova/a.png', content: Buffer.from([255, 216, 255]) },
      ],
    });
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `models/nova/many/${String(index).padStart(2, '0')}.yaml`,
        'x'.repeat(250_000),
      ]),
    );
    const seen = await preview({
      files: { 'models/nova/big.yaml': 'x'.repeat(300_000), ...many },
      remove: ['models/nova/a.png'],
    });
    expect(seen.files.slice(0, 2)).toEqual([
      {
        path: 'models/nova/a.png',
        outcome: 'removed',
        omitted: 'binary',
        bytesBefore: 3,
      },
      {
        path: 'models/nova/big.yaml',
        outcome: 'added',
        omitted: 'too-large',
        bytesAfter: 300_000,
      },
    ]);
    const shown = seen.files.filter(({ after }) => after);
    expect(shown).toHaveLength(16);
    expect(seen.files[21]).toEqual({
      path: 'models/nova/many/19.yaml',
      outcome: 'added',
      omitted: 'too-many',
      bytesAfter: 250_000,
    });
  });

  it('names the change of that name that waits for a review', async () => {
    await repository.propose({
      id: 'serve-nova',
      message: withPortalUser('Serve Nova', 'user:default/kim'),
      author: { name: 'Kim', email: 'kim@example.com' },
      changes: [{ path: FILE, content: 'other' }],
    });
    const { revises, ...seen } = await preview({ files });
    expect(revises).toEqual({
      title: 'Serve Nova',
      proposedBy: { name: 'Kim', userRef: 'user:default/kim' },
    });
    // It is made anew from the main branch, so that this is what it is compared with.
    expect(seen.files[0].before).toBe(entity('group:search'));
    expect((await preview({ files, mayRead: false })).revises).toEqual({});
    const other = { files, user: 'user:default/jo' };
    await expect(preview(other)).rejects.toThrow(
      'Kim (user:default/kim) has proposed it',
    );
    expect((await preview({ ...other, revise: true })).revises).toEqual(
      revises,
    );
    expect((await preview({ ...other, review: 'direct' })).revises).toBe(
      undefined,
    );
  });

  it('has everything added in a repository without a commit', async () => {
    directory.setContent({ workspace: {} });
    repository = await startRepository(directory);
    const seen = await preview({ files, review: 'direct' });
    expect(seen.files.map(({ outcome }) => outcome)).toEqual([
      'added',
      'added',
      'added',
    ]);
    expect(seen.owners).toEqual(['group:default/sales']);
  });
});
