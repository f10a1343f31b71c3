import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import { LlmPolicyUser } from '@modelyard/plugin-llm-node';

/**
 * Leaves the decision to the plugin that knows the resource: allowed for what
 * the user or one of their groups owns. Denies a resource type for which
 * nothing here says what owning it means.
 */
export function ownerDecision(
  permission: Permission,
  user: LlmPolicyUser,
): PolicyDecision {
  if (isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({
        claims: [...user.ownershipEntityRefs],
      }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [user.userEntityRef] }),
    );
  }
  return { result: AuthorizeResult.DENY };
}
