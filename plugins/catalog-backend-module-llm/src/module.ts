import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { LlmKindsProcessor } from './processor/LlmKindsProcessor';
import { GitOpsEntityProvider } from './provider';

/**
 * Adds the kinds `Model` and `GpuPool` to the catalog and, where `llm.gitops`
 * is configured, the entities of the GitOps repository.
 *
 * @public
 */
export const catalogModuleLlm = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'llm',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, processing, ...services }) {
        processing.addProcessor(LlmKindsProcessor.create());

        const gitOps = GitOpsEntityProvider.fromConfig(config, services);
        if (gitOps) {
          processing.addEntityProvider(gitOps);
        }
      },
    });
  },
});
