import fc from 'fast-check';
import { accelerators } from '../accelerators';
import {
  AssessedDevices,
  AssessOptions,
  DeviceUsage,
} from '../verdict/AssessOptions';
import {
  anyArchitecture,
  anyEngine,
  anyNumber,
  anyWorkload,
  soundArchitecture,
} from './arbitraries';

const optional = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined });

const names = fc.constantFrom('a', 'b', 'c', '__proto__', '');
const anyMoney = fc.record({
  amount: fc.constantFrom('2.40', '0', '-1', '1e3', 'many', ''),
  currency: fc.constantFrom('EUR', 'USD', 'XYZ', ''),
});
const dataClasses = fc.array(fc.constantFrom('public', 'internal'), {
  maxLength: 2,
});
const lifecycle = fc.constantFrom(
  'experimental',
  'staging',
  'production',
  'deprecated',
  'retired',
);
const interconnect = fc.record({
  kind: fc.constantFrom('pcie', 'nvlink', 'infiniband', 'ethernet'),
  span: fc.constantFrom('node', 'rack', 'pool'),
});
const accelerator = fc.constantFrom(
  ...accelerators.map(({ id }) => id),
  'acme-x1',
);

const anyDevices: fc.Arbitrary<AssessedDevices> = fc.record({
  name: names,
  accelerator,
  nodes: anyNumber,
  perNode: anyNumber,
  sharing: fc.record({
    strategy: fc.constantFrom(
      'exclusive',
      'mig',
      'time-slicing',
      'mps',
      'vgpu',
    ),
    profiles: optional(
      fc.array(
        fc.record({
          name: fc.constantFrom('1g.10gb', '3g.40gb', 'none'),
          count: anyNumber,
        }),
        { maxLength: 2 },
      ),
    ),
    replicas: optional(anyNumber),
    memoryLimitBytes: optional(anyNumber),
  }),
  interconnect: optional(interconnect),
  pricePerGpuHour: optional(anyMoney),
  servedBy: optional(fc.array(names, { maxLength: 2 })),
});

const anyVersion = fc.record({
  name: names,
  kind: fc.constantFrom('weights', 'adapter', 'external'),
  architecture: optional(anyArchitecture),
  adapter: optional(
    fc.record({
      baseModel: names,
      baseVersion: optional(names),
      rank: optional(anyNumber),
    }),
  ),
});

const anyUsage: fc.Arbitrary<DeviceUsage> = fc.record({
  pool: names,
  devices: names,
  freePerNode: optional(fc.array(anyNumber, { maxLength: 3 })),
  freePartitions: optional(
    fc.array(fc.record({ profile: fc.constant('1g.10gb'), count: anyNumber }), {
      maxLength: 2,
    }),
  ),
  unknownBecause: optional(fc.string()),
  quota: optional(
    fc.record({
      limit: anyNumber,
      borrowable: optional(anyNumber),
      used: optional(anyNumber),
    }),
  ),
});

/** Anything that the types allow. */
export const anyOptions: fc.Arbitrary<AssessOptions> = fc.record({
  model: fc.record({
    name: names,
    lifecycle: optional(lifecycle),
    replacedBy: optional(names),
    dataClasses: optional(dataClasses),
    versions: fc.array(anyVersion, { maxLength: 3 }),
  }),
  version: optional(names),
  intent: optional(
    fc.record({
      engine: optional(anyEngine),
      family: optional(names),
      base: optional(
        fc.record({
          model: names,
          version: names,
          deployment: names,
          pool: names,
          devices: names,
          architecture: anyArchitecture,
          engine: anyEngine,
          retiresOn: optional(fc.string()),
        }),
      ),
      override: optional(fc.record({ reason: fc.string() })),
    }),
  ),
  workload: anyWorkload,
  pools: fc.array(
    fc.record({
      name: names,
      type: fc.constantFrom('kubernetes', 'slurm'),
      cluster: names,
      region: optional(names),
      lifecycle: optional(lifecycle),
      allowedDataClasses: optional(dataClasses),
      devices: fc.array(anyDevices, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  providers: optional(
    fc.array(
      fc.record({
        name: names,
        region: optional(names),
        allowedDataClasses: optional(dataClasses),
      }),
      { maxLength: 2 },
    ),
  ),
  usage: fc.oneof(
    fc.constant('declared' as const),
    fc.array(anyUsage, { maxLength: 4 }),
  ),
  budget: optional(
    fc.record({ monthlyLimit: anyMoney, committed: optional(anyMoney) }),
  ),
  policy: optional(
    fc.record({
      dataClass: optional(fc.constantFrom('public', 'secret')),
      regions: optional(fc.array(names, { maxLength: 2 })),
    }),
  ),
});

const euros = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map(cents => ({
    amount: (cents / 100).toFixed(2),
    currency: 'EUR',
  }));

/** Questions as people ask them: models, pools and figures that make sense together. */
export const soundOptions: fc.Arbitrary<AssessOptions> = fc
  .record({
    architectures: fc
      .array(soundArchitecture, { minLength: 1, maxLength: 2 })
      .map(([first, ...others]) => [
        first,
        { ...first, quantization: 'gptq-int4' as const },
        ...others,
      ]),
    engine: fc.record(
      {
        version: fc.constantFrom('0.11.0', '0.19.0', '0.28.0'),
        tensorParallel: fc.constantFrom(1, 2, 4),
        pipelineParallel: fc.constantFrom(1, 2),
        dataParallel: fc.constantFrom(1, 3),
        expertParallel: fc.constant(true),
        kvCacheDtype: fc.constantFrom('auto', 'fp8', 'nvfp4'),
        quantization: fc.constantFrom('fp8', 'awq'),
        maxNumSeqs: fc.constantFrom(16, 256),
        maxModelLen: fc.constantFrom(2048, 4096, 32768),
        chunkedPrefill: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    isTold: fc.boolean(),
    workload: fc.record({
      promptTokens: fc.integer({ min: 1, max: 8000 }),
      answerTokens: fc.integer({ min: 0, max: 2000 }),
      concurrentRequests: fc.integer({ min: 1, max: 500 }),
      longestContext: optional(fc.constantFrom(2048, 16384, 131072)),
    }),
    groups: fc.array(
      fc.record({
        accelerator: fc.constantFrom(...accelerators),
        nodes: fc.integer({ min: 1, max: 4 }),
        perNode: fc.constantFrom(1, 2, 4, 8),
        strategy: fc.constantFrom(
          'exclusive',
          'exclusive',
          'mig',
          'time-slicing',
        ),
        interconnect: optional(interconnect),
        pricePerGpuHour: optional(euros(10, 900)),
        free: optional(fc.array(fc.nat({ max: 8 }), { maxLength: 4 })),
        quota: optional(
          fc.record({
            limit: fc.nat({ max: 16 }),
            borrowable: optional(fc.nat({ max: 8 })),
            used: optional(fc.nat({ max: 16 })),
          }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    declared: fc.boolean(),
    budget: fc.option(
      fc.record({
        monthlyLimit: euros(0, 2_000_000),
        committed: optional(euros(0, 500_000)),
      }),
      { nil: undefined, freq: 1 },
    ),
    regions: fc.constantFrom(undefined, ['eu'], ['eu'], ['us']),
  })
  .map(({ architectures, engine, workload, groups, ...rest }) => ({
    model: {
      name: 'model',
      versions: architectures.map((architecture, index) => ({
        name: `v${index}`,
        kind: 'weights' as const,
        architecture,
      })),
    },
    version: 'v0',
    // Most people tell an engine nothing.
    intent: { engine: rest.isTold ? engine : {} },
    workload,
    pools: groups.map(({ strategy, free, quota, ...group }, index) => {
      const profiles = group.accelerator.partitionProfiles
        .slice(2, 4)
        .map(({ name }) => ({ name, count: 1 }));
      return {
        name: `p${index}`,
        type: 'kubernetes' as const,
        cluster: 'c',
        region: 'eu',
        devices: [
          {
            ...group,
            name: 'd',
            accelerator: group.accelerator.id,
            sharing:
              strategy === 'mig' && profiles.length > 0
                ? { strategy, profiles }
                : {
                    strategy:
                      strategy === 'mig' ? ('exclusive' as const) : strategy,
                    replicas: 3,
                  },
          },
        ],
      };
    }),
    usage: rest.declared
      ? ('declared' as const)
      : groups.map(
          ({ free, quota, accelerator: { partitionProfiles } }, index) => ({
            pool: `p${index}`,
            devices: 'd',
            freePerNode: free,
            freePartitions:
              free &&
              partitionProfiles
                .slice(2, 4)
                .map(({ name }) => ({ profile: name, count: free.length })),
            quota,
          }),
        ),
    budget: rest.budget,
    policy: { regions: rest.regions },
  }));
