import type { CatalogApi } from '@backstage/plugin-catalog-react';
import type { Entity } from '@backstage/catalog-model';
import {
  GPU_POOL_KIND,
  LLM_PROVIDER_RESOURCE_TYPE,
  MODEL_KIND,
} from '@modelyard/plugin-llm-common';
import { readEntities } from '../catalog';
import { modelRows } from './modelRows';
import { poolRows } from './poolRows';
import type { ModelRow, PoolRow } from './rowTypes';

/** What of an entity the rows are made from; a model's card data stays out. */
const fields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'relations',
];
const modelFields = [
  ...fields,
  'spec.type',
  'spec.capabilities',
  'spec.lifecycle',
  'spec.owner',
  'spec.versions',
  'spec.deployments',
  'spec.slo',
  'spec.pricing',
];
const poolFields = [...fields, 'spec'];
const providerFields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
];

/**
 * How far the reading has come.
 *
 * @public
 */
export interface FleetProgress {
  readonly loaded: number;
  readonly total: number;
}

/**
 * Everything that the fleet page compares.
 *
 * @public
 */
export interface Fleet {
  readonly models: readonly ModelRow[];
  readonly pools: readonly PoolRow[];
  /** Models in the catalog, when they are more than the page holds. */
  readonly modelsInCatalog?: number;
  /** Pools in the catalog, when they are more than the page holds. */
  readonly poolsInCatalog?: number;
}

/**
 * Reads all models and pools that the user may see, page by page, with the
 * providers that models run on.
 *
 * @throws what the catalog client throws, and an `AbortError` when the signal
 *   ends the reading
 * @public
 */
export async function loadFleet(options: {
  catalogApi: Pick<CatalogApi, 'queryEntities'>;
  /** Picks the prices. */
  now: Date;
  signal: AbortSignal;
  onProgress?: (progress: FleetProgress) => void;
}): Promise<Fleet> {
  const { catalogApi, now, signal, onProgress } = options;
  const progress: FleetProgress[] = [];
  const read = (
    index: number,
    filter: Record<string, string>,
    wanted: string[],
  ) =>
    readEntities({
      catalogApi,
      filter,
      fields: wanted,
      signal,
      onPage: page => {
        progress[index] = page;
        const pages = Object.values(progress);
        onProgress?.({
          loaded: pages.reduce((sum, { loaded }) => sum + loaded, 0),
          total: pages.reduce((sum, { total }) => sum + total, 0),
        });
      },
    });

  const [models, pools, providers] = await Promise.all([
    read(0, { kind: MODEL_KIND }, modelFields),
    read(1, { kind: GPU_POOL_KIND }, poolFields),
    read(
      2,
      { kind: 'Resource', 'spec.type': LLM_PROVIDER_RESOURCE_TYPE },
      providerFields,
    ),
  ]);
  const beyond = ({ items, total }: { items: Entity[]; total: number }) =>
    total > items.length ? total : undefined;
  return {
    models: modelRows({
      models: models.items,
      places: [...pools.items, ...providers.items],
      now,
    }),
    pools: poolRows({ pools: pools.items, now }),
    modelsInCatalog: beyond(models),
    poolsInCatalog: beyond(pools),
  };
}
