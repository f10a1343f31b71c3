import type { GitOpsFile, GitOpsRepository } from '../repository';
import { INTENT, RenderedFolder } from './RenderedFolder';

/** How many folders are read at a time. */
const FOLDERS_AHEAD = 16;

/**
 * The files of one commit, listed once: what is read from it afterwards belongs together, whatever is committed meanwhile.
 *
 * @public
 */
export class GitOpsTree {
  /** The commit; absent where the branch has none yet. */
  readonly commit: string | undefined;
  readonly #repository: GitOpsRepository;
  readonly #files: ReadonlyMap<string, GitOpsFile>;
  #sorted?: readonly string[];

  /**
   * Lists the files of a commit.
   *
   * @param options - `prefix` is a folder; the whole tree where it is absent. `commit` is the head of the branch where it is
   * absent
   */
  static async read(options: {
    repository: GitOpsRepository;
    prefix?: string;
    commit?: string;
  }): Promise<GitOpsTree> {
    const { repository, prefix } = options;
    const commit = options.commit ?? (await repository.head());
    const files = commit ? await repository.listFiles({ prefix, commit }) : [];
    return new GitOpsTree(repository, commit, files);
  }

  private constructor(
    repository: GitOpsRepository,
    commit: string | undefined,
    files: readonly GitOpsFile[],
  ) {
    this.commit = commit;
    this.#repository = repository;
    this.#files = new Map(files.map(file => [file.path, file]));
  }

  /** The text of a file; undefined where the commit has none. */
  async readText(path: string): Promise<string | undefined> {
    const file = this.#files.get(path);
    return (
      file && (await this.#repository.readBlob(file.blob)).toString('utf8')
    );
  }

  /** The texts of several files, undefined for those that the commit does not have; at once, so that waiting is shared. */
  async readTexts(
    paths: readonly string[],
  ): Promise<Array<string | undefined>> {
    return Promise.all(paths.map(async path => this.readText(path)));
  }

  /** The folders of deployments and pools that something was rendered for: those with an intent, sorted. */
  renderedFolders(): string[] {
    return [...this.#files.keys()]
      .filter(path => path.endsWith(`/${INTENT}`))
      .map(path => path.slice(0, -INTENT.length - 1))
      .sort();
  }

  /** The text of every intent but those in some folders, a few ahead of who takes them. */
  async *readIntents(options: {
    except: readonly string[];
  }): AsyncGenerator<string> {
    const folders = this.renderedFolders().filter(
      folder => !options.except.includes(folder),
    );
    for (let start = 0; start < folders.length; start += FOLDERS_AHEAD) {
      const texts = await this.readTexts(
        folders
          .slice(start, start + FOLDERS_AHEAD)
          .map(folder => `${folder}/${INTENT}`),
      );
      yield* texts.filter(text => text !== undefined);
    }
  }

  /** What such a folder holds. */
  async readFolder(folder: string): Promise<RenderedFolder> {
    const base = this.#below(`${folder}/base/`);
    const [intent, ...texts] = await Promise.all([
      this.readText(`${folder}/${INTENT}`),
      ...base.map(async path => this.readText(path)),
    ]);
    return {
      folder,
      intent,
      base: new Map(
        base.map((path, index) => [
          path.slice(`${folder}/base/`.length),
          texts[index]!,
        ]),
      ),
      overlays: this.#below(`${folder}/overlays/`),
    };
  }

  /**
   * Reads many folders, in their order and a few ahead of who takes them: most of the time of a read is spent in waiting, and
   * all of them together are too much to be held in memory.
   */
  async *readFolders(
    folders: readonly string[],
  ): AsyncGenerator<RenderedFolder> {
    for (let start = 0; start < folders.length; start += FOLDERS_AHEAD) {
      yield* await Promise.all(
        folders
          .slice(start, start + FOLDERS_AHEAD)
          .map(async folder => this.readFolder(folder)),
      );
    }
  }

  /** The paths that begin with a folder, sorted. */
  #below(folder: string): string[] {
    this.#sorted ??= [...this.#files.keys()].sort();
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < folder) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let end = low;
    while (end < sorted.length && sorted[end].startsWith(folder)) {
      end += 1;
    }
    return sorted.slice(low, end);
  }
}
