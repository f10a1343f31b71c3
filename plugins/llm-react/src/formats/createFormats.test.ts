import { createFormats } from './createFormats';

/** Narrow and no-break spaces differ between ICU versions; the text counts. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('createFormats', () => {
  const en = createFormats('en');
  const de = createFormats('de');

  it('writes figures with their unit in the language of the reader', () => {
    expect(en.number(131072)).toBe('131,072');
    expect(en.count(70_600_000_000)).toBe('70.6B');
    expect(en.percent(0.999)).toBe('99.9%');
    expect(en.percent(0.99999)).toBe('99.999%');
    expect(en.bytes(141107412992)).toBe('131.4 GiB');
    expect(en.duration(500)).toBe('500 ms');
    expect(en.day('2027-06-30')).toBe('Jun 30, 2027');
    expect(en.list(['text', 'image', 'audio'])).toBe('text, image, and audio');
    expect(plain(de.percent(0.999))).toBe('99,9 %');
    expect(de.day('2027-06-30')).toBe('30.06.2027');
  });

  it('keeps the digits of small prices and shows unknown currencies as they are', () => {
    expect(en.money(0.4, 'EUR')).toBe('€0.40');
    expect(en.money(0.0125, 'EUR')).toBe('€0.0125');
    expect(plain(de.money(1.2, 'EUR'))).toBe('1,20 €');
    expect(en.money(5, 'credits')).toBe('5 credits');
  });

  it('writes sums with the digits of their currency, and more only below its smallest coin', () => {
    expect(en.amount(1310.4, 'EUR')).toBe('€1,310.40');
    expect(en.amount(1310.2549, 'EUR')).toBe('€1,310.25');
    expect(en.amount(1310.4, 'JPY')).toBe('¥1,310');
    expect(en.amount(0.00421, 'EUR')).toBe('€0.00421');
    expect(en.amount(0, 'EUR')).toBe('€0.00');
    expect(plain(de.amount(1310.4, 'EUR'))).toBe('1.310,40 €');
    expect(en.amount(5.126, 'credits')).toBe('5.13 credits');
  });

  it('names the month in UTC', () => {
    expect(en.month(new Date('2026-11-30T23:30:00Z'))).toBe('November');
    expect(de.month(new Date('2026-12-01T00:30:00Z'))).toBe('Dezember');
  });

  it.each([
    ['2027-06-30T12:00:00Z', 'now'],
    ['2027-06-30T11:59:20Z', '40 seconds ago'],
    ['2027-06-30T11:30:00Z', '30 minutes ago'],
    ['2027-06-29T10:00:00Z', 'yesterday'],
    ['2027-07-03T12:00:00Z', 'in 3 days'],
    ['2025-01-01T00:00:00Z', '2 years ago'],
  ])('says how far %s is away: %s', (moment, expected) => {
    const now = new Date('2027-06-30T12:00:00Z');
    expect(en.age(new Date(moment), now)).toBe(expected);
  });

  it('rejects a malformed language', () => {
    expect(() => createFormats('not a tag')).toThrow(RangeError);
  });
});
