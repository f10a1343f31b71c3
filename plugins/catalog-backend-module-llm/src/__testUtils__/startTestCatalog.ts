import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request from 'supertest';
import { StaticEntityProvider } from './StaticEntityProvider';

/** What the catalog's own dry run says of an entity. */
export type Verdict = { ok: true } | { ok: false; message: string };

/** A running catalog and what a test asks of it. */
export interface TestCatalog {
  readonly provider: StaticEntityProvider;
  /** Resolves when nothing waits to be processed or stitched any more. */
  settle(): Promise<void>;
  /** The stitched entity, or undefined where the catalog shows none. */
  entity(ref: string): Promise<AlphaEntity | undefined>;
  /** The processing errors that the catalog stored for an entity. */
  errors(ref: string): Promise<string[]>;
  /** Runs the catalog's processors on an entity without storing it. */
  validate(entity: unknown): Promise<Verdict>;
  stop(): Promise<void>;
}

/**
 * Starts the real catalog with its real processing loop on a database.
 *
 * @param options - The database that holds the catalog's tables, the modules
 *   under test, the entities that its one source holds from the start, and
 *   configuration beside what a test needs
 */
export async function startTestCatalog(options: {
  knex: Knex;
  features: BackendFeature[];
  entities?: readonly Entity[];
  config?: JsonObject;
}): Promise<TestCatalog> {
  const { knex, features, entities = [], config } = options;
  const provider = new StaticEntityProvider(entities);

  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          catalog: {
            // Only a change makes an entity due again, so that a test decides
            // when something is processed.
            processingInterval: { hours: 12 },
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
          },
          ...config,
        },
      }),
      mockServices.database.factory({ knex }),
      catalogPlugin,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'static-test-entities',
        register(reg) {
          reg.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            async init({ processing }) {
              processing.addEntityProvider(provider);
            },
          });
        },
      }),
      ...features,
    ],
  });

  return {
    provider,
    settle: () => settle(knex),
    async entity(ref) {
      const row = await knex('final_entities')
        .where({ entity_ref: ref })
        .first('final_entity');
      return row?.final_entity ? JSON.parse(row.final_entity) : undefined;
    },
    async errors(ref) {
      const row = await knex('refresh_state')
        .where({ entity_ref: ref })
        .first('errors');
      const errors: Array<{ message: string }> = JSON.parse(
        row?.errors || '[]',
      );
      return errors.map(error => error.message);
    },
    async validate(entity) {
      const response = await request(backend.server)
        .post('/api/catalog/validate-entity')
        .send({
          entity,
          location: 'url:https://git.example/catalog-info.yaml',
        });
      if (response.status === 200) {
        return { ok: true };
      }
      const errors: Array<{ message: string }> = response.body.errors ?? [];
      if (!errors.length) {
        throw new Error(
          `The catalog answered ${response.status}: ${response.text}`,
        );
      }
      return { ok: false, message: errors.map(e => e.message).join('\n') };
    },
    stop: () => backend.stop(),
  };
}

// An entity between "taken" and "stored" is in no queue, so one empty look is
// not enough: the queues have to stay empty for longer than one entity takes.
const QUIET_CHECKS = 6;
const CHECK_INTERVAL_MS = 50;

async function settle(knex: Knex): Promise<void> {
  const deadline = Date.now() + 60_000;
  let quiet = 0;
  while (Date.now() < deadline) {
    quiet = (await countPending(knex)) === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_CHECKS) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, CHECK_INTERVAL_MS));
  }
  throw new Error('The catalog did not finish processing within a minute');
}

async function countPending(knex: Knex): Promise<number> {
  const due = await knex('refresh_state')
    .where('next_update_at', '<=', knex.fn.now())
    .orWhereNull('result_hash')
    .count({ count: '*' });
  const unstitched = await knex('stitch_queue').count({ count: '*' });
  return Number(due[0].count) + Number(unstitched[0].count);
}
