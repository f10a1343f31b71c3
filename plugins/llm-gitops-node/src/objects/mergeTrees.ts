import type { TreeEntry } from 'isomorphic-git';
import type { GitOpsConflict } from '../repository';
import type { Sides } from './mergeCatalogTexts';
import { isRegularFile } from './readTrees';

const FOLDER = '040000';

/** Where a merge reads and writes; a merge that is only tried writes nothing. */
export interface TreeStore {
  readTree(oid: string): Promise<TreeEntry[]>;
  writeTree(entries: TreeEntry[]): Promise<string>;
  /** The content of a file that both sides have changed differently; undefined where that is a conflict. */
  mergeBlobs?(path: string, blobs: Sides<string>): Promise<string | undefined>;
}

/** The three states of a folder; undefined where there is none. */
export interface MergedTrees {
  base?: string;
  main?: string;
  proposal?: string;
}

/** What becomes of a folder: its tree, or undefined where nothing is left in it. Worth nothing where conflicts stand. */
export interface TreeMerge {
  tree?: string;
  conflicts: GitOpsConflict[];
}

interface Entries {
  base?: TreeEntry;
  main?: TreeEntry;
  proposal?: TreeEntry;
}

/**
 * Merges whole files, save where the store knows to put the two sides of one together: what only one side has changed since the base is taken from there, what both have changed alike
 * passes, anything else is a conflict, also a file of one side where the other has a folder. A file is its content and
 * its mode. Trees that are alike on two sides are not read.
 */
export async function mergeTrees(
  store: TreeStore,
  trees: MergedTrees,
  folder = '',
): Promise<TreeMerge> {
  const { base, main, proposal } = trees;
  if (main === proposal || base === proposal) {
    return { tree: main, conflicts: [] };
  }
  if (base === main) {
    return { tree: proposal, conflicts: [] };
  }

  const byName = new Map<string, Entries>();
  for (const side of ['base', 'main', 'proposal'] as const) {
    const tree = trees[side];
    for (const entry of tree ? await store.readTree(tree) : []) {
      byName.set(entry.path, { ...byName.get(entry.path), [side]: entry });
    }
  }

  const merged = await Promise.all(
    [...byName].map(async ([name, sides]) =>
      mergeEntry(store, sides, name, folder && `${folder}/`),
    ),
  );
  const entries = merged.flatMap(({ entry }) => (entry ? [entry] : []));
  const conflicts = merged.flatMap(result => result.conflicts);
  return {
    // Of a merge with conflicts there is no tree worth writing.
    tree:
      entries.length > 0 && conflicts.length === 0
        ? await store.writeTree(entries)
        : undefined,
    conflicts,
  };
}

async function mergeEntry(
  store: TreeStore,
  sides: Entries,
  name: string,
  folder: string,
): Promise<{ entry?: TreeEntry; conflicts: GitOpsConflict[] }> {
  const path = `${folder}${name}`;
  const inside = await mergeTrees(
    store,
    {
      base: treeOf(sides.base),
      main: treeOf(sides.main),
      proposal: treeOf(sides.proposal),
    },
    path,
  );
  const whole = mergeFile(sides);
  const file =
    whole === 'conflict' && !inside.tree
      ? (await mergeContents(store, sides, path)) ?? 'conflict'
      : whole;
  if (inside.conflicts.length > 0) {
    return { conflicts: inside.conflicts };
  }
  if (file === 'conflict' || (file && inside.tree)) {
    return { conflicts: [conflictAt(path, sides)] };
  }
  if (inside.tree) {
    const entry = { mode: FOLDER, path: name, oid: inside.tree, type: 'tree' };
    return { entry: entry as TreeEntry, conflicts: [] };
  }
  return { entry: file, conflicts: [] };
}

/** What becomes of the file at a name, apart from a folder that may stand there. */
function mergeFile(sides: Entries): TreeEntry | 'conflict' | undefined {
  const [base, main, proposal] = [sides.base, sides.main, sides.proposal].map(
    fileOf,
  );
  if (isSame(main, proposal) || isSame(base, proposal)) {
    return main;
  }
  return isSame(base, main) ? proposal : 'conflict';
}

async function mergeContents(
  store: TreeStore,
  { base, main, proposal }: Entries,
  path: string,
): Promise<TreeEntry | undefined> {
  if (!base || !main || !proposal) {
    return undefined;
  }
  const entries = [base, main, proposal];
  const isAlike = entries.every(
    entry => isRegularFile(entry) && entry.mode === main.mode,
  );
  const oid = isAlike
    ? await store.mergeBlobs?.(path, {
        base: base.oid,
        main: main.oid,
        proposal: proposal.oid,
      })
    : undefined;
  return oid === undefined ? undefined : { ...main, oid };
}

function conflictAt(path: string, sides: Entries): GitOpsConflict {
  const blobs = {
    baseBlob: blobOf(sides.base),
    mainBlob: blobOf(sides.main),
    proposalBlob: blobOf(sides.proposal),
  };
  return { path, ...blobs };
}

function isSame(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function treeOf(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === 'tree' ? entry.oid : undefined;
}

function fileOf(entry: TreeEntry | undefined): TreeEntry | undefined {
  return entry?.type === 'tree' ? undefined : entry;
}

function blobOf(entry: TreeEntry | undefined): string | undefined {
  return entry && isRegularFile(entry) ? entry.oid : undefined;
}
