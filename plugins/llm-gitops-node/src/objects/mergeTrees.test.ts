import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { git } from '../__testUtils__/git';
import { GitObjects } from './GitObjects';
import { mergeTrees } from './mergeTrees';
import { listTree } from './readTrees';
import { applyToTree } from './writeTrees';

type Files = Record<string, string>;

/** The rule in its shortest form, on paths instead of trees. */
function model(base: Files, main: Files, proposal: Files) {
  const paths = new Set([base, main, proposal].flatMap(Object.keys));
  const merged: Files = {};
  const conflicts: string[] = [];
  for (const path of paths) {
    const [b, m, p] = [base[path], main[path], proposal[path]];
    if (m !== p && b !== m && b !== p) {
      conflicts.push(path);
    } else if ((b === m ? p : m) !== undefined) {
      merged[path] = b === m ? p : m;
    }
  }
  const isCut = Object.keys(merged).some(path =>
    Object.keys(merged).some(other => other.startsWith(`${path}/`)),
  );
  return { merged, conflicts: conflicts.sort(), isCut };
}

// Few names and contents, so that the sides meet; names of which one is the beginning of another.
const path = fc.constantFrom('a', 'a/b', 'a/c', 'a/c/d', 'a-b', 'e/f', 'e/g');
const files = fc
  .dictionary(path, fc.constantFrom('1\n', '2\n', '3\n'))
  .map((found): Files => {
    const paths = Object.keys(found);
    return Object.fromEntries(
      Object.entries(found).filter(
        ([name]) => !paths.some(other => other.startsWith(`${name}/`)),
      ),
    );
  });

describe('mergeTrees', () => {
  const directory = createMockDirectory();
  const setUp = () => {
    git(directory.path, 'init', '--quiet', '--bare', 'r.git');
    const gitdir = directory.resolve('r.git');
    const objects = new GitObjects(gitdir);
    const write = async (content: Files) => {
      const blobs = await Promise.all(
        Object.entries(content).map(async ([name, text]) => {
          const blob = await objects.writeBlob(Buffer.from(text));
          return [name, blob] as const;
        }),
      );
      const changes = new Map(blobs);
      return (await applyToTree({ objects, changes })) ?? objects.writeTree([]);
    };
    const read = async (tree: string | undefined) => {
      const found: Files = {};
      for (const file of tree ? await listTree(objects, tree, '') : []) {
        found[file.path] = String(await objects.readBlob(file.blob));
      }
      return found;
    };
    return { gitdir, objects, write, read };
  };

  it('does as the rule says, whatever the sides have done', async () => {
    const { objects, write, read } = setUp();
    await fc.assert(
      fc.asyncProperty(files, files, files, async (b, m, p) => {
        const expected = model(b, m, p);
        const [base, main, proposal] = await Promise.all([b, m, p].map(write));
        const { tree, conflicts } = await mergeTrees(objects, {
          base,
          main,
          proposal,
        });
        const paths = conflicts.map(conflict => conflict.path).sort();
        if (expected.conflicts.length === 0 && !expected.isCut) {
          expect(paths).toEqual([]);
          expect(await read(tree)).toEqual(expected.merged);
        } else {
          // A file in place of a folder is one conflict of its own.
          expect(paths).not.toEqual([]);
          expect(paths).toEqual(
            expect.arrayContaining(
              expected.conflicts.filter(conflict => paths.includes(conflict)),
            ),
          );
          if (!expected.isCut) {
            expect(paths).toEqual(expected.conflicts);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('merges what git merges into the same tree, and stops where git stops', async () => {
    const { gitdir, objects, write } = setUp();
    const commit = (tree: string, ...parents: string[]) =>
      git(
        gitdir,
        'commit-tree',
        '-m',
        'x',
        tree,
        ...parents.flatMap(parent => ['-p', parent]),
      );
    await fc.assert(
      fc.asyncProperty(files, files, files, async (b, m, p) => {
        const [base, main, proposal] = await Promise.all([b, m, p].map(write));
        const { tree, conflicts } = await mergeTrees(objects, {
          base,
          main,
          proposal,
        });
        const root = commit(base);
        let theirs: string | undefined;
        try {
          theirs = execFileSync(
            'git',
            [
              ...['-c', 'merge.renames=false'],
              ...['merge-tree', '--write-tree', '--no-messages'],
              commit(main, root),
              commit(proposal, root),
            ],
            { cwd: gitdir, encoding: 'utf8', stdio: 'pipe' },
          ).trim();
        } catch {
          theirs = undefined;
        }
        const ours =
          conflicts.length === 0
            ? tree ?? (await objects.writeTree([]))
            : undefined;
        expect(ours).toBe(theirs);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
