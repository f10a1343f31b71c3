import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { families } from '@modelyard/llm-manifests';
import { readManifestsConfig } from '@modelyard/plugin-llm-node';
import { ManifestTools } from './actions/ManifestTools';
import {
  createFamilyAction,
  createRenderAction,
} from './actions/renderManifests';
import { createGpuPoolAction, createModelAction } from './actions/updateEntity';
import { createValidateAction } from './actions/validateManifests';

/**
 * Adds the actions of the suite to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleLlm = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'llm',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ actions, config }) {
        const tools = new ManifestTools(readManifestsConfig(config));
        actions.addActions(
          createRenderAction(tools),
          createValidateAction(tools),
          createModelAction(),
          createGpuPoolAction(),
          ...families.map(family => createFamilyAction(tools, family)),
        );
      },
    });
  },
});
