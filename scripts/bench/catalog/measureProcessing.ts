import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkloadProvider } from './WorkloadProvider';
import { Workload } from './workloads';

/** What the processing of one workload cost. */
export interface Processing {
  /** From the first entity that is taken up until the last one is stitched. */
  readonly seconds: number;
  /** Processor time of this process in the same span; the database included where it is SQLite. */
  readonly cpuSeconds: number;
  /** Rows of the relations table that the workload led to. */
  readonly relationRows: number;
  /** Rows of the search index that the workload led to. */
  readonly searchRows: number;
}

/**
 * Starts a real catalog on an empty database, gives it a workload, and takes
 * the time until all of it is processed and stitched.
 */
export async function measureProcessing(options: {
  knex: Knex;
  features: BackendFeature[];
  workload: Workload;
}): Promise<Processing> {
  const { knex, features, workload } = options;
  const provider = new WorkloadProvider();
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          // Nothing becomes due a second time while the clock runs.
          catalog: { processingInterval: { hours: 12 } },
        },
      }),
      mockServices.rootLogger.factory({ level: 'none' }),
      mockServices.database.factory({ knex }),
      catalogPlugin,
      ...features,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'workload',
        register(reg) {
          reg.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            async init({ processing }) {
              processing.addEntityProvider(provider);
            },
          });
        },
      }),
    ],
  });
  try {
    await provider.add(workload.targets);
    await untilSettled(knex);
    const before = await countRows(knex);

    await provider.add(workload.entities);
    await untilStarted(knex, workload.entities.length);
    const started = performance.now();
    const cpuStarted = process.cpuUsage();
    await untilSettled(knex);
    const seconds = (performance.now() - started) / 1000;
    const cpu = process.cpuUsage(cpuStarted);

    await checkOutcome(knex, workload);
    const after = await countRows(knex);
    return {
      seconds,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
      relationRows: after.relations - before.relations,
      searchRows: after.search - before.search,
    };
  } finally {
    await backend.stop();
  }
}

async function untilStarted(knex: Knex, count: number): Promise<void> {
  while ((await countDue(knex)) >= count) {
    await sleep(5);
  }
}

async function untilSettled(knex: Knex): Promise<void> {
  // An entity between "taken" and "stored" is in no queue: the queues have to
  // stay empty for longer than that takes. The time of the first empty look is
  // not subtracted; it is the same few milliseconds for every workload.
  for (let quiet = 0; quiet < 5; ) {
    const due = await knex('refresh_state')
      .where('next_update_at', '<=', knex.fn.now())
      .first('entity_id');
    const unstitched = await knex('stitch_queue').first('entity_ref');
    quiet = due || unstitched ? 0 : quiet + 1;
    await sleep(quiet ? 20 : 100);
  }
}

async function checkOutcome(knex: Knex, workload: Workload): Promise<void> {
  const expected = workload.entities.length + workload.targets.length;
  const [{ count }] = await knex('final_entities')
    .whereNotNull('final_entity')
    .count({ count: '*' });
  const failed = await knex('refresh_state')
    .whereNot('errors', '[]')
    .first('entity_ref', 'errors');
  if (failed || Number(count) !== expected) {
    throw new Error(
      `${count} of ${expected} entities were processed${
        failed ? `; ${failed.entity_ref} failed: ${failed.errors}` : ''
      }`,
    );
  }
}

async function countDue(knex: Knex): Promise<number> {
  const [{ count }] = await knex('refresh_state')
    .where('next_update_at', '<=', knex.fn.now())
    .count({ count: '*' });
  return Number(count);
}

async function countRows(
  knex: Knex,
): Promise<{ relations: number; search: number }> {
  const [relations] = await knex('relations').count({ count: '*' });
  const [search] = await knex('search').count({ count: '*' });
  return { relations: Number(relations.count), search: Number(search.count) };
}
