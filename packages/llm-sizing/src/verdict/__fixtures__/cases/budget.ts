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

const ber = pool('ber', [l40s(1, 4, { pricePerGpuHour: euros('1.10') })]);
const fra = pool('fra', [h100(2, 8, { pricePerGpuHour: euros('2.40') })]);

/** What may be spent. One L40S costs 1.10 x 730 = 803 EUR a month, one H100 2.40 x 730 = 1,752. */
export const budgetCases: readonly VerdictCase[] = [
  {
    name: 'a month that costs more than what is left',
    ask: ask({
      pools: [ber],
      budget: { monthlyLimit: euros('4000'), committed: euros('3500.50') },
    }),
    // 4,000 - 3,500.50 = 499.50, less than 803.
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
    name: 'a month that costs exactly what is left',
    ask: ask({
      pools: [ber],
      budget: { monthlyLimit: euros('4000'), committed: euros('3197') },
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
    name: 'a month that costs a cent more than what is left',
    ask: ask({
      pools: [ber],
      budget: { monthlyLimit: euros('4000'), committed: euros('3197.01') },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'budget-exceeded: costs 803 EUR a month, but 802.99 EUR of 4,000 EUR are left',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a month that costs more than the whole budget, whatever of it is spent',
    ask: ask({ pools: [ber], budget: { monthlyLimit: euros('800') } }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'budget-exceeded: costs 803 EUR a month, but the whole budget is 800 EUR',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a budget that is overdrawn',
    ask: ask({
      pools: [ber],
      budget: { monthlyLimit: euros('4000'), committed: euros('4100') },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'budget-exceeded: costs 803 EUR a month, but nothing of 4,000 EUR is left',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a budget in another currency than what is spent of it',
    ask: ask({
      pools: [ber],
      budget: {
        monthlyLimit: euros('4000'),
        committed: { amount: '0', currency: 'USD' },
      },
    }),
    answer: {
      'ber/l40s': {
        verdict: 'unknown',
        fit: 'fits',
        reasons: [
          'budget-unchecked: unknown: the budget is in EUR and what is spent in USD, so the budget cannot be checked',
        ],
        placement: '1 x 1 x 1 = 1 gpu',
        override: 'possible',
        perMonth: '803 EUR',
      },
    },
  },
  {
    name: 'a budget that is enough for the same model in 8 bits',
    ask: ask({
      model: modelOf({ bf16: large }),
      workload: people(24, 32768),
      pools: [fra],
      budget: { monthlyLimit: euros('4000'), committed: euros('0') },
    }),
    // Three GPUs cost 5,256 EUR; in 8 bits 67.7 + 17.6 GiB fit on two, for 3,504.
    answer: {
      'fra/h100': {
        verdict: 'does-not-fit',
        fit: 'fits',
        reasons: [
          'budget-exceeded: costs 5,256 EUR a month, but 4,000 EUR of 4,000 EUR are left',
          'stages-are-slow: the cheapest way has 3 stages, through which every token passes one after the other; 4 GPUs, of which 4 share each layer, would answer faster',
        ],
        placement: '1 x 3 x 1 = 3 gpu',
        alternatives: ['runtime-quantisation: 2 of fra/h100 for bf16'],
        override: 'possible',
        perMonth: '5256 EUR',
      },
    },
  },
];
