import {
  AuthService,
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { OTHER, UNKNOWN } from '@modelyard/llm-measures';
import { llmConsumerReadPermission } from '@modelyard/plugin-llm-common';
import {
  findHiddenEntities,
  llmEntityPermissionResourceRef,
  LlmRoleGroups,
  rolesOf,
} from '@modelyard/plugin-llm-node';
import { ConsumerHoldings, Holdings } from './ConsumerHoldings';
import { ConsumerView } from './ConsumerView';

/** How many entities the catalog is asked for at a time. */
const CHUNK = 500;

/** What the service is made with. */
export interface ConsumerVisibilityOptions {
  auth: AuthService;
  catalog: CatalogService;
  groups: LlmRoleGroups;
  holdings: ConsumerHoldings;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  userInfo: UserInfoService;
}

/** What somebody is to the consumers and models of the portal. */
interface Caller {
  readonly who: string;
  /** Whether they run the platform, and so are told of all consumers. */
  readonly all: boolean;
  /** Refs by which they own models. */
  readonly claims: readonly string[];
  /** Consumers that they belong to, with what belongs to these. */
  readonly own: Holdings;
}

/**
 * Decides who is told which consumers use a model.
 *
 * Who owns a model or runs the platform is told of all its consumers: they answer for it. Who belongs to a consumer is told what
 * that uses, and the sum of the others. Everybody else is told totals; so are reviewers, who hold no other role by the rules of
 * the suite and need to know that a model is used, and not by whom. A service is nobody's member, and is told totals as well.
 * Nobody is told of a consumer that the catalog hides from them. The policy, asked for `llm.consumer.read`, can only take more
 * away.
 */
export class ConsumerVisibility {
  readonly #options: ConsumerVisibilityOptions;

  static create(options: ConsumerVisibilityOptions) {
    return new ConsumerVisibility(options);
  }

  private constructor(options: ConsumerVisibilityOptions) {
    this.#options = options;
  }

  /**
   * Decides for one answer whose names stay in it.
   *
   * @param options - `models` that the answer is about, as the catalog has them; `consumers` that it names
   */
  async viewOf(options: {
    credentials: BackstageCredentials;
    models: readonly Entity[];
    consumers: Iterable<string>;
  }): Promise<ConsumerView> {
    const { credentials, models } = options;
    const consumers = [...new Set(options.consumers)];
    const caller = await this.#callerOf(credentials);
    const owned = new Set(
      models.filter(each => isOwned(each, caller)).map(stringifyEntityRef),
    );
    const wide = caller.all || owned.size > 0;
    const candidates = consumers.filter(name => wide || caller.own.has(name));
    const shown = new Set(await this.#shown(candidates, caller, credentials));
    return ConsumerView.create({
      sees: (model, consumer) =>
        shown.has(consumer) &&
        (caller.all || owned.has(model) || caller.own.has(consumer)),
    });
  }

  /**
   * Finds what belongs to a consumer, which is what counts as its usage: of a group what it owns and its child groups, of a
   * system its parts. What the catalog or the policy hides from the caller is not among it.
   *
   * @param options - `consumer` as the catalog shows it to the caller; `models` where only what it used of these is asked for,
   * which their owners are told
   * @throws NotAllowedError for who is not told what the consumer uses
   */
  async partsOf(options: {
    credentials: BackstageCredentials;
    consumer: Entity;
    models?: readonly Entity[];
  }): Promise<string[]> {
    const { credentials, consumer, models = [] } = options;
    const ref = stringifyEntityRef(consumer);
    const caller = await this.#callerOf(credentials);
    const owns =
      models.length > 0 && models.every(each => isOwned(each, caller));
    if (!caller.all && !caller.own.has(ref) && !owns) {
      throw new NotAllowedError(
        `What ${ref} uses is shown to those who belong to it and to those who run the platform; who owns a model sees what it used of that model`,
      );
    }
    const parts = await this.#options.holdings.find({
      refs: [ref],
      who: caller.who,
      credentials,
    });
    const may = await this.#policy(credentials);
    const left = [...parts].filter(([, entity]) => may(entity));
    if (!left.some(([name]) => name === ref)) {
      throw new NotAllowedError(
        `What ${ref} uses needs the permission '${llmConsumerReadPermission.name}' for it`,
      );
    }
    return left.map(([name]) => name);
  }

  /** Whether the caller runs the platform, and so answers for all that is used. */
  async runsPlatform(credentials: BackstageCredentials): Promise<boolean> {
    return (await this.#callerOf(credentials)).all;
  }

  async #callerOf(credentials: BackstageCredentials): Promise<Caller> {
    const { auth, groups, holdings, userInfo } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return { who: 'service', all: false, claims: [], own: new Map() };
    }
    const info = await userInfo.getUserInfo(credentials);
    const who = info.userEntityRef;
    const roles = rolesOf(info, groups);
    if (!roles.includes('owner')) {
      return { who, all: false, claims: [], own: new Map() };
    }
    const claims = info.ownershipEntityRefs;
    return {
      who,
      all: roles.includes('platform'),
      claims,
      own: await holdings.find({ refs: claims, who, credentials }),
    };
  }

  /** Leaves out what the catalog or the policy hides. */
  async #shown(
    names: readonly string[],
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    if (names.length === 0) {
      return [];
    }
    const decision = await this.#decision(credentials);
    if (decision.result === AuthorizeResult.DENY) {
      return [];
    }
    const strangers = names.filter(
      name => isEntityRef(name) && !caller.own.has(name),
    );
    const hidden = await findHiddenEntities({
      ...this.#options,
      credentials,
      refs: strangers,
    });
    const visible = names.filter(name => !hidden.has(name));
    if (decision.result === AuthorizeResult.ALLOW) {
      return visible;
    }
    const entities = await this.#entitiesOf(visible.filter(isEntityRef));
    const may = this.#authorizer(decision);
    return visible.filter(
      // Nobody in particular is behind these, whom a policy could mean.
      name => name === UNKNOWN || name === OTHER || may(entities.get(name)),
    );
  }

  async #policy(
    credentials: BackstageCredentials,
  ): Promise<(entity: Entity) => boolean> {
    return this.#authorizer(await this.#decision(credentials));
  }

  #authorizer(
    decision: PolicyDecision,
  ): (entity: Entity | undefined) => boolean {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => decision.result === AuthorizeResult.ALLOW;
    }
    const authorize = createConditionAuthorizer(
      this.#options.permissionsRegistry.getPermissionRuleset(
        llmEntityPermissionResourceRef,
      ),
    );
    return entity => authorize(decision, entity);
  }

  async #decision(credentials: BackstageCredentials): Promise<PolicyDecision> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: llmConsumerReadPermission }],
      { credentials },
    );
    return decision;
  }

  /** What the policy decides upon, which need not be what the caller sees of it. */
  async #entitiesOf(refs: readonly string[]): Promise<Map<string, Entity>> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const found = new Map<string, Entity>();
    for (let start = 0; start < refs.length; start += CHUNK) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(start, start + CHUNK) },
        { credentials },
      );
      items.forEach(
        entity => entity && found.set(stringifyEntityRef(entity), entity),
      );
    }
    return found;
  }
}

function isOwned(model: Entity, { claims }: Caller): boolean {
  return (model.relations ?? []).some(
    ({ type, targetRef }) =>
      type === RELATION_OWNED_BY && claims.includes(targetRef),
  );
}

/** Pseudonyms and other words of the ledger have no colon. */
function isEntityRef(name: string): boolean {
  return name.includes(':');
}
