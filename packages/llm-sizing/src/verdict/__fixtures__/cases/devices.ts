import {
  ask,
  engine,
  group,
  h100,
  l4,
  l40s,
  modelOf,
  pool,
  quantised,
  small,
  VerdictCase,
} from '../scenario';

/** Weights of 5.3 GiB. */
const tiny = quantised(small, 'awq-int4', 5_700_000_000);

/** What the devices are, and what they can do. */
export const deviceCases: readonly VerdictCase[] = [
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
    name: 'a pool of Slurm, on which nothing that is rendered runs',
    ask: ask({
      pools: [
        {
          ...pool('ber', [l40s(1, 4, { servedBy: [] })]),
          type: 'slurm',
          cluster: 'hpc',
        },
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'no-family: nothing that is rendered here runs under the Slurm controller hpc',
        ],
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
    // In 16 bits of the kind that a T4 has: 5.3 + 2.9 + 3.6 = 11.8 GiB of 13.8.
    answer: {
      'old/t4': {
        verdict: 'does-not-fit',
        reasons: [
          'kv-format-unsupported: the engine has no way to use keys and values in bfloat16 on NVIDIA T4 16 GB',
          'format-emulated: NVIDIA T4 16 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        alternatives: ['left-to-engine: 1 of old/t4 for awq'],
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
        alternatives: ['left-to-engine: 1 of ber/l40s for bf16'],
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
    // Each hour x 730: 1.10 -> 803, 2.40 -> 1,752. One L4 has 20.7 - 15.0 - 3.6 = 2.1 GiB for 2.9, but two copies need
    // 1.5 each: 2 x 0.60 -> 876.
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
  {
    name: 'nodes without accelerators',
    ask: ask({ pools: [pool('ber', [l40s(2, 0)])] }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: ['no-devices: l40s has no devices'],
        override: 'not-possible',
      },
    },
  },
  {
    name: 'equal places come in the order of their names, and those with a price first',
    ask: ask({
      pools: [
        pool('b', [l40s(1, 1)]),
        pool('c', [
          l40s(1, 1, { pricePerGpuHour: { amount: '9', currency: 'EUR' } }),
        ]),
        pool('a', [l40s(1, 1), l40s(1, 1, { name: 'first' })]),
      ],
    }),
    // 9 x 730 = 6,570.
    answer: {
      'c/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '6570 EUR',
      },
      'a/first': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' },
      'a/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' },
      'b/l40s': { verdict: 'fits', placement: '1 x 1 x 1 = 1 gpu' },
    },
  },
];
