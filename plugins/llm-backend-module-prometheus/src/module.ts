import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { llmMeasureSourcesExtensionPoint } from '@modelyard/plugin-llm-node';
import { readPrometheusConfig } from './config/readPrometheusConfig';
import { PrometheusEngine } from './engine/PrometheusEngine';

/**
 * Adds the engines of `llm.measures.prometheus` to the llm plugin.
 *
 * @public
 */
export const llmModulePrometheus = createBackendModule({
  pluginId: 'llm',
  moduleId: 'prometheus',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        sources: llmMeasureSourcesExtensionPoint,
      },
      async init({ config, lifecycle, sources }) {
        const engines = readPrometheusConfig(config).map(settings =>
          PrometheusEngine.create(settings),
        );
        sources.addMeasureEngine(...engines);
        lifecycle.addShutdownHook(async () => {
          await Promise.all(engines.map(engine => engine.close()));
        });
      },
    });
  },
});
