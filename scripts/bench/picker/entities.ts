import { Entity } from '@backstage/catalog-model';
import {
  GPU_POOL_KIND,
  MODEL_KIND,
  MODELYARD_API_VERSION,
} from '@modelyard/plugin-llm-common';
import { samplePools, versions } from '../manifests/placement';

const apiVersion = MODELYARD_API_VERSION;

/** A large model of three versions. */
const model = {
  apiVersion,
  kind: MODEL_KIND,
  metadata: { name: 'large', namespace: 'default', title: 'Large' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:default/search',
    versions: versions.map(({ name, kind, architecture }) => {
      const { quantization = 'none', ...rest } = architecture;
      return { name, kind, quantization, architecture: rest };
    }),
    governance: { dataClasses: ['internal'] },
  },
};

/** Pools as the catalog holds them, with a quota and a price for each device group. */
const pools = samplePools().map(({ name, devices, ...pool }) => ({
  apiVersion,
  kind: GPU_POOL_KIND,
  metadata: { name, namespace: 'default', title: `Pool ${name}` },
  spec: {
    ...pool,
    lifecycle: 'production',
    owner: 'group:default/gpu-platform',
    devices: devices.map(({ pricePerGpuHour: _, ...group }) => ({
      ...group,
      allocation: 'device-plugin',
    })),
    quotas: devices.map(group => ({
      group: 'group:default/search',
      devices: group.name,
      limit: 8,
      borrowable: 4,
    })),
    pricing: devices.map(({ name: group, pricePerGpuHour }) => ({
      from: '2026-01-01',
      currency: pricePerGpuHour?.currency,
      devices: group,
      perGpuHour: Number(pricePerGpuHour?.amount),
    })),
  },
}));

// As an answer of the catalog: without what is undefined.
const entities: Entity[] = JSON.parse(JSON.stringify([model, ...pools]));

/** What the form of the benchmark finds in the catalog. */
export const catalog = {
  model: 'model:default/large',
  entities,
  shape: `${versions.length} versions, ${pools.length} pools with ${
    pools.flatMap(({ spec }) => spec.devices).length
  } device groups`,
};
