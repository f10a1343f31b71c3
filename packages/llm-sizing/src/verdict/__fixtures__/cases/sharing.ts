import {
  ask,
  engine,
  h100,
  l40s,
  modelOf,
  people,
  pool,
  quantised,
  small,
  VerdictCase,
} from '../scenario';

/** Weights of 5.3 GiB. */
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

/** Partitions and shares of GPUs. */
export const sharingCases: readonly VerdictCase[] = [
  {
    name: 'a slice that is too small',
    ask: ask({ pools: [pool('fra', [slices()])] }),
    // 9.75 GiB x 0.92 = 9.0. In 8 bits 8.5 leave 0.5, and in 4 bits 5.3 leave 3.7 of which the engine may take 3.6.
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
    // 15.0 GiB and 3.6 for the engine are more than 0.92 x 20 = 18.4, and less than 0.92 x 39 = 36.
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
    // 79.65 / 4 x 0.92 = 18.3 GiB for 5.3 + 1.0 + 3.6. The engine sees the whole GPU, so it is told 0.92 / 4 = 0.23.
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'time-slicing: each GPU is shared by 4 workloads that take turns, and nothing keeps one from taking the memory of the others: the engine must be told its part',
          'format-emulated: NVIDIA H100 SXM 80 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 share',
        memoryShare: 0.23,
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
    // 9 x 0.92 = 8.3 GiB: 5.3 + 1.0 + 1.3 = 7.6 at the least, 5.3 + 1.0 + 3.6 = 9.9 at the most. Of the 45.0 that the
    // engine sees, 8.28 are 0.184.
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        reasons: [
          'low-estimate-only: fits with the low estimate of overhead only; with the high one, not even one request of 8,192 tokens fits',
          'shared-compute: each GPU is shared by 4 workloads, which slow each other down',
          'format-emulated: NVIDIA L40S 48 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 share',
        memoryShare: 0.184,
      },
    },
  },
  {
    name: 'a virtual GPU, which shows no more than its own memory',
    ask: ask({
      model: modelOf({ awq: tiny }),
      workload: people(2),
      pools: [
        pool('ber', [
          l40s(1, 4, { sharing: { strategy: 'vgpu', replicas: 2 } }),
        ]),
      ],
    }),
    // 22.5 x 0.92 = 20.7 GiB for 5.3 + 1.0 + 3.6; 0.46 of what it sees would be half of that.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'shared-compute: each GPU is shared by 2 workloads, which slow each other down',
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
    // 20.7 GiB hold 15.0 + 3.6 and 5 x 0.29 of two copies, but not 10 x 0.29 of one.
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
    name: 'the smallest slice of those that are large enough, in whatever order',
    ask: ask({
      model: modelOf({ awq: tiny }),
      workload: people(2),
      pools: [
        pool('fra', [
          slices([
            { name: '3g.40gb', count: 1 },
            { name: '1g.10gb', count: 2 },
            { name: '2g.20gb', count: 1 },
          ]),
        ]),
      ],
    }),
    // 9.0 GiB hold 5.3 + 1.0 + 1.3, but not + 3.6; 18 and 36 are enough, and 18 are less of a GPU.
    answer: {
      'fra/slices': {
        verdict: 'fits',
        reasons: [
          'format-emulated: NVIDIA H100 SXM 80 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 2g.20gb',
      },
    },
  },
  {
    name: 'weights that are too large for every slice',
    ask: ask({
      model: modelOf({ awq: { ...tiny, weightBytes: 60_000_000_000 } }),
      workload: people(2),
      pools: [
        pool('fra', [
          slices([
            { name: '1g.10gb', count: 2 },
            { name: '7g.80gb', count: 0 },
            { name: '3g.40gb', count: 1 },
          ]),
        ]),
      ],
    }),
    // 60e9 bytes = 55.9 GiB. The largest slice that there is comes closest: 39.5 x 0.92 = 36.3 GiB.
    answer: {
      'fra/slices': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 55.9 GiB do not fit in 36.3 GiB, and partitions of a GPU cannot be joined',
          'format-emulated: NVIDIA H100 SXM 80 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 3g.40gb',
        override: 'possible',
      },
    },
  },
  {
    name: 'a slice costs its share of the compute slices',
    ask: ask({
      pools: [
        pool('fra', [
          h100(1, 1, {
            pricePerGpuHour: { amount: '2.10', currency: 'EUR' },
            sharing: {
              strategy: 'mig',
              profiles: [{ name: '3g.40gb', count: 2 }],
            },
          }),
        ]),
      ],
    }),
    // 3 of 7 slices: 2.10 x 3 / 7 = 0.90, x 730 = 657.
    answer: {
      'fra/h100': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 3g.40gb',
        perMonth: '657 EUR',
      },
    },
  },
  {
    name: 'a share costs its part of the GPU',
    ask: ask({
      pools: [
        pool('fra', [
          h100(1, 1, {
            pricePerGpuHour: { amount: '2.40', currency: 'EUR' },
            sharing: { strategy: 'mps', replicas: 2 },
          }),
        ]),
      ],
    }),
    // 79.65 / 2 x 0.92 = 36.6 GiB for 15.0 + 2.9 + 8 at the most. 2.40 / 2 x 730 = 876.
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'shared-compute: each GPU is shared by 2 workloads, which slow each other down',
        ],
        placement: '1 x 1 x 1 = 1 share',
        perMonth: '876 EUR',
        memoryShare: 0.46,
      },
    },
  },
];
