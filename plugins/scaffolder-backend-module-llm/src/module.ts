import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { families } from '@modelyard/llm-manifests';
import { readManifestsConfig } from '@modelyard/plugin-llm-node';
import { createAssessAction } from './actions/assessModel';
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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        permissions: coreServices.permissions,
      },
      async init({ actions, auditor, auth, catalog, config, permissions }) {
        const tools = new ManifestTools(readManifestsConfig(config));
        actions.addActions(
          createAssessAction({
            auth,
            catalog,
            permissions,
            onOverride: async meta => {
              const event = await auditor.createEvent({
                eventId: 'llm-verdict-override',
                severityLevel: 'medium',
                meta,
              });
              await event.success();
            },
          }),
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
