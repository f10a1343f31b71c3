import {
  RELATION_DEPENDENCY_OF,
  RELATION_OWNER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  GPU_POOL_KIND,
  isGpuPoolEntity,
  isModelEntity,
  MODEL_KIND,
  RELATION_HOSTS,
  totalGpus,
  type GpuPoolEntityV1alpha1,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { fetchEntities, relatedRefs, titleOf } from '../catalog';

/**
 * A model that a group owns.
 *
 * @public
 */
export interface OwnedModel {
  readonly ref: string;
  readonly model: ModelEntityV1alpha1;
  readonly deployments: number;
  /** Entities that depend on it; undefined without relations. */
  readonly consumers?: number;
}

/**
 * A pool that a group owns.
 *
 * @public
 */
export interface OwnedPool {
  readonly ref: string;
  readonly pool: GpuPoolEntityV1alpha1;
  readonly gpus: number;
  /** Models that it hosts; undefined without relations. */
  readonly models?: number;
}

/**
 * What a group owns of the fleet, each list sorted by title.
 *
 * @public
 */
export interface Owned {
  readonly models: readonly OwnedModel[];
  readonly pools: readonly OwnedPool[];
  /** Refs that the catalog does not show. */
  readonly hidden: readonly string[];
}

const fields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'relations',
  'spec.type',
  'spec.lifecycle',
  'spec.deployments',
  'spec.retirement',
  'spec.devices',
];

function countOf(options: {
  entity: Entity;
  type: string;
  kind?: string;
}): number | undefined {
  return options.entity.relations && relatedRefs(options).length;
}

/**
 * Finds the models and pools that a group owns itself. What its child groups
 * own stands on their own pages.
 *
 * @throws what the catalog client throws
 * @public
 */
export async function findOwned(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  group: Entity;
}): Promise<Owned> {
  const { catalogApi, group } = options;
  const { entities, hidden } = await fetchEntities({
    catalogApi,
    refs: [MODEL_KIND, GPU_POOL_KIND].flatMap(kind =>
      relatedRefs({ entity: group, type: RELATION_OWNER_OF, kind }),
    ),
    fields,
  });
  const found = [...entities.values()].sort((left, right) =>
    titleOf(left).localeCompare(titleOf(right)),
  );
  return {
    models: found.filter(isModelEntity).map(model => ({
      ref: stringifyEntityRef(model),
      model,
      deployments: model.spec.deployments?.length ?? 0,
      consumers: countOf({ entity: model, type: RELATION_DEPENDENCY_OF }),
    })),
    pools: found.filter(isGpuPoolEntity).map(pool => ({
      ref: stringifyEntityRef(pool),
      pool,
      gpus: totalGpus(pool),
      models: countOf({
        entity: pool,
        type: RELATION_HOSTS,
        kind: MODEL_KIND,
      }),
    })),
    hidden,
  };
}
