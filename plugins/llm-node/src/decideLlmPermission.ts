import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { llmPermissionGrants } from '@modelyard/plugin-llm-common';
import { LlmPolicyUser, LlmRoleGroups, rolesOf } from './roles';

/**
 * The default decision on a permission of the llm plugin, for use inside the
 * permission policy of a portal:
 *
 * ```ts
 * const decision = decideLlmPermission({
 *   permission: request.permission,
 *   user: user?.info,
 *   groups: readLlmRoleGroups(config),
 * });
 * if (decision) {
 *   return decision;
 * }
 * ```
 *
 * @returns undefined for a permission of another plugin; a denial when nobody
 * is signed in.
 * @public
 */
export function decideLlmPermission(options: {
  permission: Permission;
  user: LlmPolicyUser | undefined;
  groups: LlmRoleGroups;
}): PolicyDecision | undefined {
  const { permission, user, groups } = options;
  const grant = llmPermissionGrants.find(
    candidate => candidate.permission.name === permission.name,
  );
  if (!grant) {
    return undefined;
  }
  const allowed =
    user !== undefined &&
    rolesOf(user, groups).some(
      // Owning needs a resource to own, which no permission of the suite names.
      role => role !== 'owner' && grant.roles.includes(role),
    );
  return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}
