/**
 * Name and mail address of an author or committer.
 *
 * @public
 */
export interface GitOpsPerson {
  /** As people write it, such as `Robin Fixture`. */
  name: string;
  /** Mail address. */
  email: string;
}

/**
 * One file that a commit writes or removes. Paths are relative to the root of the tree, with `/` between the parts.
 * Removing a file that does not exist is no error: the tree already is as asked.
 *
 * @public
 */
export type GitOpsChange =
  | {
      path: string;
      /** The whole content of the file; a string is stored as UTF-8. */
      content: string | Uint8Array;
      /**
       * {@link blobOf} the content that this one was made from; null where there was no file. Where others have changed the file
       * since, both changes of a catalog file are put together, and anything else is a `ConflictError`. Without it the file is
       * written whatever it holds.
       */
      from?: string | null;
    }
  | { path: string; delete: true };

/**
 * A file of a tree.
 *
 * @public
 */
export interface GitOpsFile {
  /** Relative to the root of the tree. */
  path: string;
  /** Id of the content: equal ids, equal bytes. */
  blob: string;
}

/**
 * A file that differs between two commits.
 *
 * @public
 */
export interface GitOpsFileChange {
  /** Relative to the root of the tree. */
  path: string;
  /** What has become of the file; one that moves is removed in one place and added in another. */
  type: 'added' | 'changed' | 'removed';
  /** Id of the content before; absent where the file was added. */
  fromBlob?: string;
  /** Id of the content after; absent where the file was removed. */
  toBlob?: string;
}
