import { stringifyEntityRef } from '@backstage/catalog-model';
import type { GitOpsRepository } from '../repository';
import {
  findContested,
  HistoryOfFiles,
  isUnreadable,
  LastReadable,
} from './combineCatalogFiles';
import { CatalogFilesResult, readCatalogFile } from './readCatalogFile';

/** What was found at a commit, so that a later one need not look further back. */
interface Known extends HistoryOfFiles {
  commit: string;
}

/**
 * Asks the history what the files of one commit leave open: what an unreadable file held before, and which of several
 * files that hold an entity was there first.
 *
 * The answers follow from the commit alone. So they are the same after a restart and in every replica, whichever commits
 * a process happened to see.
 */
export class CatalogFileHistory {
  readonly #repository: GitOpsRepository;
  readonly #kinds: readonly string[];
  #known?: Known;

  static create(options: {
    repository: GitOpsRepository;
    kinds: readonly string[];
  }): CatalogFileHistory {
    return new CatalogFileHistory(options.repository, options.kinds);
  }

  private constructor(repository: GitOpsRepository, kinds: readonly string[]) {
    this.#repository = repository;
    this.#kinds = kinds;
  }

  /** Answers for the files of a commit, given with what each was read to. */
  async read(
    commit: string,
    files: ReadonlyMap<string, CatalogFilesResult>,
  ): Promise<HistoryOfFiles> {
    const lastReadable = new Map<string, LastReadable>();
    for (const [path, result] of files) {
      const last = isUnreadable(result)
        ? await this.#findLastReadable(commit, path)
        : undefined;
      if (last) {
        lastReadable.set(path, last);
      }
    }
    const holders = new Map<string, string>();
    for (const [ref, paths] of findContested(
      [...files.values()],
      lastReadable,
    )) {
      holders.set(ref, await this.#findHolder(commit, ref, paths));
    }
    this.#known = { commit, lastReadable, holders };
    return this.#known;
  }

  /** The newest state of a file in which all of it can be read, since it was added last. */
  async #findLastReadable(
    commit: string,
    path: string,
  ): Promise<LastReadable | undefined> {
    const known = this.#known;
    for await (const entry of this.#repository.fileHistory({
      paths: [path],
      commit,
      until: known?.commit,
    })) {
      if (entry.commit === commit) {
        // Where the question comes from.
        continue;
      }
      const blob = entry.blobs.get(path);
      if (blob === undefined) {
        return undefined;
      }
      const last = known?.lastReadable.get(path);
      if (entry.commit === known?.commit && last) {
        return last;
      }
      const result = await this.#readFile(path, blob);
      if (!isUnreadable(result)) {
        return { commit: entry.commit, result };
      }
    }
    return undefined;
  }

  /** The file that has held an entity without a break for longest; the first path of those that began together. */
  async #findHolder(
    commit: string,
    ref: string,
    paths: readonly string[],
  ): Promise<string> {
    const known = this.#known;
    let holding = paths;
    for await (const entry of this.#repository.fileHistory({
      paths,
      commit,
      until: known?.commit,
    })) {
      if (entry.commit === commit) {
        // All of them hold it: where the question comes from.
        continue;
      }
      const still: string[] = [];
      for (const path of holding) {
        if (await this.#holds(path, entry.blobs.get(path), ref)) {
          still.push(path);
        }
      }
      if (still.length > 0) {
        holding = still;
      }
      if (still.length <= 1) {
        break;
      }
      const holder = known?.holders.get(ref);
      if (entry.commit === known?.commit && holder && still.includes(holder)) {
        return holder;
      }
    }
    return holding[0];
  }

  async #holds(
    path: string,
    blob: string | undefined,
    ref: string,
  ): Promise<boolean> {
    if (blob === undefined) {
      return false;
    }
    const result = await this.#readFile(path, blob);
    // A file that could not be read for a while has not given up what it held.
    return (
      isUnreadable(result) ||
      result.entities.some(({ entity }) => stringifyEntityRef(entity) === ref)
    );
  }

  async #readFile(path: string, blob: string): Promise<CatalogFilesResult> {
    const content = await this.#repository.readBlob(blob);
    return readCatalogFile({ path, content }, this.#kinds);
  }
}
