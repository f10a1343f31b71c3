import { Money } from '@modelyard/llm-units';
import { MeasureCase } from './MeasureCase';

const eur = (amount: string): readonly Money[] => [{ amount, currency: 'EUR' }];

export const cost: readonly MeasureCase[] = [
  {
    measure: 'cost-used',
    name: 'closed hours',
    inputs: { spent: eur('13.1') },
    is: 13.1,
  },
  {
    measure: 'cost-used',
    name: 'by counters and list price',
    inputs: { spent: 'not_instrumented', input: 2_000_000, output: 1_000_000 },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 0.4,
        perMillionOutputTokens: 1.2,
      },
    },
    is: 2,
    qualifiers: ['approximate'],
  },
  {
    measure: 'cost-used',
    name: 'a count that the price names is missing',
    inputs: { spent: 'absent', input: 2_000_000, output: 'absent' },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 0.4,
        perMillionOutputTokens: 1.2,
      },
    },
    is: 'no_data',
  },
  {
    measure: 'cost-used',
    name: 'requests without a price',
    inputs: { spent: eur('5'), unpriced: 3 },
    is: 5,
    qualifiers: ['partial'],
  },
  {
    measure: 'cost-used',
    name: 'two currencies',
    inputs: { spent: [...eur('5'), { amount: '1', currency: 'USD' }] },
    is: 'error',
  },
  {
    measure: 'cost-used',
    name: 'a source that failed is no reason to estimate',
    inputs: { spent: 'error', input: 5, output: 5 },
    context: {
      price: {
        id: 'p',
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 1,
      },
    },
    is: 'error',
  },
  {
    measure: 'cost-held',
    name: 'by the source of costs',
    inputs: { spent: eur('26.4') },
    is: 26.4,
  },
  {
    measure: 'cost-held',
    name: 'by GPU-hours',
    inputs: { spent: 'not_instrumented', hours: 11 },
    context: { pricePerGpuHour: { amount: '2.4', currency: 'EUR' } },
    is: 26.4,
    parts: { 'gpu-hours': 11 },
  },
  {
    measure: 'idle-share',
    name: 'no request running',
    inputs: { busy: 0.78 },
    is: 0.22,
  },
  {
    measure: 'idle-cost',
    name: 'held and idle',
    inputs: { spent: eur('100'), busy: 0.75, activity: 0.4 },
    is: 25,
    parts: { 'by-gpu-activity': 60 },
  },
  {
    measure: 'idle-cost',
    name: 'by GPU-hours',
    inputs: { spent: 'absent', hours: 10, busy: 0.5 },
    context: { pricePerGpuHour: { amount: '2', currency: 'EUR' } },
    is: 10,
  },
  {
    measure: 'budget-use',
    name: 'half of the month',
    inputs: { used: eur('1500'), recentUsed: eur('700') },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'used' },
    },
    is: 0.375,
    parts: { spent: 1500, budget: 4000, forecast: 3000 },
  },
  {
    measure: 'budget-use',
    name: 'what is held',
    inputs: { used: 'absent', held: eur('3000') },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'held' },
    },
    is: 0.75,
    parts: { forecast: 6000 },
  },
  {
    measure: 'budget-use',
    name: 'another currency',
    inputs: { used: [{ amount: '1', currency: 'USD' }] },
    context: {
      budget: { amount: { amount: '4000', currency: 'EUR' }, basis: 'used' },
    },
    is: 'error',
  },
  {
    measure: 'budget-use',
    name: 'no budget',
    inputs: { used: eur('5') },
    is: 'not_applicable',
  },
];
