import { findFamily } from '@modelyard/llm-manifests';
import { DeviceGroup, GpuQuota } from '../kinds/pool/types.generated';
import { devices, pool, quota, quotaOf } from './__testUtils__/pools';
import { QuotaOptions } from './quotaFlavors';

const flavorOf = (group: DeviceGroup, options?: Partial<QuotaOptions>) => {
  const result = quotaOf(pool({ devices: [group], quotas: [quota] }), options);
  return result.ok ? result.value?.flavors[0] : result.issues;
};

describe('who may hold how much of a pool', () => {
  it('is what its quotas say, by group', () => {
    const result = quotaOf(
      pool({
        devices: [
          devices({}),
          devices({ name: 'unused', accelerator: 'nvidia-l4-24gb' }),
        ],
        quotas: [
          { ...quota, borrowable: 1 },
          { ...quota, group: 'group:default/search', namespaces: ['search'] },
        ],
      }),
    );
    expect(result).toEqual({
      ok: true,
      issues: [],
      value: {
        enforcement: { kueue: true, resourceQuota: false },
        queue: 'berlin-h100-ber',
        cohort: { name: 'berlin-h100-ber' },
        flavors: [
          {
            name: 'some',
            devices: {
              allocation: 'device-plugin',
              resource: 'nvidia.com/gpu',
            },
            nodeLabels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
            total: 8,
          },
        ],
        quotas: [
          {
            // A short reference is meant in the namespace of the pool.
            name: 'berlin-assistants',
            group: 'group:berlin/assistants',
            namespaces: ['assistants-prod'],
            devices: [{ flavor: 'some', guaranteed: 2, borrowable: 1 }],
          },
          {
            name: 'search',
            group: 'group:default/search',
            namespaces: ['search'],
            devices: [{ flavor: 'some', guaranteed: 2 }],
          },
        ],
      },
    });
    expect(
      findFamily('gpu-quota')!.input.safeParse(result.ok && result.value),
    ).toEqual(expect.objectContaining({ success: true }));
  });

  it.each<[string, Partial<DeviceGroup>, Partial<QuotaOptions>, object]>([
    [
      'partitions by their size, on nodes that their settings label',
      {
        sharing: { strategy: 'mig', profiles: [{ name: '1g.10gb', count: 7 }] },
      },
      {},
      {
        devices: { resource: 'nvidia.com/mig-1g.10gb' },
        nodeLabels: {
          'nvidia.com/device-plugin.config': 'berlin-h100-ber-some',
        },
        total: 56,
      },
    ],
    [
      'shares, where nobody knows the labels of the nodes',
      { sharing: { strategy: 'mps', replicas: 2 } },
      { sharing: false },
      { devices: { resource: 'nvidia.com/gpu.shared' }, nodeLabels: {} },
    ],
    [
      'what the pool says itself',
      {
        resourceName: 'example.com/gpu',
        nodeSelector: { pool: 'h100' },
        sharing: { strategy: 'time-slicing', replicas: 2 },
      },
      {},
      {
        devices: { resource: 'example.com/gpu' },
        nodeLabels: { pool: 'h100' },
      },
    ],
    [
      'claims, as Kueue of the target does',
      { allocation: 'dra' },
      {},
      {
        devices: {
          allocation: 'dra',
          deviceClass: 'gpu.nvidia.com',
          countedAs: 'gpus.example/whole',
        },
      },
    ],
    [
      'claims by their class in a namespace',
      {
        allocation: 'dra',
        sharing: { strategy: 'mig', profiles: [{ name: '1g.10gb', count: 7 }] },
      },
      { enforcement: 'namespaces' },
      {
        devices: { allocation: 'dra', deviceClass: 'mig.nvidia.com' },
        nodeLabels: { 'nvidia.com/mig.config': 'berlin-h100-ber-some' },
      },
    ],
  ])('counts %s', (_, group, options, flavor) => {
    expect(flavorOf(devices(group), options)).toMatchObject(flavor);
  });

  it.each<[string, Partial<DeviceGroup>, string, RegExp]>([
    [
      'partitions of several sizes',
      {
        sharing: {
          strategy: 'mig',
          profiles: [
            { name: '1g.10gb', count: 2 },
            { name: '2g.20gb', count: 1 },
          ],
        },
      },
      'spec.devices[0].sharing.profiles',
      /not 1g\.10gb and 2g\.20gb/,
    ],
    [
      'a class that Kueue of the target does not know',
      {
        allocation: 'dra',
        sharing: { strategy: 'mig', profiles: [{ name: '1g.10gb', count: 7 }] },
      },
      'llm.targets ber-1 kueue.deviceClasses',
      /class mig\.nvidia\.com/,
    ],
    [
      'claims to GPUs without a driver',
      { allocation: 'dra', accelerator: 'amd-mi300x-192gb' },
      'spec.devices[0].allocation',
      /no DRA driver is known for amd-mi300x-192gb/,
    ],
    [
      'GPUs that nobody knows',
      { accelerator: 'some-gpu' },
      'spec.devices[0].resourceName',
      /what a cluster counts some-gpu by/,
    ],
  ])('is refused for %s', (_, group, path, message) => {
    expect(flavorOf(devices(group))).toMatchObject([
      { path, message: expect.stringMatching(message), severity: 'error' },
    ]);
  });

  it('names the quotas that a cluster cannot hold anybody to', () => {
    const bare = { ...quota, namespaces: undefined };
    const paths = (
      quotas: GpuQuota[],
      enforcement: QuotaOptions['enforcement'],
    ) =>
      quotaOf(pool({ quotas }), { enforcement }).issues.map(({ path }) => path);
    expect(paths([bare], 'queues')).toEqual(['spec.quotas[0].namespaces']);
    const two = { ...quota, namespaces: ['a', 'b'] };
    expect(paths([two], 'queues')).toEqual([]);
    expect(paths([{ ...two, borrowable: 2 }], 'namespaces')).toEqual([
      'spec.quotas[0].namespaces',
      'spec.quotas[0].borrowable',
    ]);
  });

  it('has queues of the name that the pool says, and none beside a limit of a namespace', () => {
    const named = pool({ queue: 'gpus', quotas: [quota] });
    expect(quotaOf(named)).toMatchObject({ value: { queue: 'gpus' } });
    expect(quotaOf(named, { enforcement: 'namespaces' })).toMatchObject({
      ok: false,
      issues: [
        {
          path: 'spec.queue',
          message: expect.stringMatching(/^must be absent/),
          severity: 'error',
        },
      ],
    });
  });
});
