import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { RolePermissionPolicy } from './RolePermissionPolicy';

/** Puts {@link RolePermissionPolicy} in force. */
export const permissionModuleRoles = createBackendModule({
  pluginId: 'permission',
  moduleId: 'roles',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(RolePermissionPolicy.fromConfig(config));
      },
    });
  },
});
