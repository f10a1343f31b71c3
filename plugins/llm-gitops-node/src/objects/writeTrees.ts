import { InputError } from '@backstage/errors';
import type { TreeEntry } from 'isomorphic-git';
import type { GitObjects } from './GitObjects';
import { isRegularFile } from './readTrees';

const REGULAR_FILE = '100644';
const FOLDER = '040000';

/** Ids of contents by path; undefined where the file is to be removed. */
export type BlobChanges = ReadonlyMap<string, string | undefined>;

interface FolderChange {
  files: Map<string, string | undefined>;
  folders: Map<string, FolderChange>;
}

/**
 * Writes the trees that a change set makes out of another tree and returns the id of the root; undefined where nothing
 * is left in it. Subtrees without a change are kept by id, empty folders vanish, modes of existing files stay.
 * Throws `InputError` where a path leads through a file, or a file would replace a folder.
 */
export async function applyToTree(options: {
  objects: GitObjects;
  root?: string;
  changes: BlobChanges;
}): Promise<string | undefined> {
  const { objects, root, changes } = options;
  return rewriteFolder({
    objects,
    tree: root,
    path: '',
    change: groupByFolder(changes),
  });
}

function groupByFolder(changes: BlobChanges): FolderChange {
  const root: FolderChange = { files: new Map(), folders: new Map() };
  for (const [path, blob] of changes) {
    const parts = path.split('/');
    const name = parts.pop()!;
    let folder = root;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (!next) {
        next = { files: new Map(), folders: new Map() };
        folder.folders.set(part, next);
      }
      folder = next;
    }
    folder.files.set(name, blob);
  }
  return root;
}

async function rewriteFolder(options: {
  objects: GitObjects;
  tree?: string;
  path: string;
  change: FolderChange;
}): Promise<string | undefined> {
  const { objects, tree, path, change } = options;
  const entries = new Map<string, TreeEntry>();
  for (const entry of tree ? await objects.readTree(tree) : []) {
    entries.set(entry.path, entry);
  }

  // Removals go first and writes last, so that a file can make room for a folder of its name and the other way round.
  for (const [name, blob] of change.files) {
    if (blob === undefined && entries.get(name)?.type !== 'tree') {
      entries.delete(name);
    }
  }
  await Promise.all(
    [...change.folders].map(async ([name, inner]) => {
      const old = entries.get(name);
      if (old && old.type !== 'tree') {
        if (hasWrites(inner)) {
          throw new InputError(`${path}${name} is a file, not a folder`);
        }
        return;
      }
      const oid = await rewriteFolder({
        objects,
        tree: old?.oid,
        path: `${path}${name}/`,
        change: inner,
      });
      if (oid) {
        entries.set(name, { mode: FOLDER, path: name, oid, type: 'tree' });
      } else {
        entries.delete(name);
      }
    }),
  );
  for (const [name, blob] of change.files) {
    const old = entries.get(name);
    if (blob !== undefined && old?.type === 'tree') {
      throw new InputError(`${path}${name} is a folder, not a file`);
    }
    if (blob !== undefined) {
      const mode = old && isRegularFile(old) ? old.mode : REGULAR_FILE;
      entries.set(name, { mode, path: name, oid: blob, type: 'blob' });
    }
  }

  return entries.size > 0
    ? objects.writeTree([...entries.values()])
    : undefined;
}

function hasWrites(change: FolderChange): boolean {
  return (
    [...change.files.values()].some(blob => blob !== undefined) ||
    [...change.folders.values()].some(hasWrites)
  );
}
