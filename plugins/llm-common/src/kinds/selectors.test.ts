import {
  currentGpuPrice,
  currentModelPrice,
  deploymentTarget,
  deviceGroupCapacity,
  DeviceGroup,
  findVersion,
  GpuPoolEntityV1alpha1,
  lifecycleNotice,
  ModelDeployment,
  ModelEntityV1alpha1,
  ModelSpec,
  newestVersion,
  nextGpuPrice,
  nextModelPrice,
  taskUnits,
  totalGpus,
} from '.';
import modelSchema from './Model.v1alpha1.schema.json';

function model(spec: Partial<ModelSpec> = {}): ModelEntityV1alpha1 {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'qwen3-14b', namespace: 'research' },
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:default/ml-platform',
      versions: [
        { name: 'fp8', kind: 'weights' },
        { name: 'bf16', kind: 'weights' },
      ],
      ...spec,
    },
  };
}

function group(change: Partial<DeviceGroup> = {}): DeviceGroup {
  return {
    name: 'whole',
    accelerator: 'nvidia-h100-sxm-80gb',
    nodes: 3,
    perNode: 8,
    allocation: 'dra',
    sharing: { strategy: 'exclusive' },
    ...change,
  };
}

function pool(
  devices: DeviceGroup[],
  pricing?: GpuPoolEntityV1alpha1['spec']['pricing'],
): GpuPoolEntityV1alpha1 {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'h100-fra', namespace: 'infra' },
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:default/gpu-platform',
      cluster: 'fra-1',
      devices,
      pricing,
    },
  };
}

describe('versions', () => {
  it('the first is the newest; others are found by name', () => {
    expect(newestVersion(model())?.name).toBe('fp8');
    expect(newestVersion(model({ versions: [] }))).toBeUndefined();
    expect(findVersion(model(), 'bf16')?.name).toBe('bf16');
    expect(findVersion(model(), 'int8')).toBeUndefined();
  });
});

describe('deploymentTarget', () => {
  const target = (on: ModelDeployment['on']) =>
    deploymentTarget({
      entity: model(),
      deployment: {
        name: 'prod',
        version: 'fp8',
        environment: 'production',
        on,
      },
    });

  it('completes references by the namespace of the model', () => {
    expect(target({ pool: 'h100-fra', devices: 'whole' })).toEqual({
      kind: 'pool',
      ref: 'gpupool:research/h100-fra',
      devices: 'whole',
    });
    expect(target({ provider: 'resource:default/azure' })).toEqual({
      kind: 'provider',
      ref: 'resource:default/azure',
    });
    expect(
      target({ base: { model: 'Model:default/Base', deployment: 'prod' } }),
    ).toEqual({
      kind: 'base',
      ref: 'model:default/base',
      deployment: 'prod',
    });
  });

  it('knows none where none is named, or of the wrong kind', () => {
    expect(target({})).toBeUndefined();
    expect(target({ pool: 'resource:default/azure' })).toBeUndefined();
  });
});

describe('lifecycleNotice', () => {
  const dates = { deprecatedOn: '2027-01-01', retiresOn: '2027-06-30' };
  const at = (now: string, spec: Partial<ModelSpec>) =>
    lifecycleNotice({ entity: model(spec), now: new Date(now) });

  it.each([
    ['2026-12-31T23:59:59Z', 'announced'],
    ['2027-01-01T00:00:00Z', 'deprecated'],
    ['2027-06-29T23:59:59Z', 'deprecated'],
    ['2027-06-30T00:00:00Z', 'retired'],
  ])('at %s is %s by its dates', (now, state) => {
    expect(
      at(now, { retirement: { ...dates, replacedBy: 'qwen4-14b' } }),
    ).toEqual({
      state,
      ...dates,
      replacedBy: 'model:research/qwen4-14b',
    });
  });

  it('believes the lifecycle where there are no dates', () => {
    const now = '2026-01-01T00:00:00Z';
    expect(at(now, { lifecycle: 'deprecated' })).toEqual({
      state: 'deprecated',
    });
    expect(at(now, { lifecycle: 'retired' })).toEqual({ state: 'retired' });
    expect(at(now, { lifecycle: 'retired', retirement: dates })?.state).toBe(
      'retired',
    );
    expect(at(now, {})).toBeUndefined();
    expect(at(now, { retirement: {} })).toBeUndefined();
    expect(
      at(now, { retirement: { replacedBy: 'qwen4-14b' } }),
    ).toBeUndefined();
  });
});

describe('prices', () => {
  const price = (from: string, value: number) => ({
    from,
    currency: 'EUR',
    perMillionInputTokens: value,
  });
  const at = (now: string) =>
    currentModelPrice({
      entity: model({
        pricing: [price('2026-01-01', 1), price('2026-07-01', 2)],
      }),
      now: new Date(now),
    })?.perMillionInputTokens;

  it('are in force from their day until the next one', () => {
    expect(at('2025-12-31T23:59:59Z')).toBeUndefined();
    expect(at('2026-01-01T00:00:00Z')).toBe(1);
    expect(at('2026-06-30T23:59:59Z')).toBe(1);
    expect(at('2030-01-01T00:00:00Z')).toBe(2);
    expect(
      currentModelPrice({ entity: model(), now: new Date() }),
    ).toBeUndefined();
  });

  it.each([
    ['2024-12-31', 3],
    ['2025-01-01', 2.4],
    ['2026-11-23', 2.1],
    ['2027-01-01', undefined],
  ])('are announced, in whatever order: after %s comes %s', (day, amount) => {
    const entity = model({
      pricing: [
        price('2027-01-01', 2.1),
        price('2025-01-01', 3),
        price('2026-01-01', 2.4),
      ],
    });
    expect(
      nextModelPrice({ entity, now: new Date(day) })?.perMillionInputTokens,
    ).toBe(amount);
    expect(
      nextModelPrice({ entity: model(), now: new Date(day) }),
    ).toBeUndefined();
  });

  const gpu = (from: string, perGpuHour: number, devices?: string) => ({
    from,
    currency: 'EUR',
    perGpuHour,
    devices,
  });

  it('of a device group come before those of the pool', () => {
    const entity = pool(
      [group()],
      [
        gpu('2026-01-01', 2),
        gpu('2026-03-01', 3, 'whole'),
        gpu('2026-06-01', 4),
      ],
    );
    const of = (devices: string, now: string) =>
      currentGpuPrice({ entity, devices, now: new Date(now) })?.perGpuHour;
    expect(of('whole', '2026-02-01T00:00:00Z')).toBe(2);
    expect(of('whole', '2026-07-01T00:00:00Z')).toBe(3);
    expect(of('slices', '2026-07-01T00:00:00Z')).toBe(4);
    expect(of('slices', '2025-07-01T00:00:00Z')).toBeUndefined();
  });

  it('of a device group are those of the pool until its own begin', () => {
    const entity = pool(
      [group()],
      [
        gpu('2026-01-01', 2),
        gpu('2026-03-01', 3),
        gpu('2026-06-01', 4, 'whole'),
        gpu('2026-09-01', 5),
        gpu('2026-12-01', 6, 'whole'),
      ],
    );
    const next = (devices: string, day: string) =>
      nextGpuPrice({ entity, devices, now: new Date(day) })?.perGpuHour;
    expect(next('whole', '2026-02-01')).toBe(3);
    expect(next('whole', '2026-04-01')).toBe(4);
    expect(next('whole', '2026-07-01')).toBe(6);
    expect(next('whole', '2026-12-01')).toBeUndefined();
    expect(next('slices', '2026-04-01')).toBe(5);
  });
});

describe('deviceGroupCapacity', () => {
  it('counts GPUs, partitions and shares', () => {
    expect(deviceGroupCapacity(group())).toEqual({
      gpus: 24,
      unit: 'gpu',
      units: 24,
      partitions: [],
    });
    expect(
      deviceGroupCapacity(
        group({
          nodes: 1,
          sharing: {
            strategy: 'mig',
            profiles: [
              { name: '3g.40gb', count: 1 },
              { name: '1g.10gb', count: 2 },
            ],
          },
        }),
      ),
    ).toEqual({
      gpus: 8,
      unit: 'partition',
      units: 24,
      partitions: [
        { profile: '3g.40gb', perDevice: 1, total: 8 },
        { profile: '1g.10gb', perDevice: 2, total: 16 },
      ],
    });
    expect(
      deviceGroupCapacity(
        group({ sharing: { strategy: 'time-slicing', replicas: 4 } }),
      ),
    ).toEqual({ gpus: 24, unit: 'share', units: 96, partitions: [] });
  });

  it('does not count what the entity does not say', () => {
    expect(
      deviceGroupCapacity(group({ sharing: { strategy: 'mig' } })),
    ).toEqual({
      gpus: 24,
      unit: 'partition',
      partitions: [],
    });
    expect(
      deviceGroupCapacity(group({ sharing: { strategy: 'mps' } })).units,
    ).toBeUndefined();
  });

  it('adds up the groups of a pool', () => {
    expect(totalGpus(pool([group(), group({ name: 'more', nodes: 1 })]))).toBe(
      32,
    );
    expect(totalGpus(pool([]))).toBe(0);
  });
});

describe('taskUnits', () => {
  const spec = modelSchema.properties.spec.properties;

  it('has every task, and every objective and price for at least one', () => {
    expect(Object.keys(taskUnits)).toEqual(spec.type.enum);
    const units = Object.values(taskUnits);
    const slos = Object.keys(spec.slo.properties).filter(
      key => key !== 'window',
    );
    const prices = Object.keys(spec.pricing.items.properties).filter(
      key => !['from', 'currency'].includes(key),
    );
    expect(new Set(units.flatMap(unit => unit.sloKeys))).toEqual(new Set(slos));
    expect(new Set(units.flatMap(unit => unit.priceKeys))).toEqual(
      new Set(prices),
    );
  });
});
