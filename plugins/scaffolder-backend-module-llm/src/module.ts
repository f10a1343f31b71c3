import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
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
import { withFieldNames } from './actions/fieldNames';
import { createInspectAction } from './actions/inspectModel';
import { withInlineSchemas } from './actions/inlineReferences';
import { ManifestTools } from './actions/ManifestTools';
import { createRecordBaselineAction } from './actions/recordBaseline';
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
        const { rules } = manifests;
        const entity = { auth, catalog, groups, open, userInfo };
        const change = { ...entity, rules, tools };
        const audited = async <T>(
          eventId: string,
          meta: JsonObject,
          make: () => Promise<T>,
        ): Promise<T> => {
          const event = await auditor.createEvent({
            eventId,
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
        };
        const ours = [
          createAssessAction({
            auth,
            catalog,
            open,
            permissions,
            tools,
            onOverride: async meta =>
              audited('llm-verdict-override', meta, async () => {}),
          }),
          createCommitAction({
            auth,
            catalog,
            events,
            groups,
            logger,
            permissions,
            open,
            rules,
            userInfo,
            review: readGitOpsConfig(config)?.review ?? 'proposal',
            audited: (meta, make) => audited('llm-gitops-change', meta, make),
          }),
          createInspectAction({
            reader: ModelSourceReader.fromConfig(config, { logger }),
          }),
          createRecordBaselineAction({ auth, discovery }),
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
            onUse: async meta => audited('llm-model-use', meta, async () => {}),
          }),
          createRenderAction(change),
          createValidateAction(tools),
          createChangeAction(change),
          createReadDeploymentAction(change),
          createRenderPoolAction(change),
          createRerenderAction(change),
          createRetireAction(change),
          createModelAction(entity),
          createGpuPoolAction(entity),
          ...families.map(family => createFamilyAction(change, family)),
        ];
        actions.addActions(
          ...ours.map(action => withFieldNames(withInlineSchemas(action))),
        );
      },
    });
  },
});
