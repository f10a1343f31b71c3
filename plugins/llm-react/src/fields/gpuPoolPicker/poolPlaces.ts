import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { findAccelerator, type AssessedPool } from '@modelyard/llm-sizing';
import {
  deviceGroupCapacity,
  GPU_POOL_KIND,
  isGpuPoolEntity,
  toAssessedPool,
  type CapacityUnit,
  type GpuPoolEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { fullRef, readEntities, titleOf } from '../../catalog';
import { ready, useCardState, type CardState } from '../../frame';

/** A device group of a pool, with all that does not change while somebody types. */
export interface PlaceFacts {
  /** Ref of the pool and name of the group, as one text. */
  readonly key: string;
  readonly pool: string;
  readonly poolTitle: string;
  /** Full ref of the pool's owner. */
  readonly owner: string | undefined;
  readonly devices: string;
  /** Title of the accelerator, or its id where nothing is known of it. */
  readonly accelerator: string;
  readonly region: string | undefined;
  /** By the full ref of the group that holds it. */
  readonly quotas: ReadonlyMap<string, PlaceQuota>;
  /** In lower case. */
  readonly searchText: string;
}

/** What a group may hold of a device group, as declared. */
export interface PlaceQuota {
  readonly unit: CapacityUnit;
  readonly limit: number;
  readonly borrowable: number;
}

/** The pools that the catalog shows this user. */
export interface PoolPlaces {
  readonly pools: readonly AssessedPool[];
  readonly places: ReadonlyMap<string, PlaceFacts>;
  /** Pools in the catalog that were not read because there are too many. */
  readonly unread: number;
}

/** One text for a place; no ref and no name has a space in it. */
export function placeKey(pool: string, devices: string): string {
  return `${pool} ${devices}`;
}

const fields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec',
];

/**
 * Asks the catalog once for the pools that the user may see. Nothing else of
 * the field knows of any pool.
 */
export function usePoolPlaces(): CardState<PoolPlaces> {
  const catalogApi = useApi(catalogApiRef);
  return useCardState(
    useCallback(
      async (signal: AbortSignal) => {
        const { items, total } = await readEntities({
          catalogApi,
          filter: { kind: GPU_POOL_KIND },
          fields,
          signal,
        });
        return ready({
          ...poolPlaces(items.filter(isGpuPoolEntity), new Date()),
          unread: total - items.length,
        });
      },
      [catalogApi],
    ),
  );
}

/** Reads pools as the verdict and the rows need them. */
export function poolPlaces(
  entities: readonly GpuPoolEntityV1alpha1[],
  now: Date,
): Omit<PoolPlaces, 'unread'> {
  return {
    pools: entities.map(entity => toAssessedPool({ entity, now })),
    places: new Map(
      entities.flatMap(entity =>
        placesOf(entity).map(place => [place.key, place]),
      ),
    ),
  };
}

function placesOf(entity: GpuPoolEntityV1alpha1): PlaceFacts[] {
  const { spec } = entity;
  const pool = stringifyEntityRef(entity);
  const poolTitle = titleOf(entity);
  const owner = fullRef({ value: spec.owner, defaultKind: 'Group', entity });
  return spec.devices.map(group => {
    const accelerator =
      findAccelerator(group.accelerator)?.title ?? group.accelerator;
    const { unit } = deviceGroupCapacity(group);
    const quotas = (spec.quotas ?? [])
      .filter(({ devices }) => devices === group.name)
      .map(({ group: value, limit, borrowable = 0 }) => ({
        holder: fullRef({ value, defaultKind: 'Group', entity }),
        quota: { unit, limit, borrowable },
      }));
    return {
      key: placeKey(pool, group.name),
      pool,
      poolTitle,
      owner,
      devices: group.name,
      accelerator,
      region: spec.region,
      quotas: new Map(
        quotas.flatMap(({ holder, quota }) =>
          holder ? [[holder, quota]] : [],
        ),
      ),
      searchText: [
        poolTitle,
        entity.metadata.name,
        group.name,
        accelerator,
        spec.region,
        spec.cluster,
      ]
        .join(' ')
        .toLocaleLowerCase(),
    };
  });
}
