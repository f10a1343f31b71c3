import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { llmUsageExtensionPoint } from '@modelyard/plugin-llm-node';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callers } from './callers';
import { LiveCounters, PastCounters } from './CounterReports';
import { DemoTraffic } from './DemoTraffic';
import { HourMarks } from './HourMarks';
import { readDemoTrafficConfig } from './readDemoTrafficConfig';
import { SpanReports } from './SpanReports';
import { readToken } from './token';

const LOOK_MS = 2_000;
/** How long the demo waits for its models; whoever calls others begins then. */
const PATIENCE_MS = 180_000;
/** How long the end of the backend may wait for the last counters. */
const LAST_MS = 2_000;

/**
 * Makes up calls to the demo's models and reports them as gateways, engines, guardrails and programs would: by the SDK of
 * OpenTelemetry, to the intake. Takes part only where `llm.demo.traffic.enabled` is true, and never in production.
 */
export const llmModuleDemoTraffic = createBackendModule({
  pluginId: 'llm',
  moduleId: 'demo-traffic',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        health: coreServices.rootHealth,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootLifecycle: coreServices.rootLifecycle,
        usage: llmUsageExtensionPoint,
      },
      async init({
        auth,
        catalog,
        config: rootConfig,
        database,
        discovery,
        health,
        lifecycle,
        logger,
        rootLifecycle,
        usage,
      }) {
        const config = readDemoTrafficConfig(rootConfig);
        if (!config) {
          return;
        }
        usage.markDemo('otlp');
        const authorization = `Bearer ${readToken(rootConfig)}`;
        const ending = new AbortController();
        const { signal } = ending;

        /** Undefined until the backend serves. */
        const findModels = async () => {
          const { status } = await health.getReadiness();
          if (status !== 200) {
            return undefined;
          }
          const { items } = await catalog.getEntities(
            {
              filter: { kind: 'Model' },
              fields: ['kind', 'metadata.name', 'metadata.namespace'],
            },
            { credentials: await auth.getOwnServiceCredentials() },
          );
          return new Set(items.map(item => stringifyEntityRef(item)));
        };

        /** Those whose models there are. */
        const findCallers = async () => {
          const until = Date.now() + PATIENCE_MS;
          let models = await findModels();
          while (!models || (isMissingAny(models) && Date.now() < until)) {
            await sleep(LOOK_MS, undefined, { signal });
            models = await findModels();
          }
          const there = models;
          return callers.filter(({ model }) => there.has(model));
        };

        const run = async () => {
          const marks = await HourMarks.create(await database.getClient());
          const found = await findCallers();
          const url = `${await discovery.getBaseUrl('llm')}/otlp/v1`;
          const headers = { authorization };
          const metrics = () =>
            new OTLPMetricExporter({ url: `${url}/metrics`, headers });
          const live = new LiveCounters({ exporter: metrics });
          const past = new PastCounters({ exporter: metrics() });
          const spans = new SpanReports({
            exporter: new OTLPTraceExporter({ url: `${url}/traces`, headers }),
          });
          const traffic = DemoTraffic.create({
            config,
            callers: found,
            spans,
            live,
            past,
            marks,
            logger,
          });
          logger.info(
            `Demo traffic: calls to ${
              new Set(found.map(({ model }) => model)).size
            } models are made up and reported`,
          );
          await traffic.run(signal);
          await Promise.all([
            live.shutdown(),
            past.shutdown(),
            spans.shutdown(),
          ]);
        };

        let running: Promise<void> = Promise.resolve();
        lifecycle.addStartupHook(() => {
          running = run().catch(error => {
            if (!signal.aborted) {
              logger.error('Demo traffic has ended', error);
            }
          });
        });
        // As long as the intake still takes something.
        rootLifecycle.addBeforeShutdownHook(async () => {
          ending.abort();
          await Promise.race([running, sleep(LAST_MS)]);
        });
      },
    });
  },
});

function isMissingAny(models: ReadonlySet<string>): boolean {
  return callers.some(({ model }) => !models.has(model));
}
