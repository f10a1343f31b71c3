import { issueOf, spanOf } from './span';

const now = new Date('2026-11-26T20:25:00Z');

describe('spanOf', () => {
  it('counts the hour that is under way', () => {
    const span = spanOf('24h', now);
    expect(span).toMatchObject({
      from: '2026-11-25T21:00:00Z',
      to: '2026-11-26T21:00:00Z',
      step: 'hour',
    });
    expect(span.periods).toHaveLength(24);
    expect(span.periods.at(-1)).toBe('2026-11-26T20:00:00Z');
    expect(span.previous).toMatchObject({
      from: '2026-11-24T21:00:00Z',
      to: '2026-11-25T21:00:00Z',
    });
    expect(spanOf('24h', new Date('2026-11-26T20:00:00Z')).periods.at(-1)).toBe(
      '2026-11-26T19:00:00Z',
    );
  });

  it('begins days at midnight UTC, and compares as much of them', () => {
    const span = spanOf('7d', now);
    expect(span.periods).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
    expect(span).toMatchObject({
      from: '2026-11-20T00:00:00Z',
      to: '2026-11-26T21:00:00Z',
      step: 'day',
    });
    expect(span.previous).toMatchObject({
      from: '2026-11-13T00:00:00Z',
      to: '2026-11-19T21:00:00Z',
    });
    expect(spanOf('90d', now).periods).toHaveLength(90);
  });

  it('compares a month with as many days of the one before', () => {
    const span = spanOf('month', now);
    expect(span.periods).toHaveLength(26);
    expect(span.previous.periods[0]).toBe('2026-10-01');
    expect(span.previous.to).toBe('2026-10-26T21:00:00Z');
    // March has more days than February.
    expect(spanOf('month', new Date('2026-03-31T12:00:00Z')).previous).toEqual(
      expect.objectContaining({
        from: '2026-02-01T00:00:00Z',
        to: '2026-03-01T00:00:00Z',
      }),
    );
  });

  it('takes days of one’s own, by hours where they are few and not long ago', () => {
    expect(spanOf({ from: '2026-11-20', to: '2026-11-21' }, now)).toMatchObject(
      {
        from: '2026-11-20T00:00:00Z',
        to: '2026-11-22T00:00:00Z',
        step: 'hour',
        previous: { from: '2026-11-18T00:00:00Z', to: '2026-11-20T00:00:00Z' },
      },
    );
    expect(spanOf({ from: '2026-02-01', to: '2026-02-01' }, now).step).toBe(
      'day',
    );
    const days = spanOf({ from: '2026-11-01', to: '2026-11-30' }, now);
    expect(days.to).toBe('2026-11-26T21:00:00Z');
    expect(days.periods).toHaveLength(26);
  });

  it.each([
    ['2026-11-01', '2026-11-01', undefined],
    ['2026-11-02', '2026-11-01', 'order'],
    ['2026-11-27', '2026-11-28', 'future'],
    ['2025-11-01', '2026-11-01', undefined],
    ['2025-11-01', '2026-11-02', 'length'],
    ['2026-02-30', '2026-11-01', 'missing'],
    ['', '2026-11-01', 'missing'],
  ])('says of %s to %s: %s', (from, to, issue) => {
    expect(issueOf({ from, to }, now)).toBe(issue);
  });
});
