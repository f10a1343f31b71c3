import { findFamily, platformSchema } from '@modelyard/llm-manifests';
import { pools } from '../__testUtils__/examples';
import { validateGpuPool } from '../kinds';
import { devices, pool, quota, quotaOf } from './__testUtils__/pools';
import { toDeviceSharing } from './toDeviceSharing';

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
