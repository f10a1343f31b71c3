import type { GitOpsFile, GitOpsRepository } from '../repository';
import { INTENT, RenderedFolder } from './RenderedFolder';

/** How many files are read at a time. */
const AT_ONCE = 16;

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

  /**
   * Lists the files at the head of the branch.
   *
   * @param options - `prefix` is a folder; the whole tree where it is absent
   */
  static async read(options: {
    repository: GitOpsRepository;
    prefix?: string;
  }): Promise<GitOpsTree> {
    const { repository, prefix } = options;
    const commit = await repository.head();
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

  /** The folders of deployments and pools that something was rendered for: those with an intent, sorted. */
  renderedFolders(): string[] {
    return [...this.#files.keys()]
      .filter(path => path.endsWith(`/${INTENT}`))
      .map(path => path.slice(0, -INTENT.length - 1))
      .sort();
  }

  /** What such a folder holds. */
  async readFolder(folder: string): Promise<RenderedFolder> {
    const below = (part: string) => {
      const prefix = `${folder}/${part}/`;
      return [...this.#files.keys()]
        .filter(path => path.startsWith(prefix))
        .map(path => path.slice(prefix.length));
    };
    const base = new Map<string, string>();
    const names = below('base');
    for (let start = 0; start < names.length; start += AT_ONCE) {
      const some = names.slice(start, start + AT_ONCE);
      const texts = await Promise.all(
        some.map(name => this.readText(`${folder}/base/${name}`)),
      );
      some.forEach((name, index) => base.set(name, texts[index]!));
    }
    return {
      folder,
      intent: await this.readText(`${folder}/${INTENT}`),
      base,
      overlays: below('overlays').map(name => `${folder}/overlays/${name}`),
    };
  }
}
