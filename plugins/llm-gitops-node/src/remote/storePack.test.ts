import {
  createMockDirectory,
  MockDirectory,
} from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { GitObjects } from '../objects/GitObjects';
import { git } from '../__testUtils__/git';
import { storePack } from './storePack';

/** A pack that Git makes of so many files, and the commit in it. */
function packOf(directory: MockDirectory, files: number) {
  const copy = directory.resolve(`copy-${files}`);
  mkdirSync(copy);
  git(copy, 'init', '--quiet');
  for (let i = 0; i < files; i++) {
    writeFileSync(`${copy}/file-${i}.yaml`, `number: ${i}\n`.repeat(20));
  }
  git(copy, 'add', '.');
  git(copy, 'commit', '--quiet', '-m', 'All');
  const head = git(copy, 'rev-parse', 'HEAD');
  const pack = execFileSync('git', ['pack-objects', '--stdout', '--revs'], {
    cwd: copy,
    input: `${head}\n`,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return { pack, head };
}

describe('storePack', () => {
  const directory = createMockDirectory();
  const gitdir = () => directory.resolve('bare.git');
  beforeEach(() => {
    directory.clear();
    mkdirSync(`${gitdir()}/objects/pack`, { recursive: true });
    git(gitdir(), 'init', '--quiet', '--bare');
  });

  it.each([
    [20, 0],
    [400, 2],
  ])('keeps %i files in so many files of packs: %i', async (files, packs) => {
    const { pack, head } = packOf(directory, files);
    await storePack(gitdir(), pack);
    expect(readdirSync(`${gitdir()}/objects/pack`)).toHaveLength(packs);
    git(gitdir(), 'update-ref', 'refs/heads/main', head);
    expect(git(gitdir(), 'fsck', '--full', '--strict')).toBe('');

    const objects = new GitObjects(gitdir());
    const { tree } = await objects.readCommit(head);
    const entries = await objects.readTree(tree);
    const texts = await Promise.all(
      entries.map(async ({ oid }) => (await objects.readBlob(oid)).toString()),
    );
    expect(texts.map(text => text.split('\n')[0]).sort()).toEqual(
      Array.from({ length: files }, (_, i) => `number: ${i}`).sort(),
    );
  });

  it('says that a pack cannot be read, though it has arrived whole', async () => {
    const header = Buffer.alloc(12);
    header.write('PACK');
    header.writeUInt32BE(2, 4);
    header.writeUInt32BE(500, 8);
    const content = Buffer.concat([header, Buffer.from('no objects at all')]);
    const pack = Buffer.concat([
      content,
      createHash('sha1').update(content).digest(),
    ]);
    await expect(storePack(gitdir(), pack)).rejects.toThrow(
      /^The objects that the Git server has sent cannot be read: /,
    );
    await expect(storePack(gitdir(), pack.subarray(1))).rejects.toThrow(
      'did not arrive whole',
    );
  });
});
