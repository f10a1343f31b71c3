import {
  chmodSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';

describe('a folder that is opened', () => {
  const { directory, folder, open, fsck } = createRepositoryFolder();

  it('finishes what a killed process began to create', async () => {
    await open();
    rmSync(join(folder, 'HEAD'));
    rmSync(join(folder, 'refs'), { recursive: true });
    const repository = await open();
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'a.txt', content: 'a' }],
    });
    expect(fsck()).toBe('');
  });

  describe('says in one line what is wrong with a folder', () => {
    const problem = async (path = folder): Promise<string> => {
      const error = await open({ folder: path }).then(
        () => undefined,
        e => e,
      );
      expect(error?.name).toBe('ServiceUnavailableError');
      expect(error.message).not.toContain('\n');
      return error.message;
    };

    it('which is none', async () => {
      writeFileSync(folder, 'a file');
      expect(await problem()).toMatch(/a file stands in place of a folder/);
    });

    it('which holds something else', async () => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'notes.txt'), '');
      expect(await problem()).toBe(
        `${folder} is not a Git repository: it holds files, but no HEAD, config, objects, refs`,
      );
    });

    it('which is a working copy, or inside one', async () => {
      mkdirSync(folder);
      git(folder, 'init', '--quiet');
      expect(await problem()).toMatch(/is a working copy; a bare repository/);
      expect(await problem(join(folder, '.git'))).toMatch(
        /belongs to a working copy/,
      );
    });

    it('which has other branches only', async () => {
      const repository = await open({ branch: 'trunk' });
      await repository.commit({
        message: 'Start',
        changes: [{ path: 'a.txt', content: '' }],
      });
      expect(await problem()).toBe(
        `${folder} has no branch main; it has trunk`,
      );
    });

    it('which has another format', async () => {
      mkdirSync(folder);
      git(folder, 'init', '--quiet', '--bare', '--object-format=sha256');
      expect(await problem()).toMatch(
        /has extensions.objectformat = sha256; only sha1 is supported/,
      );
    });

    it('which may not be used', async () => {
      const repository = await open();
      await repository.commit({
        message: 'Start',
        changes: [{ path: 'a.txt', content: 'a' }],
      });
      await asAnotherUser(async () => {
        const reader = await open();
        expect(String(await reader.readFile({ path: 'a.txt' }))).toBe('a');
        await expect(
          reader.commit({
            message: 'Change',
            changes: [{ path: 'b.txt', content: 'b' }],
          }),
        ).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(
            /must be allowed to read and write the Git repository .*EACCES/,
          ),
        });
        expect(await problem(directory.resolve('not-there.git'))).toMatch(
          /must be allowed .*EACCES.*mkdir/,
        );
      });
    });
  });

  /** Takes the rights on the folder away: root has them all, so it becomes somebody else meanwhile. */
  async function asAnotherUser(work: () => Promise<void>): Promise<void> {
    const isRoot = process.geteuid?.() === 0;
    chmodTree(directory.path);
    if (isRoot) {
      process.seteuid?.(65534);
    }
    try {
      await work();
    } finally {
      if (isRoot) {
        process.seteuid?.(0);
      }
      chmodSync(directory.path, 0o700);
    }
  }

  function chmodTree(path: string): void {
    chmodSync(path, 0o555);
    for (const entry of readdirSync(path, {
      recursive: true,
      withFileTypes: true,
    })) {
      chmodSync(
        join(entry.parentPath, entry.name),
        entry.isDirectory() ? 0o555 : 0o444,
      );
    }
  }
});
