import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
// The module as a portal has it: its client is what is tried.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import llmModulePrometheus from '@modelyard/plugin-llm-backend-module-prometheus';
import { llmMeasureSourcesExtensionPoint } from '@modelyard/plugin-llm-node';
import { MeasureEngines } from '../../measures';

/** The real client of an engine at an address. */
export async function startEngine(name: string, url: string) {
  const engines = MeasureEngines.create();
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'llm',
        register(env) {
          env.registerExtensionPoint(llmMeasureSourcesExtensionPoint, engines);
          env.registerInit({ deps: {}, async init() {} });
        },
      }),
      llmModulePrometheus,
      mockServices.rootConfig.factory({
        data: { llm: { measures: { prometheus: [{ name, url }] } } },
      }),
    ],
  });
  const [engine] = engines.list();
  return { engine, stop: async () => backend.stop() };
}
