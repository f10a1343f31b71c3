import { AuthService, UserInfoService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LlmChange,
  LlmChangeSummary,
  LlmTakenName,
} from '@modelyard/plugin-llm-common';
import {
  findChangeEntities,
  GitOpsProposalSummary,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import {
  findHiddenEntities,
  LlmRoleGroups,
  readPortalUsers,
} from '@modelyard/plugin-llm-node';
import { ChangesService, UserCredentials } from './ChangesService';

/** What the service is made with. */
export interface VisibleChangesOptions {
  service: ChangesService;
  open: () => Promise<GitOpsRepository>;
  auth: AuthService;
  catalog: CatalogService;
  groups: LlmRoleGroups;
  userInfo: UserInfoService;
}

/** What a change was found to be about, for its head and that of the main branch. */
interface KnownChange {
  state: string;
  refs: Promise<string[]>;
}

/**
 * Shows no change of an entity that the catalog hides from the person, as if it were not there: its files say what the entity
 * does. Who made the change has seen it, and the platform answers for all of them. What a change brings in is hidden from
 * nobody.
 */
export class VisibleChangesService implements ChangesService {
  readonly #options: VisibleChangesOptions;
  /** By the id of the change. */
  #known = new Map<string, KnownChange>();

  static create(options: VisibleChangesOptions) {
    return new VisibleChangesService(options);
  }

  private constructor(options: VisibleChangesOptions) {
    this.#options = options;
  }

  async listChanges(options: {
    credentials: UserCredentials;
  }): Promise<LlmChangeSummary[]> {
    const { credentials } = options;
    const changes = await this.#options.service.listChanges(options);
    const repository = await this.#options.open();
    const proposals = await repository.listProposals();
    this.#forget(proposals);
    const hidden = await this.#findHidden(repository, proposals, credentials);
    const seen = new Set(
      proposals.filter(({ id }) => !hidden.has(id)).map(({ id }) => id),
    );
    return changes.filter(({ id }) => seen.has(id));
  }

  async readChange(options: {
    id: string;
    credentials: UserCredentials;
  }): Promise<LlmChange> {
    await this.#requireVisible(options);
    const change = await this.#options.service.readChange(options);
    return {
      ...change,
      takenNames: await this.#namesOf(change, options.credentials),
    };
  }

  async mergeChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<{ commit: string }> {
    await this.#requireVisible(options);
    return this.#options.service.mergeChange(options);
  }

  async withdrawChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<void> {
    await this.#requireVisible(options);
    return this.#options.service.withdrawChange(options);
  }

  async #requireVisible(options: {
    id: string;
    credentials: UserCredentials;
  }): Promise<void> {
    const { id, credentials } = options;
    const repository = await this.#options.open();
    const proposal = await repository.readProposal(id);
    const hidden = await this.#findHidden(repository, [proposal], credentials);
    if (hidden.has(id)) {
      // As for a change that is not open.
      throw new NotFoundError(`No proposal ${id} is open`);
    }
  }

  /** Who has a name that is taken is said only of what the person may see. */
  async #namesOf(
    { takenNames }: LlmChange,
    credentials: UserCredentials,
  ): Promise<LlmTakenName[]> {
    const hidden = await findHiddenEntities({
      ...this.#options,
      credentials,
      refs: takenNames.flatMap(({ by }) => by ?? []),
    });
    return takenNames.map(({ by, ...name }) =>
      by === undefined || hidden.has(by) ? name : { ...name, by },
    );
  }

  /** The ids of the changes that a person is not shown. */
  async #findHidden(
    repository: GitOpsRepository,
    proposals: readonly GitOpsProposalSummary[],
    credentials: UserCredentials,
  ): Promise<Set<string>> {
    const { groups, userInfo } = this.#options;
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    if (groups.platform.some(ref => ownershipEntityRefs.includes(ref))) {
      return new Set();
    }
    const others = proposals.filter(
      ({ commits }) =>
        !commits.some(({ message }) =>
          readPortalUsers(message).includes(userEntityRef),
        ),
    );
    const main = await repository.head();
    const about: Array<{ id: string; refs: string[] }> = [];
    const gone: string[] = [];
    // One after the other: there may be many, and each is read once.
    for (const { id, head } of others) {
      try {
        const refs = await this.#refsOf(repository, id, head, main);
        about.push({ id, refs });
      } catch (error) {
        if (!isError(error) || error.name !== 'NotFoundError') {
          throw error;
        }
        // Merged or withdrawn since it was listed.
        gone.push(id);
      }
    }
    const hidden = await findHiddenEntities({
      ...this.#options,
      credentials,
      refs: about.flatMap(({ refs }) => refs),
    });
    return new Set([
      ...gone,
      ...about
        .filter(({ refs }) => refs.some(ref => hidden.has(ref)))
        .map(({ id }) => id),
    ]);
  }

  #refsOf(
    repository: GitOpsRepository,
    id: string,
    head: string,
    main: string | undefined,
  ): Promise<string[]> {
    const state = `${head} ${main}`;
    const known = this.#known.get(id);
    if (known?.state === state) {
      return known.refs;
    }
    const refs = repository.readProposal(id).then(({ diff, mainHead }) =>
      findChangeEntities({
        repository,
        commit: mainHead,
        paths: diff.map(({ path }) => path),
      }),
    );
    this.#known.set(id, { state, refs });
    // What could not be read may be readable the next time.
    refs.catch(() => this.#known.delete(id));
    return refs;
  }

  /** Forgets what is merged or withdrawn. */
  #forget(proposals: readonly GitOpsProposalSummary[]): void {
    const open = new Set(proposals.map(({ id }) => id));
    this.#known = new Map([...this.#known].filter(([id]) => open.has(id)));
  }
}
