import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { llmPermissions } from '@modelyard/plugin-llm-common';
import { createRouter } from './router';
import {
  AuthorizedSourcesService,
  DefaultSourcesService,
  GitOpsSourceReader,
} from './services/sources';

/**
 * Backend of the llm plugin: the API under `/api/llm`.
 *
 * @public
 */
export const llmPlugin = createBackendPlugin({
  pluginId: 'llm',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({
        auth,
        catalog,
        config,
        httpAuth,
        httpRouter,
        logger,
        permissions,
        permissionsRegistry,
      }) {
        permissionsRegistry.addPermissions(llmPermissions);

        const sources = AuthorizedSourcesService.create({
          permissions,
          service: DefaultSourcesService.create({
            readers: [
              GitOpsSourceReader.fromConfig(config, { auth, catalog, logger }),
            ],
          }),
        });

        httpRouter.use(
          await createRouter({
            httpAuth,
            sources,
            validateResponses: process.env.NODE_ENV !== 'production',
          }),
        );
      },
    });
  },
});
