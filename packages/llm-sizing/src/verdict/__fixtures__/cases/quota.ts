import { DeviceUsage } from '../../AssessOptions';
import { ask, euros, h100, l40s, people, pool, VerdictCase } from '../scenario';

const ber = pool('ber', [l40s(1, 4, { pricePerGpuHour: euros('1.10') })]);
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

/** What the owning group may hold. One L40S costs 1.10 x 730 = 803 EUR a month. */
export const quotaCases: readonly VerdictCase[] = [
  {
    name: 'free devices, a quota and a budget that all suffice',
    ask: ask({
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 1 } }),
      budget: { monthlyLimit: euros('6000'), committed: euros('1000') },
    }),
    // 1 of the 3 that are left, and 803 of 5,000 EUR.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '803 EUR',
        quotaLeft: 3,
      },
    },
  },
  {
    name: 'a quota that is used up',
    ask: ask({ pools: [ber], usage: used({ quota: { limit: 4, used: 4 } }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group has no GPU left there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
        quotaLeft: 0,
      },
    },
  },
  {
    name: 'a quota that leaves less than is needed',
    ask: ask({
      workload: people(120),
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 3 } }),
    }),
    // Two copies, as in memory, cost 2 x 803. In 8 bits of context one holds 154; weights in 8 bits: 100.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group has 1 GPU left there, but 2 are needed',
        ],
        placement: '1 x 1 x 2 = 2 gpu',
        alternatives: ['smaller-kv-cache: 1 of ber/l40s for bf16'],
        override: 'possible',
        perMonth: '1606 EUR',
        quotaLeft: 1,
      },
    },
  },
  {
    name: 'a quota that leaves exactly what is needed',
    ask: ask({
      workload: people(120),
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 2 } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 2 = 2 gpu',
        perMonth: '1606 EUR',
        quotaLeft: 2,
      },
    },
  },
  {
    name: 'a quota of which one is left, and one can be borrowed',
    ask: ask({
      workload: people(120),
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 3, borrowable: 1 } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        fit: 'fits',
        reasons: [
          'quota-borrowed: 1 of 2 GPUs would be borrowed from other groups, which may take it back',
        ],
        placement: '1 x 1 x 2 = 2 gpu',
        alternatives: ['smaller-kv-cache: 1 of ber/l40s for bf16'],
        perMonth: '1606 EUR',
        quotaLeft: 1,
      },
    },
  },
  {
    name: 'a quota of which more is in use than it has',
    ask: ask({
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 6, borrowable: 2 } }),
    }),
    // 4 + 2 - 6 = 0.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group has no GPU left there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
        quotaLeft: 0,
      },
    },
  },
  {
    name: 'a quota that is too small as a whole, whatever of it is in use',
    ask: ask({
      workload: people(120),
      pools: [ber],
      usage: used({ quota: { limit: 1 } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group may hold 1 GPU at most there, and 2 are needed',
        ],
        placement: '1 x 1 x 2 = 2 gpu',
        override: 'possible',
        perMonth: '1606 EUR',
      },
    },
  },
  {
    name: 'a quota of partitions',
    ask: ask({
      pools: [cut],
      usage: [
        {
          pool: 'fra',
          devices: 'h100',
          freePartitions: [
            { profile: '1g.10gb', count: 2 },
            { profile: '3g.40gb', count: 2 },
          ],
          quota: { limit: 2, used: 2 },
        },
      ],
    }),
    // 15.0 + 2.9 + 3.6 GiB fit in 36.3, not in 9.0.
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group has no partition left there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 3g.40gb',
        override: 'possible',
        quotaLeft: 0,
      },
    },
  },
  {
    name: 'a quota that can be exceeded while others do not use theirs',
    ask: ask({
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 4, borrowable: 2 } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'tight',
        fit: 'fits',
        reasons: [
          'quota-borrowed: 1 of 1 GPU would be borrowed from other groups, which may take it back',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '803 EUR',
        quotaLeft: 0,
      },
    },
  },
  {
    name: 'a quota of which nobody knows how much is used',
    ask: ask({ pools: [ber], usage: used({ quota: { limit: 4 } }) }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'quota-use-unknown: unknown: how much of its quota of 4 GPUs the owning group holds',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a group without any quota there',
    ask: ask({ pools: [ber], usage: used({ quota: { limit: 0 } }) }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group may hold no GPU there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'somebody goes on although the quota is used up',
    ask: ask({
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 4 } }),
      intent: {
        engine: { version: '0.21.0' },
        override: { reason: 'agreed with the platform team until Friday' },
      },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'quota-exceeded: the owning group has no GPU left there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'given',
        perMonth: '803 EUR',
        quotaLeft: 0,
      },
    },
  },
];
