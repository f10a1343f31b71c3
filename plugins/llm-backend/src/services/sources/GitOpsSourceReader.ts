import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { LlmSource } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  GitOpsCatalog,
  GitOpsCatalogReader,
  GitOpsConfig,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';
import { SourceReader } from './SourcesService';

const SOURCE = { id: 'gitops', kind: 'gitops' } as const;

type Figures = Pick<LlmSource, 'filesRead' | 'entities' | 'rejected'>;

/**
 * Looks at the GitOps repository of `llm.gitops` with the same reader as the
 * catalog's entity provider, so that both agree on what is rejected.
 *
 * Files are read once, however often the source is asked for; afterwards a look
 * costs one read of the branch's head, and a commit the files that it changed.
 */
export class GitOpsSourceReader implements SourceReader {
  readonly #config: GitOpsConfig | undefined;
  readonly #logger: LoggerService;
  #reader: GitOpsCatalogReader | undefined;
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
      const reader = await this.#open(config);
      const catalog = await reader.read();
      const figures = figuresOf(catalog);
      const head = catalog?.commit;
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

  async #open(config: GitOpsConfig): Promise<GitOpsCatalogReader> {
    this.#reader ??= GitOpsCatalogReader.create({
      repository: await BareFolderGitOpsRepository.create({
        folder: config.folder,
        branch: config.branch,
        author: config.author,
        logger: this.#logger,
      }),
      kinds: config.kinds,
    });
    return this.#reader;
  }

  #logOnce(message: string): void {
    if (message !== this.#lastError) {
      this.#lastError = message;
      this.#logger.warn(`The GitOps repository could not be read: ${message}`);
    }
  }
}

function figuresOf(catalog: GitOpsCatalog | undefined): Figures {
  if (!catalog) {
    return { filesRead: 0, entities: {}, rejected: [] };
  }
  const counts: Record<string, number> = {};
  for (const { entity } of catalog.entities) {
    counts[entity.kind] = (counts[entity.kind] ?? 0) + 1;
  }
  const { fileCount, rejected } = catalog;
  return { filesRead: fileCount, entities: counts, rejected };
}

/**
 * The reason without the place on the server's disk, which is the operator's
 * business: the log has it.
 */
function withoutFolder(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(folder).join('llm.gitops.folder');
}
