import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { llmModelLayer } from './model-layer/llmModelLayer';
import { LlmRulesProcessor } from './processor/LlmRulesProcessor';

/**
 * Adds the kinds `Model` and `GpuPool` to the catalog as a catalog model layer,
 * with the processor that a layer needs beside it. Use it instead of the
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
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ model, processing }) {
        model.addModelSource(CatalogModelSources.static([llmModelLayer]));
        processing.addProcessor(LlmRulesProcessor.create());
      },
    });
  },
});
