import {
  ask,
  euros,
  h100,
  l40s,
  large,
  modelOf,
  people,
  pool,
  VerdictCase,
} from '../scenario';
import { DeviceUsage } from '../../AssessOptions';

const fra = pool('fra', [h100(2, 8, { pricePerGpuHour: euros('2.40') })]);
const ber = pool('ber', [l40s(1, 4, { pricePerGpuHour: euros('1.10') })]);
const used = (change: Partial<DeviceUsage>): DeviceUsage[] => [
  { pool: 'ber', devices: 'l40s', freePerNode: [4], ...change },
];

/** What is free, allowed and paid for. */
export const holdingCases: readonly VerdictCase[] = [
  {
    name: 'free devices, a quota and a budget that all suffice',
    ask: ask({
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 1 } }),
      budget: { monthlyLimit: euros('6000'), committed: euros('1000') },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '803 EUR',
      },
    },
  },
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
    name: 'enough is free, but not on one node',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(10, 32768),
      pools: [fra],
      usage: [{ pool: 'fra', devices: 'h100', freePerNode: [1, 1] }],
    }),
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'no-free-devices: needs 3 GPUs on one node, but 2 are free, at most 1 on one node',
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
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 65.7 GiB do not fit in 41.4 GiB of each of 2 GPUs',
          'slow-link: 2 GPUs share each layer without a fast link between them, which makes answers slow',
          'needs-quantised-checkpoint: needs a quantised checkpoint: one with 4-bit weights (up to 18.5 GiB on each device) would fit, but the model has none',
        ],
        placement: '2 x 1 x 1 = 2 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'free slices of one kind, while the other is taken',
    ask: ask({
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
    answer: {
      'fra/h100': { verdict: 'fits', placement: '1 x 1 x 1 = 1 3g.40gb' },
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
      },
    },
  },
  {
    name: 'a quota that leaves less than is needed',
    ask: ask({
      workload: people(200),
      pools: [ber],
      usage: used({ quota: { limit: 4, used: 2 } }),
    }),
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        placement: '1 x 2 x 1 = 2 gpu',
        perMonth: '1606 EUR',
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
          'quota-borrowed: 1 of 1 GPU would be borrowed from other groups, which may take them back',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        perMonth: '803 EUR',
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
          'quota-exceeded: the owning group has no GPU left there, and 1 is needed',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a month that costs more than what is left',
    ask: ask({
      pools: [ber],
      budget: { monthlyLimit: euros('4000'), committed: euros('3500.50') },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'budget-exceeded: costs 803 EUR a month, but 499.50 EUR of 4,000 EUR are left',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a pool without a price',
    ask: ask({
      budget: { monthlyLimit: euros('4000'), committed: euros('0') },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'budget-unchecked: unknown: the pool has no price, so the budget cannot be checked',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
      },
    },
  },
  {
    name: 'a budget of which nobody knows what is spent',
    ask: ask({ pools: [ber], budget: { monthlyLimit: euros('4000') } }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'budget-unchecked: unknown: what of the budget is spent already is not known, so the budget cannot be checked',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a budget in another currency than the price',
    ask: ask({
      pools: [ber],
      budget: {
        monthlyLimit: { amount: '4000', currency: 'USD' },
        committed: { amount: '0', currency: 'USD' },
      },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'budget-unchecked: unknown: the price is in EUR and the budget in USD, so the budget cannot be checked',
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
      },
    },
  },
];
