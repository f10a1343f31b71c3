import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { ScmIntegrations } from '@backstage/integration';
import { families } from '@modelyard/llm-manifests';
import { readLlmAccess } from '@modelyard/plugin-llm-common';
import {
  createGitOpsOpener,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';
import {
  ModelSourceReader,
  PortalDryRun,
  readLlmRoleGroups,
  readManifestsConfig,
} from '@modelyard/plugin-llm-node';
import { createAssessAction } from './actions/assessModel';
import { createChangeAction } from './actions/changeManifests';
import { createCommitAction } from './actions/commitChanges';
import { createInspectAction } from './actions/inspectModel';
import { withInlineSchemas } from './actions/inlineReferences';
import { ManifestTools } from './actions/ManifestTools';
import {
  createFamilyAction,
  createRenderAction,
} from './actions/renderManifests';
import { createRenderPoolAction } from './actions/renderPool';
import { createReadDeploymentAction } from './actions/readDeployment';
import { createRerenderAction } from './actions/rerenderManifests';
import { createRetireAction } from './actions/retireDeployment';
import { createGpuPoolAction, createModelAction } from './actions/updateEntity';
import { createUseModelAction } from './actions/useModel';
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
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({
        actions,
        auditor,
        auth,
        catalog,
        config,
        discovery,
        events,
        logger,
        permissions,
        urlReader,
        userInfo,
      }) {
        const open = createGitOpsOpener({ config, logger });
        const manifests = readManifestsConfig(config);
        const tools = new ManifestTools({
          config: manifests,
          dryRun: PortalDryRun.create({ auth, discovery, ...manifests }),
        });
        const groups = readLlmRoleGroups(config);
        const change = { auth, catalog, groups, open, tools, userInfo };
        const ours = [
          createAssessAction({
            auth,
            catalog,
            open,
            permissions,
            tools,
            onOverride: async meta => {
              const event = await auditor.createEvent({
                eventId: 'llm-verdict-override',
                severityLevel: 'medium',
                meta,
              });
              await event.success();
            },
          }),
          createCommitAction({
            auth,
            catalog,
            events,
            logger,
            permissions,
            open,
            review: readGitOpsConfig(config)?.review ?? 'proposal',
            audited: async (meta, make) => {
              const event = await auditor.createEvent({
                eventId: 'llm-gitops-change',
                severityLevel: 'medium',
                meta,
              });
              try {
                const made = await make();
                await event.success();
                return made;
              } catch (error) {
                await event.fail({ error: toError(error) });
                throw error;
              }
            },
          }),
          createInspectAction({
            reader: ModelSourceReader.fromConfig(config, { logger }),
          }),
          createUseModelAction({
            access: readLlmAccess(config),
            auth,
            catalog,
            groups,
            integrations: ScmIntegrations.fromConfig(config),
            open,
            permissions,
            urlReader,
            userInfo,
            onUse: async meta => {
              const event = await auditor.createEvent({
                eventId: 'llm-model-use',
                severityLevel: 'medium',
                meta,
              });
              await event.success();
            },
          }),
          createRenderAction(change),
          createValidateAction(tools),
          createChangeAction(change),
          createReadDeploymentAction(change),
          createRenderPoolAction(change),
          createRerenderAction(change),
          createRetireAction(change),
          createModelAction({ auth, catalog, groups, open, userInfo }),
          createGpuPoolAction({ auth, catalog, groups, open, userInfo }),
          ...families.map(family => createFamilyAction(change, family)),
        ];
        actions.addActions(...ours.map(action => withInlineSchemas(action)));
      },
    });
  },
});
