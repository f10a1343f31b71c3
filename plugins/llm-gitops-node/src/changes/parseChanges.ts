import { InputError } from '@backstage/errors';
import type { GitOpsChange } from '../repository';
import type { BlobOrigins } from '../objects/withWhatOthersChanged';
import { checkPath } from './checkPath';

const MAX_CHANGES = 10_000;
/** Bytes of one file. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Bytes of all files of one commit. */
const MAX_TOTAL_BYTES = 100 * 1024 * 1024;

/** Content by path, or undefined where the file is to be removed. */
export type ChangeSet = Map<string, Buffer | undefined>;

/**
 * Checks a change set as a whole: sound paths, each named once, no file that is also a folder, sizes within the caps.
 * Throws `InputError` with path and reason.
 */
export function parseChanges(changes: readonly GitOpsChange[]): ChangeSet {
  if (changes.length > MAX_CHANGES) {
    throw new InputError(
      `A commit may change ${MAX_CHANGES} files, not ${changes.length}`,
    );
  }

  const parsed: ChangeSet = new Map();
  let total = 0;
  for (const change of changes) {
    checkPath(change.path);
    if (parsed.has(change.path)) {
      throw new InputError(
        `Invalid changes: ${change.path} is named more than once`,
      );
    }
    if ('delete' in change) {
      parsed.set(change.path, undefined);
      continue;
    }
    const content = Buffer.from(change.content);
    if (content.length > MAX_FILE_BYTES) {
      throw new InputError(
        `Invalid changes: ${change.path} has ${content.length} bytes, more than ${MAX_FILE_BYTES}`,
      );
    }
    total += content.length;
    parsed.set(change.path, content);
  }
  if (total > MAX_TOTAL_BYTES) {
    throw new InputError(
      `Invalid changes: the files have ${total} bytes, more than ${MAX_TOTAL_BYTES}`,
    );
  }

  checkFoldersAreNoFiles(parsed);
  return parsed;
}

/** What the contents of a change set were made from, as far as it is known. */
export function originsOf(changes: readonly GitOpsChange[]): BlobOrigins {
  return new Map(
    changes.flatMap(change =>
      'content' in change && change.from !== undefined
        ? [[change.path, change.from] as const]
        : [],
    ),
  );
}

function checkFoldersAreNoFiles(changes: ChangeSet): void {
  for (const path of changes.keys()) {
    for (
      let end = path.indexOf('/');
      end > 0;
      end = path.indexOf('/', end + 1)
    ) {
      const folder = path.slice(0, end);
      // A file that is removed may become a folder in the same commit.
      if (changes.get(folder) && changes.get(path)) {
        throw new InputError(
          `Invalid changes: ${folder} cannot be a file and the folder of ${path}`,
        );
      }
    }
  }
}
