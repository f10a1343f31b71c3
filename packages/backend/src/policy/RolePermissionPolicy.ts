import { Config } from '@backstage/config';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  decideLlmPermission,
  LlmRoleGroups,
  readLlmRoleGroups,
  rolesOf,
} from '@modelyard/plugin-llm-node';
import { Grant, grants } from './grants';
import { ownerDecision } from './ownerDecision';

/**
 * The portal's policy: a table of who holds which permission, and the default
 * decisions of the llm plugin. What stands in neither is denied, and so is
 * everybody who is not signed in.
 */
export class RolePermissionPolicy implements PermissionPolicy {
  readonly #groups: LlmRoleGroups;
  readonly #grants: ReadonlyMap<string, Grant>;

  /** Reads the groups behind the roles from `llm.roles`. */
  static fromConfig(config: Config): RolePermissionPolicy {
    return new RolePermissionPolicy(readLlmRoleGroups(config), grants);
  }

  private constructor(groups: LlmRoleGroups, table: readonly Grant[]) {
    this.#groups = groups;
    this.#grants = new Map(
      table.map(grant => [grant.permission.name, grant] as const),
    );
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const llmDecision = decideLlmPermission({
      permission,
      user: user.info,
      groups: this.#groups,
    });
    if (llmDecision) {
      return llmDecision;
    }
    const holders = this.#grants.get(permission.name)?.roles ?? [];
    const roles = rolesOf(user.info, this.#groups);
    const held = roles.filter(role => holders.includes(role));
    if (held.some(role => role !== 'owner')) {
      return { result: AuthorizeResult.ALLOW };
    }
    return held.includes('owner')
      ? ownerDecision(permission, user.info)
      : { result: AuthorizeResult.DENY };
  }
}
