import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LlmSource, LlmSourceCount } from '@modelyard/plugin-llm-common';
import {
  BareFolderGitOpsRepository,
  GITOPS_LOCATION_TYPE,
  GitOpsCatalog,
  GitOpsCatalogReader,
  GitOpsConfig,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';
import { EntityProblems } from './EntityProblems';
import { SourceReader } from './SourcesService';

const SOURCE = { id: 'gitops', kind: 'gitops' } as const;

/** What the reader is made with. */
export interface GitOpsSourceReaderOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}

/**
 * Looks at the GitOps repository of `llm.gitops` with the same reader as the
 * catalog's entity provider and the same rules as its processors, so that all
 * agree on what is left out.
 *
 * Files are read once, however often the source is asked for; afterwards a look
 * costs one read of the branch's head, and a commit the files that it changed.
 */
export class GitOpsSourceReader implements SourceReader {
  readonly #config: GitOpsConfig | undefined;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #problems = EntityProblems.create();
  #reader: GitOpsCatalogReader | undefined;
  #lastErrors = new Map<string, string>();

  /**
   * Reads `llm.gitops`. Opens nothing yet: a repository that cannot be opened
   * is a state of the source, and it may be mended while the backend runs.
   *
   * @throws InputError when the configuration is invalid.
   */
  static fromConfig(
    config: Config,
    options: GitOpsSourceReaderOptions,
  ): GitOpsSourceReader {
    return new GitOpsSourceReader(readGitOpsConfig(config), options);
  }

  private constructor(
    config: GitOpsConfig | undefined,
    options: GitOpsSourceReaderOptions,
  ) {
    this.#config = config;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
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
      this.#lastErrors.delete('repository');
      const problems = await this.#findProblems(catalog);
      return {
        ...SOURCE,
        state: problems.length > 0 ? 'degraded' : 'ok',
        branch,
        head: catalog?.commit,
        readAt,
        filesRead: catalog?.fileCount ?? 0,
        entities: await this.#count(catalog),
        problems,
      };
    } catch (error) {
      this.#logOnce('repository', error);
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
      // Whoever looks at a repository does not make one: the provider does.
      repository: await BareFolderGitOpsRepository.openExisting({
        folder: config.folder,
        branch: config.branch,
        author: config.author,
        logger: this.#logger,
      }),
      kinds: config.kinds,
    });
    return this.#reader;
  }

  async #findProblems(
    catalog: GitOpsCatalog | undefined,
  ): Promise<NonNullable<LlmSource['problems']>> {
    const rejected = catalog?.rejected ?? [];
    return [
      ...rejected.map(({ cause: _, ...problem }) => problem),
      ...(await this.#problems.find(catalog?.entities ?? [])),
    ].sort(byPlace);
  }

  async #count(
    catalog: GitOpsCatalog | undefined,
  ): Promise<Record<string, LlmSourceCount>> {
    const inCatalog = await this.#countInCatalog();
    const counts: Record<string, LlmSourceCount> = {};
    const count = (kind: string) => {
      counts[kind] ??= {
        inSource: 0,
        ...(inCatalog && { inCatalog: inCatalog.get(kind) ?? 0 }),
      };
      return counts[kind];
    };
    for (const { entity } of catalog?.entities ?? []) {
      count(entity.kind).inSource += 1;
    }
    // Also what the catalog has not let go of yet.
    inCatalog?.forEach((_, kind) => count(kind));
    return counts;
  }

  /** By kind; undefined where the catalog does not answer. */
  async #countInCatalog(): Promise<Map<string, number> | undefined> {
    try {
      const { facets } = await this.#catalog.getEntityFacets(
        {
          facets: ['kind'],
          query: {
            [`metadata.annotations.${ANNOTATION_LOCATION}`]: {
              $hasPrefix: `${GITOPS_LOCATION_TYPE}:`,
            },
          },
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      this.#lastErrors.delete('catalog');
      return new Map(facets.kind?.map(({ value, count }) => [value, count]));
    } catch (error) {
      this.#logOnce('catalog', error);
      return undefined;
    }
  }

  #logOnce(what: 'catalog' | 'repository', error: unknown): void {
    const message = stringifyError(error);
    if (message !== this.#lastErrors.get(what)) {
      this.#lastErrors.set(what, message);
      this.#logger.warn(
        what === 'catalog'
          ? `The entities of the GitOps repository in the catalog could not be counted: ${message}`
          : `The GitOps repository could not be read: ${message}`,
      );
    }
  }
}

/**
 * The reason without the place on the server's disk, which is the operator's
 * business: the log has it.
 */
function withoutFolder(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(folder).join('llm.gitops.folder');
}

function byPlace(
  a: { path: string; line?: number },
  b: { path: string; line?: number },
): number {
  if (a.path === b.path) {
    return (a.line ?? 0) - (b.line ?? 0);
  }
  return a.path < b.path ? -1 : 1;
}
