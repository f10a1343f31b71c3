import { nextPrice, priceInForce, utcDay } from './priceInForce';

const prices = [
  { from: '2027-01-01', amount: 2.1 },
  { from: '2025-01-01', amount: 3 },
  { from: '2026-01-01', amount: 2.4 },
];

describe('priceInForce', () => {
  it.each([
    ['2024-12-31', undefined, 3],
    ['2025-01-01', 3, 2.4],
    ['2025-12-31', 3, 2.4],
    ['2026-01-01', 2.4, 2.1],
    ['2027-06-01', 2.1, undefined],
  ])('on %s', (day, now, next) => {
    expect(priceInForce(prices, day)?.amount).toBe(now);
    expect(nextPrice(prices, day)?.amount).toBe(next);
  });

  it('knows of no price where none is stated', () => {
    expect(priceInForce(undefined, '2026-01-01')).toBeUndefined();
    expect(nextPrice([], '2026-01-01')).toBeUndefined();
  });

  it('counts days in UTC', () => {
    expect(utcDay(new Date('2026-12-31T23:30:00-05:00'))).toBe('2027-01-01');
  });
});
