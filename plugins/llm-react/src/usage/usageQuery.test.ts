import { parseUsageQuery, writeUsageQuery } from './usageQuery';

const read = (search: string) => parseUsageQuery(new URLSearchParams(search));

describe('the address of the tab of usage', () => {
  it.each([
    '',
    'range=24h',
    'from=2026-11-01&to=2026-11-09&by=version&measure=cost&currency=EUR&compare=true&view=table',
  ])('is read and written the same: %s', search => {
    expect(
      writeUsageQuery(read(search), new URLSearchParams(search)).toString(),
    ).toBe(search);
  });

  it('counts what makes no sense as not chosen, and leaves others theirs', () => {
    expect(
      read('range=9d&by=weather&measure=joy&currency=euro&from=yesterday'),
    ).toEqual({ range: '30d', compare: false, view: 'chart' });
    expect(
      writeUsageQuery(
        read('range=7d'),
        new URLSearchParams('filters=x&from=2026-11-01'),
      ).toString(),
    ).toBe('filters=x&range=7d');
  });
});
