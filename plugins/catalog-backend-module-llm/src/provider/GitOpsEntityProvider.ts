import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GITOPS_COMMITTED_TOPIC,
  GITOPS_LOCATION_TYPE,
  GitOpsCatalog,
  GitOpsCatalogReader,
  GitOpsConfig,
  GitOpsRepository,
  openGitOpsRepository,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { countInCatalog } from './countInCatalog';
import { EntityPlan, planEntities } from './planEntities';
import { deltaMutation, fullMutation } from './planMutation';

/** Id of the scheduled task, and of the subscription to commits. */
export const SYNC_TASK_ID = 'modelyard-gitops-sync';
const FULL_MUTATION_INTERVAL_MS = 60 * 60 * 1000;

/** What the provider is made with. */
export interface GitOpsEntityProviderOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  scheduler: SchedulerService;
  events: EventsService;
}

/**
 * Keeps the catalog at the head of the GitOps branch.
 *
 * The first look hands over everything, and the catalog finds what differs from what it has; later ones hand over what
 * has changed since. A look follows each commit that is announced, and takes place every 30 seconds. Every replica
 * looks, and only reads the head where nothing has changed: what one has handed over late, because it was suspended, it
 * puts right itself at its next look. Once an hour everything is handed over again, so that what somebody deleted in the
 * catalog by hand comes back.
 *
 * A repository that cannot be read, or has no commit, changes nothing in the catalog: it is as likely a volume that is
 * not mounted as a repository that somebody wants to be empty. It is begun only where the catalog has nothing from it.
 */
export class GitOpsEntityProvider implements EntityProvider {
  readonly #config: GitOpsConfig;
  readonly #options: GitOpsEntityProviderOptions;
  readonly #logger: LoggerService;

  readonly #errors = LlmEntityErrors.create();

  #connection?: EntityProviderConnection;
  #repository?: GitOpsRepository;
  #reader?: GitOpsCatalogReader;
  #applied?: { catalog: GitOpsCatalog; plan: EntityPlan };
  #lastFullMutation = -Infinity;

  #syncing?: Promise<void>;
  #syncAgain = false;
  #lastFailure?: string;
  #reportedRejections = new Set<string>();

  /** A provider for the repository of `llm.gitops`; undefined where none is configured. */
  static fromConfig(
    config: Config,
    options: GitOpsEntityProviderOptions,
  ): GitOpsEntityProvider | undefined {
    const gitops = readGitOpsConfig(config);
    return gitops && new GitOpsEntityProvider(gitops, options);
  }

  private constructor(
    config: GitOpsConfig,
    options: GitOpsEntityProviderOptions,
  ) {
    this.#config = config;
    this.#options = options;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return GITOPS_LOCATION_TYPE;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { events, scheduler } = this.#options;
    this.#connection = connection;
    await events.subscribe({
      id: SYNC_TASK_ID,
      topics: [GITOPS_COMMITTED_TOPIC],
      onEvent: async () => {
        // Whoever commits should not have to wait for the catalog.
        void this.sync();
      },
    });
    await scheduler.scheduleTask({
      id: SYNC_TASK_ID,
      // Each replica has handed over something else last, and goes on from there.
      scope: 'local',
      frequency: { seconds: 30 },
      timeout: { minutes: 5 },
      fn: async () => this.sync(),
    });
  }

  /**
   * Brings the catalog to the head of the branch. Calls during a run are answered by one more run. It never rejects: what
   * went wrong is logged once, and tried again at the next look.
   */
  async sync(): Promise<void> {
    this.#syncAgain = true;
    this.#syncing ??= this.#syncWhileAsked().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #syncWhileAsked(): Promise<void> {
    while (this.#syncAgain) {
      this.#syncAgain = false;
      try {
        await this.#syncOnce();
        this.#reportRecovery();
      } catch (error) {
        this.#reportFailure(error);
      }
    }
  }

  async #syncOnce(): Promise<void> {
    const reader = await this.#open();
    const catalog = await reader.read();
    if (!catalog) {
      return;
    }
    const isFullDue =
      performance.now() - this.#lastFullMutation >= FULL_MUTATION_INTERVAL_MS;
    if (catalog === this.#applied?.catalog && !isFullDue) {
      return;
    }

    this.#reportRejections(catalog);
    const plan = await planEntities(catalog.entities, this.#errors);
    if (!this.#applied || isFullDue) {
      await this.#apply(fullMutation(plan));
      this.#lastFullMutation = performance.now();
    } else {
      await this.#apply(deltaMutation(this.#applied.plan, plan));
    }
    this.#applied = { catalog, plan };

    // If this process was slow, another replica may have handed over a later commit before this earlier one.
    if ((await this.#repository?.head()) !== catalog.commit) {
      this.#syncAgain = true;
    }
  }

  async #apply(mutation: EntityProviderMutation | undefined): Promise<void> {
    if (!mutation) {
      return;
    }
    await this.#connection?.applyMutation(mutation);
    this.#logger.info(
      mutation.type === 'full'
        ? `Handed over all ${mutation.entities.length} entities of the GitOps repository`
        : `Handed over ${mutation.added.length} changed and ${mutation.removed.length} removed entities of the GitOps repository`,
    );
  }

  async #open(): Promise<GitOpsCatalogReader> {
    if (!this.#reader) {
      const config = this.#config;
      this.#repository = await openGitOpsRepository({
        config,
        logger: this.#logger,
        countInCatalog: () => countInCatalog(this.#options),
      });
      this.#reader = GitOpsCatalogReader.create({
        repository: this.#repository,
        kinds: config.kinds,
      });
    }
    return this.#reader;
  }

  #reportRejections({ rejected }: GitOpsCatalog): void {
    const lines = rejected.map(({ path, line, reason, kept }) => {
      const place = line === undefined ? path : `${path}:${line}`;
      const rest = kept ? `; kept as before: ${kept.join(', ')}` : '';
      return `${place}: ${reason}${rest}`;
    });
    for (const line of lines) {
      if (!this.#reportedRejections.has(line)) {
        this.#logger.warn(`Not taken from the GitOps repository: ${line}`);
      }
    }
    this.#reportedRejections = new Set(lines);
  }

  #reportFailure(error: unknown): void {
    const failure = stringifyError(error);
    if (failure !== this.#lastFailure) {
      this.#lastFailure = failure;
      this.#logger.error(
        `The GitOps repository could not be read into the catalog, which keeps the entities that it has: ${failure}`,
      );
    }
  }

  #reportRecovery(): void {
    if (this.#lastFailure !== undefined) {
      this.#lastFailure = undefined;
      this.#logger.info('The GitOps repository is read into the catalog again');
    }
  }
}
