import { stringifyEntityRef } from '@backstage/catalog-model';
import type { GitOpsRepository } from '../repository';
import {
  findContested,
  HistoryOfFiles,
  isUnreadable,
} from './combineCatalogFiles';
import { EarlierState, EarlierStates } from './EarlierStates';
import { CatalogFilesResult, readCatalogFile } from './readCatalogFile';

/** What was found at a commit, so that a later one need not look further back. */
interface Known extends HistoryOfFiles {
  commit: string;
}

/**
 * Asks the history what the files of one commit leave open: what an unreadable file stands for, and which of several
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
    const states = EarlierStates.create({
      repository: this.#repository,
      readFile: (path, blob) => this.#readFile(path, blob),
      known: this.#known,
    });
    const earlier = new Map<string, EarlierState>();
    for (const [path, result] of files) {
      if (isUnreadable(result)) {
        earlier.set(path, await states.find(commit, path));
      }
    }
    const holders = new Map<string, string>();
    for (const [ref, paths] of findContested([...files.values()], earlier)) {
      holders.set(ref, await this.#findHolder(commit, ref, paths));
    }
    this.#known = { commit, earlier, holders };
    return this.#known;
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
