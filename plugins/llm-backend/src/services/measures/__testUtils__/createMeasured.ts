import { CacheService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { LlmMeasureAsk } from '@modelyard/plugin-llm-common';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import { UsageReader } from '../../usage';
import { BaselineSource } from '../BaselineSource';
import { readMeasuresConfig } from '../config/MeasuresConfig';
import { createMeasures } from '../createMeasures';

export const QWEN = 'model:berlin/qwen';

/** A cache that keeps texts in memory, by a clock of its own. */
export function memoryCache(now: () => number = Date.now): CacheService {
  const kept = new Map<string, { value: JsonValue; until: number }>();
  const cache: CacheService = {
    async get<T extends JsonValue>(key: string) {
      const found = kept.get(key);
      return found && found.until > now() ? (found.value as T) : undefined;
    },
    async set(key, value, options) {
      const ttl = Number(options?.ttl ?? Infinity);
      kept.set(key, { value, until: now() + ttl });
    },
    async delete(key) {
      kept.delete(key);
    },
    withOptions: () => cache,
  };
  return cache;
}

/** A deployment of the model that is measured. */
export interface MeasuredDeployment {
  name: string;
  cluster?: string;
  namespace?: string;
  served?: string;
  aliases?: string[];
  version?: string;
  provider?: string;
}

export const prod: MeasuredDeployment = {
  name: 'prod',
  cluster: 'fra-1',
  namespace: 'assistants',
  served: 'qwen-chat',
};

function ours(ref: string, kind: string, spec: JsonObject): Entity {
  const { namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind,
    metadata: { namespace, name },
    spec,
  };
}

/** A model with its pools, one for each cluster. */
function entitiesOf(
  deployments: readonly MeasuredDeployment[],
  spec: JsonObject,
): Entity[] {
  const clusters = [
    ...new Set(deployments.flatMap(each => each.cluster ?? [])),
  ];
  return [
    ours(QWEN, 'Model', {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:berlin/ml',
      versions: [...new Set(deployments.map(each => each.version ?? 'v1'))].map(
        name => ({ name, kind: 'weights', source: { uri: 'hf://a/b' } }),
      ),
      deployments: deployments.map(each => ({
        name: each.name,
        version: each.version ?? 'v1',
        environment: 'production',
        on: each.provider
          ? { provider: each.provider }
          : { pool: `gpupool:berlin/${each.cluster}`, devices: 'whole' },
        ...(each.namespace && { namespace: each.namespace }),
        ...(each.served && { servedModelName: each.served }),
        ...(each.aliases && { aliases: each.aliases }),
      })),
      ...spec,
    }),
    ...clusters.map(cluster =>
      ours(`gpupool:berlin/${cluster}`, 'GpuPool', {
        type: 'kubernetes',
        lifecycle: 'production',
        owner: 'group:berlin/platform',
        cluster,
        region: `region-of-${cluster}`,
        devices: [
          { name: 'whole', accelerator: 'nvidia-h100', nodes: 1, perNode: 8 },
        ],
        pricing: [{ from: '2026-01-01', currency: 'EUR', perGpuHour: 2.5 }],
      }),
    ),
  ];
}

/** A ledger of nothing. */
export const emptyLedger: UsageReader = {
  read: async () => ({
    sums: [],
    authorities: [],
    coverage: [],
    closed: false,
  }),
  readHistograms: async () => [],
};

/** The service of measures over engines and a ledger, and what it says of the model. */
export function createMeasured(
  options: {
    engines?: readonly MeasureEngine[];
    deployments?: readonly MeasuredDeployment[];
    spec?: JsonObject;
    reader?: UsageReader;
    config?: JsonObject;
    cache?: CacheService;
    now?: () => number;
    isLedgerFed?: boolean;
    baselines?: BaselineSource;
    logger?: ReturnType<typeof mockServices.logger.mock>;
  } = {},
) {
  const { engines = [], deployments = [prod], spec = {}, now } = options;
  const service = createMeasures({
    auth: mockServices.auth(),
    cache: options.cache ?? memoryCache(now),
    catalog: catalogServiceMock({ entities: entitiesOf(deployments, spec) }),
    config: readMeasuresConfig(
      mockServices.rootConfig({
        data: { llm: { measures: options.config ?? {} } },
      }),
      { engines: engines.map(({ name }) => name) },
    ),
    consumers: {
      viewOf: async () => ({ sees: () => true }),
      partsOf: async () => [],
    },
    engines,
    isLedgerFed: options.isLedgerFed ?? true,
    logger: options.logger ?? mockServices.logger.mock(),
    permissions: mockServices.permissions.mock({
      authorize: async () => [{ result: AuthorizeResult.ALLOW }],
    }),
    reader: options.reader ?? emptyLedger,
    ...(options.baselines && { baselines: options.baselines }),
    ...(now && { now }),
  });
  const read = async (
    asks: ReadonlyArray<Partial<LlmMeasureAsk>>,
    signal?: AbortSignal,
  ) => {
    const { answers } = await service.readMeasures({
      question: {
        entityRef: QWEN,
        asks: asks.map((ask, index) => ({
          id: `${index}`,
          measure: 'requests',
          window: '1h',
          ...ask,
        })),
      },
      credentials: mockCredentials.user(),
      ...(signal && { signal }),
    });
    return answers;
  };
  return {
    read,
    /** The answer to one question. */
    one: async (ask: Partial<LlmMeasureAsk>) => (await read([ask]))[0],
  };
}
