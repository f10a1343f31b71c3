import { DeviceUsage } from '../../AssessOptions';
import {
  ask,
  euros,
  group,
  h100,
  l40s,
  large,
  modelOf,
  people,
  pool,
  quantised,
  small,
  VerdictCase,
} from '../scenario';

const ber = pool('ber', [l40s(1, 4, { pricePerGpuHour: euros('1.10') })]);
const fra = pool('fra', [h100(2, 8, { pricePerGpuHour: euros('2.40') })]);
const used = (change: Partial<DeviceUsage>): DeviceUsage[] => [
  { pool: 'ber', devices: 'l40s', freePerNode: [4], ...change },
];
/** 1 and 3 of 7 compute slices of each of 2 GPUs, as partitions. */
const cut = pool('fra', [
  h100(1, 2, {
    sharing: {
      strategy: 'mig',
      profiles: [
        { name: '1g.10gb', count: 1 },
        { name: '3g.40gb', count: 1 },
      ],
    },
  }),
]);

/** What is free. One L40S costs 1.10 x 730 = 803 EUR a month, one H100 2.40 x 730 = 1,752. */
export const holdingCases: readonly VerdictCase[] = [
  {
    name: 'nobody knows what is free on a cluster',
    ask: ask({ pools: [ber], usage: [] }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'capacity-unknown: unknown: no live capacity from cluster ber-1',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a controller that does not answer',
    ask: ask({
      pools: [{ ...ber, type: 'slurm', cluster: 'hpc' }],
      usage: [
        {
          pool: 'ber',
          devices: 'l40s',
          unknownBecause: 'no answer for 12 minutes',
        },
      ],
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'capacity-unknown: unknown: no live capacity from controller hpc (no answer for 12 minutes)',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'nothing is free',
    ask: ask({ pools: [ber], usage: used({ freePerNode: [0] }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: ['no-free-devices: needs 1 GPU, but none is free'],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'fewer are free than a large model needs',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(24, 32768),
      pools: [fra],
      usage: [{ pool: 'fra', devices: 'h100', freePerNode: [1, 1] }],
    }),
    // 24 x 0.73 = 17.6 GiB; two GPUs leave 2 x 73.3 - 131.4 = 15.1, three leave 88, as three stages, which may lie
    // evenly on nodes. In 8 bits 146.5 - 67.7 = 79 are left on two. 3 x 1,752 = 5,256.
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'no-free-devices: needs 3 GPUs, on one node or evenly on several, but 2 are free, at most 1 on one node',
          'stages-are-slow: the cheapest way has 3 stages, through which every token passes one after the other; 4 GPUs, of which 4 share each layer, would answer faster',
        ],
        placement: '1 x 3 x 1 = 3 gpu',
        alternatives: ['runtime-quantisation: 2 of fra/h100 for bf16'],
        override: 'possible',
        perMonth: '5256 EUR',
      },
    },
  },
  {
    name: 'too little memory, whatever is free',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [pool('ber', [l40s(1, 2)])],
      usage: used({ freePerNode: [0] }),
    }),
    // 131.4 of 82.8 GiB; the second of two stages has 127.5 / 2 + 2.0 = 65.7. In 4 bits about 38.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
          'needs-quantised-checkpoint: needs a quantised checkpoint: one with 4-bit weights (up to 18.5 GiB on each device) would fit, but the model has none',
        ],
        placement: '1 x 2 x 1 = 2 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'free slices of one kind, while the other is taken',
    ask: ask({
      model: modelOf({ awq: quantised(small, 'awq-int4', 5_700_000_000) }),
      pools: [
        pool('fra', [
          h100(1, 1, {
            sharing: {
              strategy: 'mig',
              profiles: [
                { name: '2g.20gb', count: 1 },
                { name: '3g.40gb', count: 1 },
              ],
            },
          }),
        ]),
      ],
      usage: [
        {
          pool: 'fra',
          devices: 'h100',
          freePartitions: [
            { profile: '2g.20gb', count: 0 },
            { profile: '3g.40gb', count: 1 },
          ],
        },
      ],
    }),
    // 18 GiB would hold 5.3 + 2.9 + 3.6 too.
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'format-emulated: NVIDIA H100 SXM 80 GB converts weights in awq-int4 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 3g.40gb',
      },
    },
  },
  {
    name: 'slices that are large enough are taken, and the free ones too small',
    ask: ask({
      pools: [cut],
      usage: [
        {
          pool: 'fra',
          devices: 'h100',
          freePartitions: [
            { profile: '1g.10gb', count: 2 },
            { profile: '3g.40gb', count: 0 },
          ],
        },
      ],
    }),
    // Nothing is wrong with the size: one would do when it is free.
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: ['no-free-devices: needs 1 partition, but none is free'],
        placement: '1 x 1 x 1 = 1 3g.40gb',
        override: 'possible',
      },
    },
  },
  {
    name: 'enough GPUs are free, but not on one node',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(24, 32768),
      intent: { engine: { version: '0.21.0', tensorParallel: 4 } },
      pools: [fra],
      usage: [{ pool: 'fra', devices: 'h100', freePerNode: [2, 2] }],
    }),
    // Four that share each layer must lie together; four stages, or two of two, may lie on two nodes, three not evenly.
    // 4 x 1,752 = 7,008.
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'no-free-devices: needs 4 GPUs on one node, but 4 are free, at most 2 on one node',
        ],
        placement: '4 x 1 x 1 = 4 gpu',
        alternatives: ['other-parallelism: 4 of fra/h100 for bf16'],
        override: 'possible',
        perMonth: '7008 EUR',
      },
    },
  },
  {
    name: 'too little memory on a cluster of which nothing is known',
    ask: ask({
      pools: [pool('old', [group('t4', 'nvidia-t4-16gb', [1, 1])])],
      workload: people(1, 65536),
      usage: [],
    }),
    // 15.0 of 13.8 GiB, whatever is free. In 8 bits 8.5 leave 5.3 for 8.
    answer: {
      'old/t4': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 15.0 GiB do not fit in 13.8 GiB',
          'capacity-unknown: unknown: no live capacity from cluster old-1',
          'format-emulated: NVIDIA T4 16 GB converts weights in bf16 before it computes with them: that saves memory, but no computing',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'somebody gives a reason that is none',
    ask: ask({
      pools: [ber],
      usage: used({ freePerNode: [0] }),
      intent: { engine: { version: '0.21.0' }, override: { reason: ' ' } },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: ['no-free-devices: needs 1 GPU, but none is free'],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
];
