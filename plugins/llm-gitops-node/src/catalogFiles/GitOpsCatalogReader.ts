import { ServiceUnavailableError } from '@backstage/errors';
import pLimit from 'p-limit';
import type { GitOpsRepository } from '../repository';
import { CatalogFilesResult, readCatalogFile } from './readCatalogFile';
import { CatalogFileHistory } from './CatalogFileHistory';
import { combineCatalogFiles } from './combineCatalogFiles';
import { CatalogFileField, FieldLines } from './FieldLines';
import { concernsCatalog, isMisnamedCatalogFile } from './fileNames';

const MAX_PARALLEL_READS = 16;

/**
 * All entities of the GitOps branch at one commit.
 *
 * @public
 */
export interface GitOpsCatalog extends CatalogFilesResult {
  /** The commit that everything was read at. */
  commit: string;
  /** How many files hold something, whether it can be taken or not. */
  fileCount: number;
}

interface KnownFile {
  blob: string;
  result: CatalogFilesResult;
}

/**
 * Reads the catalog files of a branch, and only those that changed since the last time.
 *
 * @public
 */
export class GitOpsCatalogReader {
  readonly #repository: GitOpsRepository;
  readonly #kinds: readonly string[];
  readonly #history: CatalogFileHistory;
  readonly #lines: FieldLines;
  #files: ReadonlyMap<string, KnownFile> = new Map();
  #catalog?: GitOpsCatalog;
  #reading?: Promise<GitOpsCatalog | undefined>;

  private constructor(repository: GitOpsRepository, kinds: readonly string[]) {
    this.#repository = repository;
    this.#kinds = kinds;
    this.#history = CatalogFileHistory.create({ repository, kinds });
    this.#lines = FieldLines.create({
      readFile: async path => repository.readBlob(this.#files.get(path)!.blob),
    });
  }

  /** `kinds` are those that are taken besides `Model` and `GpuPool`. */
  static create(options: {
    repository: GitOpsRepository;
    kinds: readonly string[];
  }): GitOpsCatalogReader {
    return new GitOpsCatalogReader(options.repository, options.kinds);
  }

  /**
   * The entities at the head of the branch; undefined where it has no commit yet. The same object as before where nothing
   * was committed since. Throws where the repository cannot be read or the branch is gone, and knows afterwards what it
   * knew before. Calls at the same time share one reading.
   */
  async read(): Promise<GitOpsCatalog | undefined> {
    this.#reading ??= this.#readHead().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /**
   * The lines of fields, counted from 1: of the deepest part of each path that is there, so that a missing field gets the
   * line of what lacks it. Undefined for an entity that does not stand so in its file at the commit that was read last.
   */
  async findLines(
    fields: readonly CatalogFileField[],
  ): Promise<Array<number | undefined>> {
    const isCurrent = ({ file }: CatalogFileField) =>
      this.#files
        .get(file.path)
        ?.result.entities.some(({ entity }) => entity === file.entity);
    const current = fields.filter(isCurrent);
    const lines = await this.#lines.find(current);
    const byField = new Map(current.map((field, i) => [field, lines[i]]));
    return fields.map(field => byField.get(field));
  }

  async #readHead(): Promise<GitOpsCatalog | undefined> {
    const commit = await this.#repository.head();
    if (commit === undefined) {
      if (this.#catalog) {
        throw new ServiceUnavailableError(
          `${this.#repository.description} has no branch ${
            this.#repository.branch
          } any more`,
        );
      }
      return undefined;
    }
    if (commit === this.#catalog?.commit) {
      return this.#catalog;
    }

    const files = await this.#readFiles(await this.#listFiles(commit));
    const results = new Map(
      [...files].map(([path, file]) => [path, file.result]),
    );
    const history = await this.#history.read(commit, results);
    const catalog = {
      ...combineCatalogFiles([...results.values()], history),
      commit,
      fileCount: [...files].filter(holdsSomething).length,
    };
    this.#files = files;
    this.#catalog = catalog;
    return catalog;
  }

  /** Blob by path of the catalog files of a commit. */
  async #listFiles(commit: string): Promise<Map<string, string>> {
    const blobs = new Map<string, string>();
    const changes = await this.#changesTo(commit);
    if (!changes) {
      for (const { path, blob } of await this.#repository.listFiles({
        commit,
      })) {
        if (concernsCatalog(path)) {
          blobs.set(path, blob);
        }
      }
      return blobs;
    }

    for (const [path, { blob }] of this.#files) {
      blobs.set(path, blob);
    }
    for (const { path, toBlob } of changes.filter(c =>
      concernsCatalog(c.path),
    )) {
      if (toBlob === undefined) {
        blobs.delete(path);
      } else {
        blobs.set(path, toBlob);
      }
    }
    return blobs;
  }

  async #changesTo(commit: string) {
    if (!this.#catalog) {
      return undefined;
    }
    try {
      return await this.#repository.diff(this.#catalog.commit, commit);
    } catch (error) {
      // After a forced push and a clean-up the former commit is no more.
      if (error instanceof Error && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }

  async #readFiles(
    blobs: ReadonlyMap<string, string>,
  ): Promise<Map<string, KnownFile>> {
    const limit = pLimit(MAX_PARALLEL_READS);
    const files = await Promise.all(
      [...blobs].map(async ([path, blob]): Promise<[string, KnownFile]> => {
        const known = this.#files.get(path);
        if (known?.blob === blob) {
          return [path, known];
        }
        return limit(async () => {
          const content = isMisnamedCatalogFile(path)
            ? ''
            : await this.#repository.readBlob(blob);
          const result = readCatalogFile({ path, content }, this.#kinds);
          return [path, { blob, result }];
        });
      }),
    );
    return new Map(files);
  }
}

function holdsSomething([path, { result }]: [string, KnownFile]): boolean {
  const { entities, rejected } = result;
  return !isMisnamedCatalogFile(path) && entities.length + rejected.length > 0;
}
