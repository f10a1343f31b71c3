import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { llmPermissions } from '@modelyard/plugin-llm-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createGitOpsOpener } from '@modelyard/plugin-llm-gitops-node';
import {
  llmMeasureSourcesExtensionPoint,
  llmUsageExtensionPoint,
  ModelSourceReader,
  readLlmRoleGroups,
  readManifestsConfig,
} from '@modelyard/plugin-llm-node';
import { createRouter } from './router';
import {
  AuthorizedChangesService,
  DefaultChangesService,
  VisibleChangesService,
} from './services/changes';
import { AuthorizedDriftService, DefaultDriftService } from './services/drift';
import { MeasureEngines } from './services/measures';
import {
  AuthorizedModelsService,
  DefaultModelsService,
  LimitedModelsService,
} from './services/models';
import {
  AuthorizedSourcesService,
  createMeasureEngineReaders,
  createUsageIntakeReaders,
  DefaultSourcesService,
  GitOpsSourceReader,
} from './services/sources';
import {
  createUsage,
  readPullConfig,
  UsageIntakes,
  UsagePull,
} from './services/usage';

/**
 * Backend of the llm plugin: the API under `/api/llm`.
 *
 * @public
 */
export const llmPlugin = createBackendPlugin({
  pluginId: 'llm',
  register(env) {
    const engines = MeasureEngines.create();
    env.registerExtensionPoint(llmMeasureSourcesExtensionPoint, engines);
    const intakes = UsageIntakes.create();
    env.registerExtensionPoint(llmUsageExtensionPoint, intakes);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({
        auditor,
        auth,
        catalog,
        config,
        database,
        events,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        scheduler,
        userInfo,
      }) {
        permissionsRegistry.addPermissions(llmPermissions);

        const { hours, ledger, records, subjects, upkeep } = await createUsage({
          auth,
          catalog,
          config,
          database,
          logger,
        });
        await upkeep.schedule({ scheduler, lifecycle });
        intakes.start({ ledger, records });
        const pull = UsagePull.create({
          config: readPullConfig(config),
          engines: engines.list(),
          store: hours,
          names: subjects,
          logger,
        });
        await pull.schedule(scheduler);

        const sources = AuthorizedSourcesService.create({
          permissions,
          service: DefaultSourcesService.create({
            readers: [
              GitOpsSourceReader.fromConfig(config, { auth, catalog, logger }),
              ...createMeasureEngineReaders({
                engines: engines.list(),
                gaps: pull,
                logger,
              }),
              ...createUsageIntakeReaders({
                names: intakes.names(),
                isDemo: name => intakes.isDemo(name),
                records,
                logger,
              }),
            ],
          }),
        });

        const open = createGitOpsOpener({ config, logger });
        const groups = readLlmRoleGroups(config);
        const manifests = readManifestsConfig(config);
        const changes = AuthorizedChangesService.create({
          permissions,
          service: VisibleChangesService.create({
            open,
            auth,
            catalog,
            groups,
            userInfo,
            service: DefaultChangesService.create({
              open,
              auth,
              catalog,
              events,
              groups,
              logger,
              rules: manifests.rules,
              userInfo,
            }),
          }),
        });

        const drift = AuthorizedDriftService.create({
          permissions,
          service: DefaultDriftService.create({
            open: createGitOpsOpener({ config, logger }),
            catalog,
            targets: manifests.targets,
          }),
        });

        const models = AuthorizedModelsService.create({
          permissions,
          service: LimitedModelsService.create({
            atOnce: 2,
            service: DefaultModelsService.create({
              reader: ModelSourceReader.fromConfig(config, { logger }),
            }),
          }),
        });

        httpRouter.use(
          await createRouter({
            auditor,
            changes,
            drift,
            httpAuth,
            models,
            sources,
            validateResponses: process.env.NODE_ENV !== 'production',
          }),
        );
      },
    });
  },
});
