import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createPersonaAuthenticator } from './PersonaAuthenticator';
import { personaSignInResolver } from './personaSignInResolver';
import { readEnabledPersonas } from './readEnabledPersonas';

/**
 * Development-only sign-in as one of the demo organisation's users.
 *
 * Takes part only when `auth.providers.personas` is configured, and then stops
 * the backend unless it runs in development.
 */
export const authModulePersonas = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const personas = readEnabledPersonas(config);
        if (personas) {
          providers.registerProvider({
            providerId: 'personas',
            factory: createProxyAuthProviderFactory({
              authenticator: createPersonaAuthenticator(personas),
              signInResolver: personaSignInResolver,
            }),
          });
        }
      },
    });
  },
});
