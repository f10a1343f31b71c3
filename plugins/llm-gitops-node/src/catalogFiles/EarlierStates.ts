import { stringifyEntityRef } from '@backstage/catalog-model';
import type { GitOpsRepository } from '../repository';
import { isUnreadable } from './combineCatalogFiles';
import { concernsCatalog } from './fileNames';
import type { CatalogFileEntity, CatalogFilesResult } from './readCatalogFile';

/** An entity as a file described it at an earlier commit. */
export interface EarlierEntity {
  item: CatalogFileEntity;
  /** The newest commit at which it stood there. */
  commit: string;
}

/** What a file stands for that cannot be read wholly. */
export interface EarlierState {
  /** What it held itself when all of it could last be read, since it was added last. */
  own: readonly EarlierEntity[];
  /** What other files lost in the commits that wrote this one as it cannot be read: it may have moved here. */
  moved: readonly EarlierEntity[];
  /** The history has nothing before the file as it cannot be read: it began so, was rewritten or is shallow. */
  isFromStart: boolean;
}

/** What was found at a commit, by path of each file that cannot be read there. */
interface KnownStates {
  commit: string;
  earlier: ReadonlyMap<string, EarlierState>;
}

/**
 * Finds what unreadable files stand for, at one commit and at those before it.
 *
 * A commit that leaves a file which cannot be read takes nothing away. Whether that file was moved, or got a document of
 * another one, is what nobody can tell before it can be read; so whatever the other files lost in that commit counts.
 */
export class EarlierStates {
  readonly #repository: GitOpsRepository;
  readonly #readFile: (
    path: string,
    blob: string,
  ) => Promise<CatalogFilesResult>;
  readonly #known?: KnownStates;
  // A file that is moved while it cannot be read asks for the states before it, and many files may ask for the same ones.
  readonly #states = new Map<string, Promise<EarlierState>>();
  readonly #losses = new Map<string, Promise<EarlierEntity[]>>();
  // By their first parents.
  readonly #children = new Map<string, string>();

  static create(options: {
    repository: GitOpsRepository;
    readFile: (path: string, blob: string) => Promise<CatalogFilesResult>;
    /** Of a commit that was asked about before, so that the history is not read to the same place again. */
    known?: KnownStates;
  }): EarlierStates {
    return new EarlierStates(options);
  }

  private constructor(options: Parameters<typeof EarlierStates.create>[0]) {
    this.#repository = options.repository;
    this.#readFile = options.readFile;
    this.#known = options.known;
  }

  /** The state of a file that cannot be read at that commit. */
  async find(commit: string, path: string): Promise<EarlierState> {
    const known =
      this.#known?.commit === commit && this.#known.earlier.get(path);
    return (
      known ||
      remember(this.#states, `${commit} ${path}`, () =>
        this.#readState(commit, path),
      )
    );
  }

  async #readState(commit: string, path: string): Promise<EarlierState> {
    const until = this.#known?.commit;
    let newest: string | undefined;
    for await (const { commit: parent, blobs } of this.#repository.fileHistory({
      paths: [path],
      commit,
      ...(until !== commit && { until }),
    })) {
      const blob = blobs.get(path);
      if (parent === commit) {
        newest = blob;
      } else if (blob === newest) {
        // Nothing was written since the commit that is known already.
        return this.find(parent, path);
      } else {
        return this.#readStateBefore({ parent, path, blob });
      }
    }
    return { own: [], moved: [], isFromStart: true };
  }

  /** The state that a file got by the commit after `parent`, which wrote it. */
  async #readStateBefore(options: {
    parent: string;
    path: string;
    blob: string | undefined;
  }): Promise<EarlierState> {
    const { parent, path, blob } = options;
    let before: EarlierState = { own: [], moved: [], isFromStart: false };
    if (blob !== undefined) {
      const result = await this.#readFile(path, blob);
      before = isUnreadable(result)
        ? await this.find(parent, path)
        : { ...before, own: toEarlier(result, parent) };
    }
    const writer = await this.#findChild(parent);
    const lost = writer ? await this.#findLost(parent, writer) : [];
    const own = new Set(before.own.map(refOf));
    const moved = new Map<string, EarlierEntity>();
    for (const entity of [...before.moved, ...lost]) {
      const ref = refOf(entity);
      if (!own.has(ref)) {
        // What a later commit took away is newer than what an earlier one did.
        moved.set(ref, entity);
      }
    }
    return { ...before, moved: [...moved.values()] };
  }

  /** The commit of the branch that follows on `parent`. */
  async #findChild(parent: string): Promise<string | undefined> {
    for (let limit = this.#children.size || 1; ; limit *= 2) {
      const found = this.#children.get(parent);
      if (found !== undefined) {
        return found;
      }
      // Without a path, which takes the read of trees in each commit.
      const entries = await this.#readLog(limit);
      entries.forEach(({ commit, parents }) =>
        this.#children.set(parents[0], commit),
      );
      if (entries.length < limit) {
        // The branch was rewritten in this moment; the next look is at another commit.
        return this.#children.get(parent);
      }
    }
  }

  async #readLog(limit: number) {
    try {
      return await this.#repository.log({ limit });
    } catch (error) {
      // A shallow repository lacks the commits that its oldest ones name as parents.
      if (error instanceof Error && error.name === 'NotFoundError') {
        return [];
      }
      throw error;
    }
  }

  /** What stood in any file at `parent`, and in none after the commit that follows. */
  async #findLost(parent: string, commit: string): Promise<EarlierEntity[]> {
    return remember(this.#losses, commit, async () => {
      const changes = (await this.#repository.diff(parent, commit)).filter(
        ({ path }) => concernsCatalog(path),
      );
      const before: EarlierEntity[] = [];
      for (const { path, fromBlob } of changes) {
        if (fromBlob !== undefined) {
          before.push(...(await this.#readHeld(parent, path, fromBlob)));
        }
      }
      const after = new Set<string>();
      for (const { path, toBlob } of before.length > 0 ? changes : []) {
        if (toBlob !== undefined) {
          const result = await this.#readFile(path, toBlob);
          toEarlier(result, commit).forEach(entity => after.add(refOf(entity)));
        }
      }
      return before.filter(entity => !after.has(refOf(entity)));
    });
  }

  /** What a file held at a commit, and what it stood for if it could not be read. */
  async #readHeld(
    commit: string,
    path: string,
    blob: string,
  ): Promise<EarlierEntity[]> {
    const result = await this.#readFile(path, blob);
    const current = toEarlier(result, commit);
    if (!isUnreadable(result)) {
      return current;
    }
    const { own, moved } = await this.find(commit, path);
    const refs = new Set(current.map(refOf));
    const kept = [...own, ...moved].filter(entity => !refs.has(refOf(entity)));
    return [...current, ...kept];
  }
}

function toEarlier(
  { entities }: CatalogFilesResult,
  commit: string,
): EarlierEntity[] {
  return entities.map(item => ({ item, commit }));
}

function refOf({ item }: EarlierEntity): string {
  return stringifyEntityRef(item.entity);
}

async function remember<T>(
  known: Map<string, Promise<T>>,
  key: string,
  find: () => Promise<T>,
): Promise<T> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}
