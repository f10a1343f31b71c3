import fc from 'fast-check';
import { dayOf, daysBetween, formatDate, parseDate } from './dates';
import { formatIssue } from './issue';

const days = fc
  .date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map(dayOf);

describe('dates', () => {
  it('takes the day of any moment as it is', () => {
    fc.assert(
      fc.property(days, day => {
        expect(parseDate(day)).toEqual({ ok: true, value: day, issues: [] });
      }),
    );
  });

  it.each([
    ['2027-02-29', /the calendar has no such day/],
    ['2027-13-01', /the calendar has no such day/],
    ['2027-00-10', /the calendar has no such day/],
    ['01.06.2027', /write year, month and day as 2027-06-30/],
    ['2027-6-1', /write year, month and day/],
    ['2027-06-01T00:00:00Z', /write year, month and day/],
    [new Date(0), /is not a date/],
    [20270101, /is not a date/],
  ])('refuses %p and says why', (value, message) => {
    expect(parseDate(value)).toMatchObject({
      ok: false,
      issues: [{ message: expect.stringMatching(message) }],
    });
  });

  it('takes anything and never throws', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
    fc.assert(
      fc.property(anything, value => {
        expect(typeof parseDate(value).ok).toBe('boolean');
      }),
    );
  });

  it('takes leap days', () => {
    expect(parseDate('2028-02-29').ok).toBe(true);
    expect(parseDate('0004-02-29').ok).toBe(true);
  });

  it('counts days, in the order in which their texts sort', () => {
    expect(daysBetween('2027-01-01', '2027-06-30')).toBe(180);
    expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
    fc.assert(
      fc.property(days, days, (a, b) => {
        const difference = daysBetween(a, b);
        expect(Number.isInteger(difference)).toBe(true);
        expect(a < b).toBe(difference > 0);
        expect(daysBetween(b, a)).toBe(-difference + 0);
      }),
    );
  });

  it('is written in the language of the reader, whatever the time zone', () => {
    expect(formatDate('2027-06-30', { locale: 'en-US' })).toBe('Jun 30, 2027');
    expect(formatDate('2027-06-30', { locale: 'de' })).toBe('30.06.2027');
  });

  it('has no day for a moment that is none', () => {
    expect(dayOf(new Date(NaN))).toBe('');
  });
});

describe('formatIssue', () => {
  it('reads as one sentence', () => {
    expect(formatIssue({ path: 'spec.owner', message: 'is required' })).toBe(
      'spec.owner is required',
    );
    expect(formatIssue({ path: '', message: 'has no name' })).toBe(
      'has no name',
    );
  });
});
