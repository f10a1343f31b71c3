import { nextPrice } from './nextPrice';

describe('nextPrice', () => {
  const prices = [
    { from: '2027-01-01', amount: 2.1 },
    { from: '2025-01-01', amount: 3 },
    { from: '2026-01-01', amount: 2.4 },
  ];

  it.each([
    ['2024-12-31', 3],
    ['2025-01-01', 2.4],
    ['2026-11-23', 2.1],
    ['2027-01-01', undefined],
  ])('after %s is %s', (day, amount) => {
    expect(nextPrice(prices, day)?.amount).toBe(amount);
  });

  it('is none where no price is stated', () => {
    expect(nextPrice(undefined, '2026-01-01')).toBeUndefined();
    expect(nextPrice([], '2026-01-01')).toBeUndefined();
  });
});
