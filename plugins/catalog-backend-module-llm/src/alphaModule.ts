import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { llmModelLayer } from './model-layer/llmModelLayer';
import { LlmRulesProcessor } from './processor/LlmRulesProcessor';
import { GitOpsEntityProvider } from './provider';

/**
 * Adds the kinds `Model` and `GpuPool` to the catalog as a catalog model layer,
 * with the processor that a layer needs beside it, and the entities of the
 * GitOps repository where `llm.gitops` is configured. Use it instead of the
 * package's default export, never with it.
 *
 * @alpha
 */
export const catalogModuleLlmModelLayer = createBackendModule({
  pluginId: 'catalog',
  // The same id as the default registration, so that a backend refuses to start
  // with both.
  moduleId: 'llm',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, model, processing, ...services }) {
        model.addModelSource(CatalogModelSources.static([llmModelLayer]));
        processing.addProcessor(LlmRulesProcessor.create());

        const gitOps = GitOpsEntityProvider.fromConfig(config, services);
        if (gitOps) {
          processing.addEntityProvider(gitOps);
        }
      },
    });
  },
});
