/**
 * A backend with the plugin and the module and nothing else, as a program: started with its configuration as JSON. It runs by
 * itself so that it can be killed.
 */
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The plugin that this is a module of, as a portal puts the two together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import llmPlugin from '@modelyard/plugin-llm-backend';
import llmModuleOtlp from '..';

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({ data: JSON.parse(process.argv[2]) }),
);
backend.add(catalogServiceMock.factory({ entities: [] }));
backend.add(llmPlugin);
backend.add(llmModuleOtlp);
void backend.start();
