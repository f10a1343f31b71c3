import type { LlmChangedFile } from '@modelyard/plugin-llm-common';

/**
 * What the files of a change are, in the order in which they are read: what a
 * person decided, what was rendered from that, what people add to it, the rest.
 */
const fileGroups = ['entity', 'base', 'overlays', 'other'] as const;

/** What a file is. */
export type FileGroup = (typeof fileGroups)[number];

/** A file of a change, or of one that is not made yet. */
export interface ComparedFile extends Omit<LlmChangedFile, 'omitted'> {
  /** Why texts are left out. */
  omitted?: LlmChangedFile['omitted'] | 'too-many' | 'not-allowed';
  /** Sizes, where the file cannot be looked at anywhere else yet. */
  bytes?: { before?: number; after?: number };
}

/** A file of a change; one that only moved is told as such. */
export interface ReviewedFile extends Omit<ComparedFile, 'type'> {
  type: LlmChangedFile['type'] | 'renamed';
  /** Where it was, if it moved. */
  from?: string;
}

/** The files of a change that are of one sort, by their path. */
export interface ReviewedFiles {
  group: FileGroup;
  files: ReviewedFile[];
}

/** `models/<model>` and `pools/<pool>`: names in them say nothing. */
const FOLDERS_OF_ENTITY = 2;

function groupOf(path: string): FileGroup {
  const folders = path.split('/');
  const name = folders.pop();
  if (name === 'catalog-info.yaml' || name === 'intent.yaml') {
    return 'entity';
  }
  const folder = folders
    .slice(FOLDERS_OF_ENTITY)
    .find(part => part === 'base' || part === 'overlays');
  return (folder as 'base' | 'overlays' | undefined) ?? 'other';
}

/** Takes a file that went and one that came with the same text for one. */
function withRenames(files: readonly ComparedFile[]): ReviewedFile[] {
  const gone = new Map<string, ComparedFile[]>();
  for (const file of files) {
    if (file.type === 'removed' && file.before) {
      gone.set(file.before, [...(gone.get(file.before) ?? []), file]);
    }
  }
  const moved = new Set<ComparedFile>();
  const reviewed = files.map((file): ReviewedFile => {
    const [source] =
      file.type === 'added' && file.after
        ? gone.get(file.after)?.splice(0, 1) ?? []
        : [];
    if (!source) {
      return file;
    }
    moved.add(source);
    return {
      ...file,
      type: 'renamed',
      from: source.path,
      before: source.before,
    };
  });
  return reviewed.filter((_, index) => !moved.has(files[index]));
}

/** Sorts the files of a change into groups; groups without a file are left out. */
export function groupFiles(files: readonly ComparedFile[]): ReviewedFiles[] {
  const reviewed = withRenames(files).sort((left, right) =>
    left.path < right.path ? -1 : 1,
  );
  return fileGroups
    .map(group => ({
      group,
      files: reviewed.filter(({ path }) => groupOf(path) === group),
    }))
    .filter(group => group.files.length > 0);
}
