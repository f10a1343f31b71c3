import fc from 'fast-check';
import { isCurrency } from './currencies';
import {
  addMoney,
  compareMoney,
  formatMoney,
  Money,
  money,
  multiplyMoney,
  parseMoney,
} from './money';

const anything = fc.anything({ withBigInt: true, withNullPrototype: true });

function parsed(text: string): Money {
  const result = parseMoney(text);
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
}

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const euros = cents.map(value => {
  const digits = `${value < 0n ? -value : value}`.padStart(3, '0');
  return parsed(
    `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} EUR`,
  );
});

describe('parseMoney', () => {
  it.each([
    ['6000 EUR', '6000', 'EUR'],
    ['0.40 USD', '0.4', 'USD'],
    ['1250.5JPY', '1250.5', 'JPY'],
    ['-3.00 CHF', '-3', 'CHF'],
    ['000.10 EUR', '0.1', 'EUR'],
    [
      '123456789012345678901234567890.01 EUR',
      '123456789012345678901234567890.01',
      'EUR',
    ],
  ])('reads %p', (text, amount, currency) => {
    expect(parsed(text)).toEqual({ amount, currency });
  });

  it.each([
    ['6000', /write the number without separators and the currency/],
    ['6,000 EUR', /without separators/],
    ['EUR 6000', /without separators/],
    ['6000 EURO', /not a currency code of ISO 4217: "EURO"/],
    ['6000 eur', /not a currency code of ISO 4217: "eur"/],
    ['6000 DEM', /not a currency code/],
    [6000, /not an amount of money: 6000/],
    [undefined, /not an amount of money/],
  ])('refuses %p and says why', (value, message) => {
    expect(parseMoney(value)).toMatchObject({
      ok: false,
      issues: [{ message: expect.stringMatching(message) }],
    });
  });

  it('takes anything and never throws', () => {
    fc.assert(
      fc.property(anything, value => {
        expect(typeof parseMoney(value).ok).toBe('boolean');
      }),
    );
  });
});

describe('money', () => {
  it('takes a number at its shortest notation', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        amount => {
          const result = money(amount, 'EUR');
          expect(result.ok && Number(result.value.amount)).toBe(amount + 0);
        },
      ),
    );
    expect(money(1e-7, 'EUR')).toMatchObject({
      value: { amount: '0.0000001' },
    });
    expect(money(NaN, 'EUR')).toMatchObject({ ok: false });
    expect(money(1, 'XYZ')).toMatchObject({ ok: false });
  });

  it('loses no cent', () => {
    expect(addMoney(parsed('0.1 EUR'), parsed('0.2 EUR')).amount).toBe('0.3');
    expect(multiplyMoney(parsed('0.40 EUR'), 3).amount).toBe('1.2');
    expect(multiplyMoney(parsed('2.40 EUR'), '0.001').amount).toBe('0.0024');
    fc.assert(
      fc.property(euros, euros, (a, b) => {
        const sum = addMoney(a, b);
        expect(sum).toEqual(addMoney(b, a));
        const less = addMoney(sum, multiplyMoney(b, -1));
        expect(compareMoney(less, a)).toBe(0);
        expect(Math.sign(compareMoney(a, b))).toBe(
          -Math.sign(compareMoney(b, a)) + 0,
        );
      }),
    );
  });

  it('takes no two currencies together', () => {
    const a = parsed('1 EUR');
    const b = parsed('1 USD');
    expect(() => addMoney(a, b)).toThrow(/EUR and in USD/);
    expect(() => compareMoney(a, b)).toThrow(RangeError);
    expect(() => multiplyMoney(a, NaN)).toThrow(/Not a decimal number: "NaN"/);
  });

  it('is written in the language of the reader, and reads back', () => {
    expect(formatMoney(parsed('0.4 EUR'), { locale: 'en' })).toBe('€0.40');
    expect(formatMoney(parsed('0.0024 EUR'), { locale: 'en' })).toBe('€0.0024');
    expect(formatMoney(parsed('6000 EUR'), { locale: 'de' })).toMatch(
      /^6\.000,00\s€$/,
    );
    expect(formatMoney(parsed('6000 JPY'), { locale: 'en' })).toBe('¥6,000');
    expect(
      formatMoney(parsed('6000.4 EUR'), {
        locale: 'en',
        maximumFractionDigits: 0,
      }),
    ).toBe('€6,000');
    fc.assert(
      fc.property(euros, amount => {
        const text = formatMoney(amount, { locale: 'en' }).replace(/[€,]/g, '');
        expect(compareMoney(parsed(`${text} EUR`), amount)).toBe(0);
      }),
    );
  });

  it('knows the currencies that the platform can write', () => {
    const known = Intl.supportedValuesOf('currency').filter(isCurrency);
    expect(known.length).toBeGreaterThan(145);
    expect(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'XCG'].every(isCurrency)).toBe(
      true,
    );
    expect(['HRK', 'XAU', 'XXX', 'eur', '', null].some(isCurrency)).toBe(false);
  });
});
