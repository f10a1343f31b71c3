import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LlmBaseline } from '@modelyard/plugin-llm-common';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import { call, gateway, ledgerOn, T0 } from '../../__testUtils__/usage';
import { migrationsFolder } from '../usage/migrateUsage';
import { DatabaseUsageReader } from '../usage/reading/DatabaseUsageReader';
import { BaselineStore } from './BaselineStore';
import { DeployedConditions } from './DeployedConditions';
import { RecordedBaselineSource } from './RecordedBaselineSource';

const directory = migrationsFolder();
const place = {
  model: 'model:default/qwen',
  version: 'v1',
  deployment: 'prod',
};
const baseline: LlmBaseline = {
  id: 'a',
  ...place,
  tool: 'guidellm',
  ranAt: '2026-11-20T08:15:30.250Z',
  recordedAt: '2026-11-21T00:00:00.000Z',
  recordedBy: 'user:default/jo',
  digest: `sha256:${'0'.repeat(64)}`,
  tokensPerSecond: 2285.71,
  conditions: {
    accelerator: 'nvidia-h100-sxm-80gb',
    gpus: 4,
    inputTokens: 100,
    outputTokens: 20,
    engineArgs: ['--enable-prefix-caching'],
  },
};
const later = (id: string, rest: Partial<LlmBaseline> = {}): LlmBaseline => ({
  ...baseline,
  id,
  recordedAt: '2026-11-22T00:00:00.000Z',
  ...rest,
});

const intent = (engine: string) => `apiVersion: modelyard.dev/v1alpha1
kind: Intent
renderer: 1
target: fra-1
subject:
  kind: deployment
  model: model:default/qwen
  version: v1
  deployment: prod
  environment: production
  name: qwen-prod
  namespace: assistants-prod
  servedModelName: qwen
  owner: group:default/search
parts:
  - family: vllm-deployment
    input: ${engine}
`;

const pool = (sharing: object): Entity => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'GpuPool',
  metadata: { name: 'fra' },
  spec: {
    devices: [{ name: 'whole', accelerator: 'nvidia-h100-sxm-80gb', sharing }],
  },
});
const model: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen' },
  spec: {
    deployments: [
      {
        name: 'prod',
        on: { pool: 'gpupool:default/fra', devices: 'whole' },
        intent: 'models/qwen/prod/intent.yaml',
      },
    ],
  },
};

describeOnDatabases('baselines', createDatabase => {
  let knex: Knex;
  const store = () => BaselineStore.create({ knex });

  beforeEach(async () => {
    knex = await createDatabase();
  });

  it('have a table that goes down with rows in it, and up again', async () => {
    const names = readdirSync(directory).sort();
    const name = names.find(each => each.endsWith('_baselines.js'));
    for (const each of names) {
      await knex.migrate.up({ directory, name: each });
    }
    await store().add(baseline);
    await knex.migrate.down({ directory, name });
    expect(await knex.schema.hasTable('llm_baselines')).toBe(false);
    expect(await knex.schema.hasTable('llm_usage_hours')).toBe(true);
    await knex.migrate.up({ directory, name });
    expect(await store().list(place.model)).toEqual([]);
    await store().add(baseline);
    expect(await store().list(place.model)).toEqual([baseline]);
  });

  describe('in their table', () => {
    beforeEach(() => knex.migrate.latest({ directory }));

    it('come back as they were written, and the first of an id stays', async () => {
      const full = later('b', {
        timeToFirstTokenP95: 0.43,
        interTokenP95: 0.02,
        note: 'After the new driver',
      });
      expect(await store().add(full)).toEqual(full);
      const again = { ...full, recordedBy: 'user:default/kim' };
      // As two replicas would at the same moment.
      expect(
        await Promise.all([store().add(again), store().add(again)]),
      ).toEqual([full, full]);
      await store().add(baseline);
      await store().add(later('c', { model: 'model:default/other' }));
      expect(await store().list(place.model)).toEqual([full, baseline]);
    });

    it('count for their version and deployment only, the latest of them', async () => {
      await store().add(baseline);
      await store().add(later('b', { deployment: 'staging' }));
      await store().add(later('c', { version: 'v2' }));
      expect(await store().latest(place)).toEqual(baseline);
      await store().add(later('d'));
      expect(await store().latest(place)).toEqual(later('d'));
      expect(await store().latest({ ...place, version: 'v3' })).toBe(undefined);
    });

    const sourceWith = (options: {
      entities: Entity[];
      file?: string;
    }): RecordedBaselineSource => {
      const repository = {
        readFile: async () => {
          if (options.file === undefined) {
            throw new Error('There is no such file');
          }
          return Buffer.from(options.file);
        },
      } as unknown as GitOpsRepository;
      return RecordedBaselineSource.create({
        store: store(),
        deployed: DeployedConditions.create({
          auth: mockServices.auth(),
          catalog: catalogServiceMock({ entities: options.entities }),
          open: async () => repository,
          usage: DatabaseUsageReader.create({ knex, now: () => T0 }),
          now: () => T0 + 60 * 60 * 1000,
        }),
      });
    };

    it('are comparable where pool, intent and traffic are as they were', async () => {
      const source = sourceWith({
        entities: [model, pool({ strategy: 'exclusive' })],
        file: intent('{engine: {tensorParallel: 2, pipelineParallel: 2}}'),
      });
      expect(await source.find(place)).toBe(undefined);
      await store().add(baseline);
      await ledgerOn(knex).ledger.recordCalls({
        ...gateway,
        // The gateway does not know which deployment it was; there is one only.
        calls: [call('a'), call('b')],
      });
      expect(await source.find(place)).toEqual({
        id: 'a',
        tokensPerSecond: 2285.71,
        differences: [],
      });
    });

    it('are not where something differs or is not known, and say what', async () => {
      await store().add(baseline);
      const shared = sourceWith({
        entities: [model, pool({ strategy: 'mig' })],
        file: intent('{engine: {tensorParallel: 8}}'),
      });
      const { differences } = (await shared.find(place)) ?? {};
      expect(differences).toEqual([
        'it is not known on which accelerator the deployment runs',
        'a replica took 4 GPUs in the benchmark and takes 8 now',
        'it is not known how long prompts of the traffic are',
        'it is not known how long answers of the traffic are',
      ]);
      for (const file of [undefined, 'kind: [', intent('{prefill: {}}')]) {
        const source = sourceWith({ entities: [], file });
        expect((await source.find(place))?.differences).toHaveLength(4);
      }
    });
  });
});
