import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { llmUsageExtensionPoint } from '@modelyard/plugin-llm-node';
import { readOtlpConfig } from './config/readOtlpConfig';
import { createRouter, paths } from './http/createRouter';
import { RefusalCounter } from './http/RefusalCounter';
import { OtlpIntake } from './OtlpIntake';

/**
 * Takes in what OpenTelemetry reports of calls to models, at `/api/llm/otlp/v1/traces` and `/api/llm/otlp/v1/metrics`.
 *
 * @public
 */
export const llmModuleOtlp = createBackendModule({
  pluginId: 'llm',
  moduleId: 'otlp',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        usage: llmUsageExtensionPoint,
      },
      async init({
        config: rootConfig,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        usage,
      }) {
        const config = readOtlpConfig(rootConfig);
        const intake = new OtlpIntake(config);
        const refusals = new RefusalCounter({
          intake: intake.name,
          logger,
          ledger: () => intake.ledger,
        });
        usage.addIntake(intake);
        httpRouter.use(
          createRouter({
            config,
            httpAuth,
            intake,
            logger,
            permissions,
            refusals,
          }),
        );
        for (const path of Object.values(paths)) {
          // The router asks for credentials itself: refused before it, requests would be lost without being counted.
          httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        lifecycle.addShutdownHook(() => refusals.flush());
      },
    });
  },
});
