import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LlmGitOpsSource,
  LlmSourceCount,
  LlmSourceProblem,
} from '@modelyard/plugin-llm-common';
import {
  GitOpsCatalog,
  GitOpsCatalogReader,
  GitOpsConfig,
  openExistingGitOpsRepository,
  readGitOpsConfig,
  RejectedCatalogFile,
} from '@modelyard/plugin-llm-gitops-node';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { CatalogView, HeldEntities } from './CatalogView';
import { findEntityProblems } from './findEntityProblems';
import { SourceReader } from './SourcesService';

const SOURCE = { id: 'gitops', type: 'gitops' } as const;

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
  readonly #catalog: CatalogView;
  readonly #logger: LoggerService;
  readonly #errors = LlmEntityErrors.create();
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
    this.#catalog = CatalogView.create(options);
    this.#logger = options.logger;
  }

  async read(): Promise<LlmGitOpsSource> {
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
      const held = await this.#ask(() => this.#catalog.readHeld());
      if (!catalog && held?.size) {
        throw new ServiceUnavailableError(
          `The branch ${branch} has no commit, but the catalog has ${
            held.size
          } ${held.size === 1 ? 'entity' : 'entities'} from it`,
        );
      }
      const problems = await this.#findProblems(reader, catalog, held);
      return {
        ...SOURCE,
        state: problems.length > 0 ? 'degraded' : 'ok',
        branch,
        head: catalog?.commit,
        readAt,
        filesRead: catalog?.fileCount ?? 0,
        entities: countKinds(catalog, held),
        problems,
      };
    } catch (error) {
      this.#logOnce('repository', error);
      return {
        ...SOURCE,
        state: 'error',
        branch,
        readAt,
        error: withoutPlace(error, config),
      };
    }
  }

  async #open(config: GitOpsConfig): Promise<GitOpsCatalogReader> {
    this.#reader ??= GitOpsCatalogReader.create({
      // Whoever looks at a repository does not make one: the provider does.
      repository: await openExistingGitOpsRepository({
        config,
        logger: this.#logger,
      }),
      kinds: config.kinds,
    });
    return this.#reader;
  }

  async #findProblems(
    reader: GitOpsCatalogReader,
    catalog: GitOpsCatalog | undefined,
    held: HeldEntities | undefined,
  ): Promise<LlmSourceProblem[]> {
    const files = catalog?.entities ?? [];
    const entities = files.map(({ entity }) => entity);
    const broken = await this.#errors.find(entities);
    const lacking =
      held && entities.filter(entity => !held.has(stringifyEntityRef(entity)));
    const missing =
      lacking && (await this.#ask(() => this.#catalog.explain(lacking)));
    const problems = await findEntityProblems({
      files,
      broken,
      held,
      missing,
      findLines: fields => reader.findLines(fields),
    });
    return [
      ...(catalog?.rejected ?? []).map(rejected => toProblem(rejected, held)),
      ...problems,
    ].sort(byPlace);
  }

  /** Undefined where the catalog does not answer. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await question();
      this.#lastErrors.delete('catalog');
      return answer;
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
          ? `The entities of the GitOps repository in the catalog could not be looked at: ${message}`
          : `The GitOps repository could not be read: ${message}`,
      );
    }
  }
}

function toProblem(
  { cause: _, kept, ...problem }: RejectedCatalogFile,
  held: HeldEntities | undefined,
): LlmSourceProblem {
  // What was rejected before as well is not there to be kept.
  const there = kept?.filter(ref => !held || held.has(ref)) ?? [];
  return { ...problem, ...(there.length > 0 && { kept: there }) };
}

function countKinds(
  catalog: GitOpsCatalog | undefined,
  held: HeldEntities | undefined,
): Record<string, LlmSourceCount> {
  const counts: Record<string, LlmSourceCount> = {};
  const count = (kind: string) => {
    counts[kind] ??= { inSource: 0, ...(held && { inCatalog: 0 }) };
    return counts[kind];
  };
  for (const { entity } of catalog?.entities ?? []) {
    count(entity.kind).inSource += 1;
  }
  // Also what the catalog has not let go of yet.
  for (const { kind } of held?.values() ?? []) {
    const counted = count(kind);
    counted.inCatalog = (counted.inCatalog ?? 0) + 1;
  }
  return counts;
}

/**
 * The reason without the place on the server's disk, or the address inside the
 * network, which are the operator's business: the log has them.
 */
function withoutPlace(error: unknown, config: GitOpsConfig): string {
  const message = error instanceof Error ? error.message : String(error);
  const place = config.form === 'folder' ? config.folder : config.url;
  const key = config.form === 'folder' ? 'folder' : 'url';
  return message.split(place).join(`llm.gitops.${key}`);
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
