import {
  ask,
  engine,
  group,
  h100,
  l4,
  l40s,
  modelOf,
  people,
  pool,
  quantised,
  small,
  VerdictCase,
} from '../scenario';

const tiny = quantised(small, 'awq-int4', 5_700_000_000);

const slices = (
  rest: ReadonlyArray<{ name: string; count: number }> = [
    { name: '1g.10gb', count: 7 },
  ],
) =>
  h100(1, 8, {
    name: 'slices',
    sharing: { strategy: 'mig', profiles: rest },
  });

/** What the devices are, and what they can do. */
export const deviceCases: readonly VerdictCase[] = [
  {
    name: 'a slice that is too small',
    ask: ask({ pools: [pool('fra', [slices()])] }),
    answer: {
      'fra/slices': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 15.0 GiB do not fit in 9.0 GiB, and partitions of a GPU cannot be joined',
        ],
        placement: '1 x 1 x 1 = 1 1g.10gb',
        override: 'possible',
      },
    },
  },
  {
    name: 'the cheapest slice that is large enough',
    ask: ask({
      pools: [
        pool('fra', [
          slices([
            { name: '1g.10gb', count: 2 },
            { name: '2g.20gb', count: 1 },
            { name: '3g.40gb', count: 1 },
          ]),
        ]),
      ],
    }),
    answer: {
      'fra/slices': { verdict: 'fits', placement: '1 x 1 x 1 = 1 3g.40gb' },
    },
  },
  {
    name: 'slices that are to be joined',
    ask: ask({
      intent: engine({ tensorParallel: 2 }),
      pools: [pool('fra', [slices()])],
    }),
    answer: {
      'fra/slices': {
        verdict: 'does-not-fit',
        reasons: [
          'cannot-be-joined: one copy is to take 2 partitions, but partitions of a GPU cannot be joined',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a share of a GPU that takes turns',
    ask: ask({
      model: modelOf({ awq: tiny }),
      workload: people(2),
      pools: [
        pool('fra', [
          h100(1, 2, { sharing: { strategy: 'time-slicing', replicas: 4 } }),
        ]),
      ],
    }),
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'time-slicing: each GPU is shared by 4 workloads that take turns, and nothing keeps one from taking the memory of the others: the engine must be told its part',
          'format-emulated: NVIDIA H100 SXM 80 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 share',
      },
    },
  },
  {
    name: 'a share of a GPU with a limit of its own',
    ask: ask({
      model: modelOf({ awq: tiny }),
      workload: people(2),
      pools: [
        pool('ber', [
          l40s(1, 4, {
            sharing: {
              strategy: 'mps',
              replicas: 4,
              memoryLimitBytes: 9 * 1024 ** 3,
            },
          }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, not even one request of 8,192 tokens fits',
          'shared-compute: each GPU is shared by 4 workloads, which slow each other down',
          'format-emulated: NVIDIA L40S 48 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 share',
      },
    },
  },
  {
    name: 'shares that are to be joined',
    ask: ask({
      intent: engine({ pipelineParallel: 2 }),
      pools: [
        pool('ber', [
          l40s(1, 4, { sharing: { strategy: 'vgpu', replicas: 2 } }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'cannot-be-joined: one copy is to take 2 shares, but shares of a GPU cannot be joined',
        ],
        alternatives: ['other-parallelism: 2 of ber/l40s for bf16'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'shares of which nobody says how many there are',
    ask: ask({
      pools: [pool('ber', [l40s(1, 4, { sharing: { strategy: 'mps' } })])],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'sharing-incomplete: unknown: l40s shares each NVIDIA L40S 48 GB, but does not say among how many workloads',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'slices that the accelerator does not have',
    ask: ask({
      pools: [pool('fra', [slices([{ name: '5g.50gb', count: 1 }])])],
    }),
    answer: {
      'fra/slices': {
        verdict: 'unknown',
        reasons: [
          'sharing-incomplete: unknown: slices is cut into partitions, but names none that NVIDIA H100 SXM 80 GB has',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a group without nodes',
    ask: ask({ pools: [pool('ber', [l40s(0, 4)])] }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: ['no-devices: l40s has no devices'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'an accelerator that nobody knows',
    ask: ask({ pools: [pool('new', [group('x1', 'acme-x1-64gb', [1, 8])])] }),
    answer: {
      'new/x1': {
        verdict: 'unknown',
        reasons: [
          'accelerator-unknown: unknown: nothing is known of the accelerator "acme-x1-64gb"',
        ],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a pool on which nothing can run a model',
    ask: ask({ pools: [pool('ber', [l40s(1, 4, { servedBy: [] })])] }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: ['no-family: nothing here can run a model on l40s of ber'],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'a family that does not run there',
    ask: ask({
      intent: { ...engine({}), family: 'kserve-inference-service' },
      pools: [pool('hpc', [l40s(1, 4, { servedBy: ['slurm-job'] })])],
    }),
    answer: {
      'hpc/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'family-not-here: kserve-inference-service cannot run a model on l40s of hpc, but slurm-job can',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'not-possible',
      },
    },
  },
  {
    name: 'weights in a format that the GPU cannot use',
    ask: ask({
      model: modelOf({ int8: quantised(small, 'int8', 9_000_000_000) }),
      pools: [pool('new', [group('b200', 'nvidia-b200-sxm-180gb', [1, 8])])],
    }),
    answer: {
      'new/b200': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-format-unsupported: the engine has no way to use weights in int8 on NVIDIA B200 SXM 180 GB',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'a context in a format that the GPU cannot use',
    ask: ask({
      intent: engine({ kvCacheDtype: 'bfloat16' }),
      model: modelOf({ awq: tiny }),
      pools: [pool('old', [group('t4', 'nvidia-t4-16gb', [1, 4])])],
    }),
    answer: {
      'old/t4': {
        verdict: 'does-not-fit',
        reasons: [
          'kv-format-unsupported: the engine has no way to use keys and values in bfloat16 on NVIDIA T4 16 GB',
          'format-emulated: NVIDIA T4 16 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'a context in a format that nobody looked up for the GPU',
    ask: ask({ intent: engine({ kvCacheDtype: 'nvfp4' }) }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        reasons: [
          'format-support-unknown: unknown: whether the engine can use keys and values in nvfp4 on NVIDIA L40S 48 GB was not looked up',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'weights that the GPU has to convert',
    ask: ask({
      model: modelOf({ fp8: quantised(small, 'fp8', 9_100_000_000) }),
      pools: [pool('waw', [group('a100', 'nvidia-a100-sxm-80gb', [1, 8])])],
    }),
    answer: {
      'waw/a100': {
        verdict: 'fits',
        reasons: [
          'format-emulated: NVIDIA A100 SXM 80 GB converts weights in fp8 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
      },
    },
  },
  {
    name: 'the cheapest that fits comes first, not the smallest',
    ask: ask({
      pools: [
        pool('fra', [
          h100(1, 8, { pricePerGpuHour: { amount: '2.40', currency: 'EUR' } }),
        ]),
        pool('lys', [
          l4(1, 8, { pricePerGpuHour: { amount: '0.60', currency: 'EUR' } }),
        ]),
        pool('ber', [
          l40s(1, 8, { pricePerGpuHour: { amount: '1.10', currency: 'EUR' } }),
        ]),
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '803 EUR',
      },
      'lys/l4': {
        verdict: 'fits',
        placement: '1 x 1 x 2 = 2 gpu',
        perMonth: '876 EUR',
      },
      'fra/h100': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '1752 EUR',
      },
    },
  },
];
