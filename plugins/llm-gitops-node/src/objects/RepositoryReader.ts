import { InputError, NotFoundError } from '@backstage/errors';
import { checkPath } from '../changes/checkPath';
import type {
  GitOpsFile,
  GitOpsFileChange,
  GitOpsFileHistoryEntry,
  GitOpsLogEntry,
} from '../repository';
import type { GitObjects } from './GitObjects';
import { readFileHistory } from './readFileHistory';
import { readLog } from './readLog';
import { diffTrees, findEntry, isRegularFile, listTree } from './readTrees';

const OID = /^[0-9a-f]{40}$/;

/** The reads of {@link GitOpsRepository}, the same wherever the objects come from. */
export class RepositoryReader {
  readonly #objects: GitObjects;
  readonly #branch: string;
  readonly #head: () => Promise<string | undefined>;

  constructor(options: {
    objects: GitObjects;
    branch: string;
    /** Where reads that name no commit look. */
    head: () => Promise<string | undefined>;
  }) {
    this.#objects = options.objects;
    this.#branch = options.branch;
    this.#head = options.head;
  }

  async listFiles(options: {
    prefix?: string;
    commit?: string;
  }): Promise<GitOpsFile[]> {
    const prefix = options.prefix?.replace(/\/$/, '') ?? '';
    let tree = await this.#tree(options.commit);
    if (tree && prefix !== '') {
      checkPath(prefix);
      const entry = await findEntry(this.#objects, tree, prefix);
      tree = entry?.type === 'tree' ? entry.oid : undefined;
    }
    const files = tree ? await listTree(this.#objects, tree, prefix) : [];
    return files.sort(byPath);
  }

  async readFile(options: { path: string; commit?: string }): Promise<Buffer> {
    const { path, commit } = options;
    checkPath(path);
    const tree = await this.#tree(commit);
    const entry = tree && (await findEntry(this.#objects, tree, path));
    if (!entry || !isRegularFile(entry)) {
      throw new NotFoundError(
        `No file ${path} in ${commit ?? `branch ${this.#branch}`}`,
      );
    }
    return this.#objects.readBlob(entry.oid);
  }

  async readBlob(blob: string): Promise<Buffer> {
    checkOid(blob);
    return this.#objects.readBlob(blob);
  }

  async log(options: {
    limit: number;
    path?: string;
  }): Promise<GitOpsLogEntry[]> {
    const { limit, path } = options;
    if (path !== undefined) {
      checkPath(path);
    }
    const head = await this.#head();
    return readLog({ objects: this.#objects, head, limit, path });
  }

  async *fileHistory(options: {
    paths: readonly string[];
    commit: string;
    until?: string;
  }): AsyncGenerator<GitOpsFileHistoryEntry> {
    options.paths.forEach(checkPath);
    checkOid(options.commit);
    yield* readFileHistory({ ...options, objects: this.#objects });
  }

  async diff(
    from: string | undefined,
    to: string,
  ): Promise<GitOpsFileChange[]> {
    const changes = await diffTrees({
      objects: this.#objects,
      from: from === undefined ? undefined : await this.#tree(from),
      to: await this.#tree(to),
      folder: '',
    });
    return changes.sort(byPath);
  }

  /** The tree of a commit, of the head where none is named; undefined for a branch without commits. */
  async #tree(commit?: string): Promise<string | undefined> {
    if (commit !== undefined) {
      checkOid(commit);
    }
    const oid = commit ?? (await this.#head());
    return oid ? (await this.#objects.readCommit(oid)).tree : undefined;
  }
}

/** Accepts the id of an object; throws `InputError` otherwise. */
export function checkOid(oid: string): void {
  if (!OID.test(oid)) {
    throw new InputError(`${JSON.stringify(oid)} is not the id of an object`);
  }
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
