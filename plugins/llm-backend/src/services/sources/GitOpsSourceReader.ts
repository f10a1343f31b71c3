import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { LlmSource } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  GitOpsConfig,
  GitOpsRepository,
  isCatalogFile,
  readCatalogFiles,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';
import { SourceReader } from './SourcesService';

const SOURCE = { id: 'gitops', kind: 'gitops' } as const;

type Figures = Pick<LlmSource, 'filesRead' | 'entities' | 'rejected'>;

/**
 * Looks at the GitOps repository of `llm.gitops` with the same function as the
 * catalog's entity provider, so that both agree on what is rejected.
 *
 * A commit never changes, so its files are read once, however often the source
 * is asked for; afterwards a look costs one read of the branch's head.
 */
export class GitOpsSourceReader implements SourceReader {
  readonly #config: GitOpsConfig | undefined;
  readonly #logger: LoggerService;
  #repository: GitOpsRepository | undefined;
  #known: { head: string | undefined; figures: Promise<Figures> } | undefined;
  #lastError: string | undefined;

  /**
   * Reads `llm.gitops`. Opens nothing yet: a repository that cannot be opened
   * is a state of the source, and it may be mended while the backend runs.
   *
   * @throws InputError when the configuration is invalid.
   */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): GitOpsSourceReader {
    return new GitOpsSourceReader(readGitOpsConfig(config), options.logger);
  }

  private constructor(config: GitOpsConfig | undefined, logger: LoggerService) {
    this.#config = config;
    this.#logger = logger;
  }

  async read(): Promise<LlmSource> {
    const readAt = new Date().toISOString();
    const config = this.#config;
    if (!config) {
      return { ...SOURCE, state: 'not_configured', readAt };
    }
    const { branch } = config;
    try {
      const repository = await this.#open(config);
      const head = await repository.head();
      const figures = await this.#figuresOf(repository, {
        head,
        kinds: config.kinds,
      });
      this.#lastError = undefined;
      const state = figures.rejected?.length ? 'degraded' : 'ok';
      return { ...SOURCE, state, branch, head, readAt, ...figures };
    } catch (error) {
      this.#logOnce(stringifyError(error));
      return {
        ...SOURCE,
        state: 'error',
        branch,
        readAt,
        error: withoutFolder(error, config.folder),
      };
    }
  }

  async #open(config: GitOpsConfig): Promise<GitOpsRepository> {
    this.#repository ??= await BareFolderGitOpsRepository.create({
      folder: config.folder,
      branch: config.branch,
      author: config.author,
      logger: this.#logger,
    });
    return this.#repository;
  }

  async #figuresOf(
    repository: GitOpsRepository,
    options: { head: string | undefined; kinds: readonly string[] },
  ): Promise<Figures> {
    const { head } = options;
    if (!this.#known || this.#known.head !== head) {
      this.#known = { head, figures: readFigures(repository, options) };
    }
    const known = this.#known;
    try {
      return await known.figures;
    } catch (error) {
      // The next look tries again, unless another one already does.
      if (this.#known === known) {
        this.#known = undefined;
      }
      throw error;
    }
  }

  #logOnce(message: string): void {
    if (message !== this.#lastError) {
      this.#lastError = message;
      this.#logger.warn(`The GitOps repository could not be read: ${message}`);
    }
  }
}

async function readFigures(
  repository: GitOpsRepository,
  options: { head: string | undefined; kinds: readonly string[] },
): Promise<Figures> {
  const { head, kinds } = options;
  if (head === undefined) {
    return { filesRead: 0, entities: {}, rejected: [] };
  }
  const listed = await repository.listFiles({ commit: head });
  const files = await Promise.all(
    listed
      .filter(file => isCatalogFile(file.path))
      .map(async ({ path, blob }) => ({
        path,
        content: await repository.readBlob(blob),
      })),
  );
  const { entities, rejected } = readCatalogFiles(files, { kinds });
  const counts: Record<string, number> = {};
  for (const { entity } of entities) {
    counts[entity.kind] = (counts[entity.kind] ?? 0) + 1;
  }
  return { filesRead: files.length, entities: counts, rejected };
}

/**
 * The reason without the place on the server's disk, which is the operator's
 * business: the log has it.
 */
function withoutFolder(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(folder).join('llm.gitops.folder');
}
