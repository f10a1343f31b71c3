import {
  AuthService,
  PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  llmEntityPermissionResourceRef,
  llmEntityRules,
} from '@modelyard/plugin-llm-node';

/** Lets policies make decisions on permissions of the suite that depend on the entity. */
export function registerLlmEntities(options: {
  auth: AuthService;
  catalog: CatalogService;
  permissionsRegistry: PermissionsRegistryService;
}): void {
  const { auth, catalog, permissionsRegistry } = options;
  permissionsRegistry.addResourceType({
    resourceRef: llmEntityPermissionResourceRef,
    rules: Object.values(llmEntityRules),
    getResources: async entityRefs => {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items;
    },
  });
}
