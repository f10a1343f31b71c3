import type { TreeEntry } from 'isomorphic-git';
import type { GitOpsFile, GitOpsFileChange } from '../repository';
import type { GitObjects } from './GitObjects';

const SYMBOLIC_LINK = '120000';

/** The entry at a path below a tree, or undefined where there is none. */
export async function findEntry(
  objects: GitObjects,
  root: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const parts = path.split('/');
  let tree = root;
  for (const [index, part] of parts.entries()) {
    const entries = await objects.readTree(tree);
    const entry = entries.find(e => e.path === part);
    if (!entry || index === parts.length - 1) {
      return entry;
    }
    if (entry.type !== 'tree') {
      return undefined;
    }
    tree = entry.oid;
  }
  return undefined;
}

/** Whether an entry is a file with content of its own. */
export function isRegularFile(entry: TreeEntry): boolean {
  return entry.type === 'blob' && entry.mode !== SYMBOLIC_LINK;
}

/** The regular files below a tree, their paths led by `folder`. */
export async function listTree(
  objects: GitObjects,
  tree: string,
  folder: string,
): Promise<GitOpsFile[]> {
  const entries = await objects.readTree(tree);
  const lists = await Promise.all(
    entries.map(async entry => {
      const path = joinPath(folder, entry.path);
      if (entry.type === 'tree') {
        return listTree(objects, entry.oid, path);
      }
      return isRegularFile(entry) ? [{ path, blob: entry.oid }] : [];
    }),
  );
  return lists.flat();
}

/** The regular files that differ between two trees; equal subtrees are not read. */
export async function diffTrees(options: {
  objects: GitObjects;
  from?: string;
  to?: string;
  folder: string;
}): Promise<GitOpsFileChange[]> {
  const { objects, from, to, folder } = options;
  if (from === to) {
    return [];
  }
  const before = from ? byName(await objects.readTree(from)) : new Map();
  const after = to ? byName(await objects.readTree(to)) : new Map();
  const names = new Set([...before.keys(), ...after.keys()]);

  const lists = await Promise.all(
    [...names].map(async name => {
      const path = joinPath(folder, name);
      const old: TreeEntry | undefined = before.get(name);
      const now: TreeEntry | undefined = after.get(name);
      if (old?.oid === now?.oid && old?.mode === now?.mode) {
        return [];
      }
      const inside = await diffTrees({
        objects,
        from: treeOf(old),
        to: treeOf(now),
        folder: path,
      });
      return [...fileChange(path, blobOf(old), blobOf(now)), ...inside];
    }),
  );
  return lists.flat();
}

function fileChange(
  path: string,
  fromBlob: string | undefined,
  toBlob: string | undefined,
): GitOpsFileChange[] {
  if (fromBlob === toBlob) {
    return [];
  }
  if (fromBlob === undefined) {
    return [{ path, type: 'added', toBlob }];
  }
  if (toBlob === undefined) {
    return [{ path, type: 'removed', fromBlob }];
  }
  return [{ path, type: 'changed', fromBlob, toBlob }];
}

function treeOf(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === 'tree' ? entry.oid : undefined;
}

function blobOf(entry: TreeEntry | undefined): string | undefined {
  return entry && isRegularFile(entry) ? entry.oid : undefined;
}

function byName(entries: TreeEntry[]): Map<string, TreeEntry> {
  return new Map(entries.map(entry => [entry.path, entry]));
}

function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
