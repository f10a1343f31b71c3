import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { LlmKindsProcessor } from './processor/LlmKindsProcessor';

/**
 * Adds the kinds `Model` and `GpuPool` to the catalog.
 *
 * @public
 */
export const catalogModuleLlm = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'llm',
  register(reg) {
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addProcessor(LlmKindsProcessor.create());
      },
    });
  },
});
