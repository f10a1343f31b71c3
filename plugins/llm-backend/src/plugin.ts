import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
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
import { registerActions } from './mcp/registerActions';
import { createRouter } from './router';
import { createBaselines } from './services/baselines';
import {
  AuthorizedChangesService,
  DefaultChangesService,
  VisibleChangesService,
} from './services/changes';
import { AuthorizedDriftService, DefaultDriftService } from './services/drift';
import {
  createMeasures,
  MeasureEngines,
  readMeasuresConfig,
} from './services/measures';
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
  measuresOnEngine,
} from './services/sources';
import { warnOfToolLinks } from './services/toolLinks';
import {
  AuthorizedUsageService,
  createUsage,
  DefaultUsageService,
  readPullConfig,
  UsageIntakes,
  UsagePull,
  VisibleModels,
} from './services/usage';
import {
  ConsumerHoldings,
  ConsumerVisibility,
  registerLlmEntities,
} from './services/visibility';

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
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
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
        actionsRegistry,
        auditor,
        auth,
        cache,
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
        registerLlmEntities({ auth, catalog, permissionsRegistry });
        warnOfToolLinks({ config, logger });

        const {
          hours,
          ledger,
          models: used,
          reader,
          records,
          subjects,
          upkeep,
        } = await createUsage({
          auth,
          catalog,
          config,
          database,
          logger,
        });
        await upkeep.schedule({ scheduler, lifecycle });
        intakes.start({ ledger, records });
        const measuresConfig = readMeasuresConfig(config, {
          engines: engines.list().map(({ name }) => name),
        });
        const pullConfig = readPullConfig(config, measuresConfig);
        const pull = UsagePull.create({
          config: pullConfig,
          profiles: measuresConfig.profiles,
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
                affects: engine =>
                  measuresOnEngine({
                    engine,
                    engines: engines.list(),
                    config: measuresConfig,
                  }),
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

        const visibility = ConsumerVisibility.create({
          auth,
          catalog,
          groups,
          holdings: ConsumerHoldings.create({ catalog }),
          permissions,
          permissionsRegistry,
          userInfo,
        });
        const usage = AuthorizedUsageService.create({
          permissions,
          service: DefaultUsageService.create({
            auth,
            catalog,
            models: VisibleModels.create({ auth, catalog, models: used }),
            reader,
            visibility,
          }),
        });

        const baselines = await createBaselines({
          auth,
          catalog,
          database,
          groups,
          open,
          permissions,
          usage: reader,
          userInfo,
        });

        const measures = createMeasures({
          auth,
          baselines: baselines.source,
          cache,
          catalog,
          config: measuresConfig,
          consumers: visibility,
          engines: engines.list(),
          isLedgerFed:
            pullConfig.engines.length > 0 || intakes.names().length > 0,
          logger,
          permissions,
          reader,
        });

        registerActions(actionsRegistry, { measures, sources });
        httpRouter.use(
          await createRouter({
            auditor,
            baselines: baselines.service,
            changes,
            drift,
            httpAuth,
            measures,
            models,
            sources,
            usage,
            validateResponses: process.env.NODE_ENV !== 'production',
          }),
        );
      },
    });
  },
});
