import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  isGpuPoolEntity,
  MODEL_KIND,
  RELATION_HOSTS,
  type GpuPoolEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { relatedRefs, titleOf } from '../catalog';
import { describePool, type DescribedDeviceGroup } from '../pool/capacity';
import { quotasOf } from '../pool/quotas';
import { ownerOf, searchTextOf } from './modelRows';
import type { PoolRow, PoolRowQuota, RowPrice } from './rowTypes';

function distinctPrices(groups: readonly DescribedDeviceGroup[]): RowPrice[] {
  const prices = new Map<string, RowPrice>();
  for (const { price } of groups) {
    if (price) {
      const { currency, perGpuHour: amount } = price;
      prices.set(`${currency} ${amount}`, { currency, amount });
    }
  }
  return [...prices.values()].sort(
    (left, right) =>
      left.currency.localeCompare(right.currency) || left.amount - right.amount,
  );
}

function sumQuotas(pool: GpuPoolEntityV1alpha1): PoolRowQuota[] {
  const sums = new Map<PoolRowQuota['unit'], number>();
  for (const { unit, limits, shares } of quotasOf(pool.spec)) {
    if (shares.length > 0) {
      sums.set(unit, (sums.get(unit) ?? 0) + limits);
    }
  }
  return [...sums].map(([unit, limits]) => ({ unit, limits }));
}

/**
 * Reads the rows of the pools. Entities that are not ours are left out.
 *
 * @param options - `now` picks the prices
 * @public
 */
export function poolRows(options: {
  pools: readonly Entity[];
  now: Date;
}): PoolRow[] {
  return options.pools.filter(isGpuPoolEntity).map(pool => {
    const { spec } = pool;
    const groups = describePool({ pool, now: options.now });
    return {
      ref: stringifyEntityRef(pool),
      title: titleOf(pool),
      type: spec.type,
      lifecycle: spec.lifecycle,
      owner: ownerOf(pool),
      devices: groups.map(group => ({
        name: group.name,
        accelerator: group.accelerator.id,
        acceleratorTitle: group.accelerator.title,
        gpus: group.gpus,
        allocation: group.allocation,
        sharing: group.sharing,
      })),
      gpus: groups.reduce((sum, group) => sum + group.gpus, 0),
      region: spec.region,
      allowedDataClasses: spec.allowedDataClasses ?? [],
      models: pool.relations
        ? relatedRefs({ entity: pool, type: RELATION_HOSTS, kind: MODEL_KIND })
            .length
        : undefined,
      gpuHourPrices: distinctPrices(groups),
      quotas: sumQuotas(pool),
      searchText: searchTextOf(pool, [
        spec.type,
        spec.cluster,
        spec.partition,
        spec.region,
        ...groups.flatMap(group => [
          group.name,
          group.accelerator.id,
          group.accelerator.title,
        ]),
      ]),
    };
  });
}
