import { findFamily, platformSchema } from '@modelyard/llm-manifests';
import { pools } from '../__testUtils__/examples';
import { GpuPoolEntityV1alpha1, validateGpuPool } from '../kinds';
import { DeviceGroup, GpuQuota } from '../kinds/pool/types.generated';
import { QuotaOptions } from './quotaFlavors';
import { toDeviceSharing } from './toDeviceSharing';
import { toGpuQuota } from './toGpuQuota';

const devices = (group: Partial<DeviceGroup>): DeviceGroup => ({
  name: 'some',
  accelerator: 'nvidia-h100-sxm-80gb',
  nodes: 1,
  perNode: 8,
  allocation: 'device-plugin',
  sharing: { strategy: 'exclusive' },
  ...group,
});
const quota: GpuQuota = {
  group: 'assistants',
  devices: 'some',
  limit: 2,
  namespaces: ['assistants-prod'],
};

function pool(
  spec: Partial<GpuPoolEntityV1alpha1['spec']>,
): GpuPoolEntityV1alpha1 {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'h100.ber', namespace: 'berlin' },
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:berlin/gpu-platform',
      cluster: 'ber-1',
      devices: [devices({})],
      ...spec,
    },
  };
}

const target: QuotaOptions['target'] = {
  name: 'ber-1',
  kueue: { deviceClasses: { 'gpu.nvidia.com': 'gpus.example/whole' } },
};
const quotaOf = (
  entity: GpuPoolEntityV1alpha1,
  options: Partial<QuotaOptions> = {},
) =>
  toGpuQuota({
    entity,
    enforcement: 'queues',
    sharing: true,
    target,
    ...options,
  });
const flavorOf = (group: DeviceGroup, options?: Partial<QuotaOptions>) => {
  const result = quotaOf(pool({ devices: [group], quotas: [quota] }), options);
  return result.ok ? result.value?.flavors[0] : result.issues;
};

describe('how a pool shares its GPUs', () => {
  it('is what its groups say, for those whose nodes have to know', () => {
    const entity = pool({
      devices: [
        devices({ name: 'whole' }),
        devices({
          name: 'slices',
          sharing: {
            strategy: 'mig',
            profiles: [
              { name: '1g.10gb', count: 2 },
              { name: '2g.20gb', count: 1 },
            ],
          },
        }),
        devices({
          name: 'counted-as-gpus',
          resourceName: 'nvidia.com/gpu',
          sharing: {
            strategy: 'mig',
            profiles: [{ name: '1g.10gb', count: 7 }],
          },
        }),
        devices({
          name: 'by-claims',
          allocation: 'dra',
          sharing: {
            strategy: 'mig',
            profiles: [{ name: '1g.10gb', count: 7 }],
          },
        }),
        devices({
          name: 'turns',
          sharing: { strategy: 'time-slicing', replicas: 4 },
        }),
        devices({
          name: 'same-name',
          resourceName: 'nvidia.com/gpu',
          sharing: { strategy: 'mps', replicas: 2 },
        }),
        devices({
          name: 'claimed-turns',
          allocation: 'dra',
          sharing: { strategy: 'time-slicing', replicas: 4 },
        }),
        devices({
          name: 'machines',
          sharing: { strategy: 'vgpu', replicas: 2 },
        }),
      ],
    });
    const { groups, unrendered } = toDeviceSharing(entity);
    const base = {
      accelerator: 'nvidia-h100-sxm-80gb',
      gpusPerNode: 8,
      nodes: { by: 'provisioning' },
    };
    const sevenths = [{ partitions: [{ profile: '1g.10gb', count: 7 }] }];
    expect(groups).toEqual([
      {
        ...base,
        name: 'berlin-h100-ber-slices',
        mig: {
          layouts: [
            {
              partitions: [
                { profile: '1g.10gb', count: 2 },
                { profile: '2g.20gb', count: 1 },
              ],
            },
          ],
        },
      },
      {
        ...base,
        name: 'berlin-h100-ber-counted-as-gpus',
        mig: { strategy: 'single', layouts: sevenths },
      },
      {
        ...base,
        name: 'berlin-h100-ber-by-claims',
        allocation: 'dra',
        mig: { layouts: sevenths },
      },
      {
        ...base,
        name: 'berlin-h100-ber-turns',
        timeSlicing: { replicas: 4 },
      },
      {
        ...base,
        name: 'berlin-h100-ber-same-name',
        mps: { replicas: 2, rename: false },
      },
    ]);
    expect(unrendered).toEqual([
      {
        devices: 'claimed-turns',
        reason: expect.stringMatching(/claim of each deployment/),
      },
      {
        devices: 'machines',
        reason: expect.stringMatching(/virtual machines/),
      },
    ]);
    expect(findFamily('device-sharing')!.input.safeParse({ groups })).toEqual(
      expect.objectContaining({ success: true }),
    );
  });

  it('is nothing where Slurm hands them out', () => {
    const entity = pool({
      type: 'slurm',
      partition: 'gpu',
      devices: [
        devices({
          allocation: 'gres',
          sharing: { strategy: 'time-slicing', replicas: 2 },
        }),
      ],
      quotas: [quota],
    });
    expect(toDeviceSharing(entity)).toEqual({ groups: [], unrendered: [] });
    expect(quotaOf(entity)).toEqual({ ok: true, value: undefined, issues: [] });
  });
});

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

describe('the pools of the demo', () => {
  const family = findFamily('device-sharing')!;

  it('share their GPUs in ways that a cluster with everything takes', () => {
    const platform = platformSchema.parse({
      name: 'any',
      kubernetes: '1.36',
      components: { nvidiaDevicePlugin: '0.20', gpuOperator: '26.7' },
    });
    const rendered = pools.flatMap(entity => {
      expect(validateGpuPool(entity)).toEqual([]);
      const { groups } = toDeviceSharing(entity);
      return groups.length === 0
        ? []
        : [
            family.render({
              subject: {
                kind: 'pool',
                name: entity.metadata.name,
                namespace: 'gpu-operator',
                pool: `gpupool:default/${entity.metadata.name}`,
                owner: entity.spec.owner,
              },
              input: { groups },
              platform,
            }),
          ];
    });
    expect(rendered.length).toBeGreaterThan(2);
    expect(rendered.filter(({ ok }) => !ok)).toEqual([]);
  });
});
