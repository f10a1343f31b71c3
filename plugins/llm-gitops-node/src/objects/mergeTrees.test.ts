import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
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
  const isCut = hasCut(Object.keys(merged));
  return { merged, conflicts: conflicts.sort(), isCut };
}

/** Whether one path leads through another. */
function hasCut(paths: string[]): boolean {
  return paths.some(one => paths.some(other => other.startsWith(`${one}/`)));
}

/** Contents that git takes for no renamed version of each other: it looks for renames in its own way. */
function unlike(side: Files): Files {
  return Object.fromEntries(
    Object.entries(side).map(([name, text]) => [
      name,
      createHash('sha256').update(`${name} ${text}`).digest('hex'),
    ]),
  );
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
        const isClean = expected.conflicts.length === 0 && !expected.isCut;
        expect(paths.length === 0).toBe(isClean);
        expect(paths.length > 0 || (await read(tree))).toEqual(
          isClean ? expected.merged : true,
        );
        // Where a file meets a folder, the place of the meeting stands for what is below it.
        const meets = hasCut([b, m, p].flatMap(Object.keys));
        expect(meets || paths).toEqual(meets || expected.conflicts);
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
        const [base, main, proposal] = await Promise.all(
          [b, m, p].map(async side => write(unlike(side))),
        );
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
      { numRuns: 100 },
    );
  }, 120_000);
});
