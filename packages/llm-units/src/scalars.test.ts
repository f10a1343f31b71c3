import fc from 'fast-check';
import { formatBytes, parseBytes } from './bytes';
import { countOf, formatCount, formatNumber, parseCount } from './counts';
import { formatDuration, parseDuration } from './durations';
import { formatRatio, parseRatio } from './ratios';
import { Result } from './result';

const anything = fc.anything({ withBigInt: true, withNullPrototype: true });

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
}

function reasonOf(result: Result<unknown>): string {
  if (result.ok) {
    throw new Error(`Was read as ${result.value}`);
  }
  return result.issues[0].message;
}

const parsers = { parseBytes, parseCount, parseDuration, parseRatio };

describe.each(Object.entries(parsers))('%s', (_, parse) => {
  it('takes anything and never throws', () => {
    fc.assert(
      fc.property(anything, value => {
        const result = parse(value);
        expect(result.ok || result.issues[0].severity === 'error').toBe(true);
      }),
    );
  });

  it.each([
    [''],
    ['lots'],
    ['-1'],
    [-1],
    [NaN],
    [Infinity],
    [null],
    [{}],
    ['1 e3'],
    ['1,5GB'],
  ])('refuses %p and says why', value => {
    const result = parse(value);
    expect(result).toMatchObject({
      ok: false,
      issues: [{ path: '', message: expect.stringMatching(/; /) }],
    });
  });
});

describe('bytes', () => {
  it.each([
    [141107412992, 141107412992],
    ['80GB', 80_000_000_000],
    ['80 GiB', 85_899_345_920],
    ['74.5Gi', 79_993_765_888],
    ['1.5 kB', 1500],
    ['512', 512],
    ['512B', 512],
    ['0.1TB', 100_000_000_000],
  ])('reads %p', (text, bytes) => {
    expect(valueOf(parseBytes(text))).toBe(bytes);
  });

  it('refuses a size that no number holds exactly', () => {
    expect(reasonOf(parseBytes('9000000PB'))).toMatch(/not a size/);
    expect(reasonOf(parseBytes(1.5))).toMatch(/not a size: 1.5/);
  });

  it.each([
    [0, 'en', '0 B'],
    [1023, 'en', '1023 B'],
    [1024, 'en', '1 KiB'],
    [85_899_345_920, 'en', '80 GiB'],
    [141107412992, 'de', '131,4 GiB'],
    // Rounds up to the next unit rather than to 1024 of this one.
    [1024 ** 3 - 1, 'en', '1 GiB'],
  ])('writes %p in %s', (bytes, locale, text) => {
    expect(formatBytes(bytes, { locale })).toBe(text);
  });

  it('reads back what it writes, to the digit that was written', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 52 }), bytes => {
        const read = valueOf(parseBytes(formatBytes(bytes, { locale: 'en' })));
        expect(Math.abs(read - bytes)).toBeLessThanOrEqual(0.051 * bytes + 0.5);
      }),
    );
  });
});

describe('counts', () => {
  it.each([
    [70_600_000_000, 70_600_000_000],
    ['70.6B', 70_600_000_000],
    ['3.21b', 3_210_000_000],
    ['1.1T', 1_100_000_000_000],
    ['568M', 568_000_000],
    ['12', 12],
  ])('reads %p', (text, count) => {
    expect(valueOf(parseCount(text))).toBe(count);
  });

  it('refuses a part of one', () => {
    expect(reasonOf(parseCount('1.5'))).toMatch(/not a count: "1.5"/);
    expect(reasonOf(parseCount(1e22))).toMatch(/not a count/);
  });

  it('writes short and in full, in the language of the reader', () => {
    expect(formatCount(70_600_000_000, { locale: 'en' })).toBe('70.6B');
    expect(formatCount(70_600_000_000, { locale: 'de' })).toMatch(
      /^70,6\sMrd\.$/,
    );
    expect(formatNumber(131072, { locale: 'en' })).toBe('131,072');
    expect(formatNumber(0.25, { locale: 'de', maximumFractionDigits: 2 })).toBe(
      '0,25',
    );
  });

  it('reads back what it writes, to the digit that was written', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_000_000_000_000 }), count => {
        const read = valueOf(parseCount(formatCount(count, { locale: 'en' })));
        expect(Math.abs(read - count)).toBeLessThanOrEqual(0.051 * count);
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['0.1s', 100],
    ['4.1 s', 4100],
    ['1h30m', 5_400_000],
    ['90min', 5_400_000],
    ['30d', 2_592_000_000],
    ['250us', 0.25],
    ['2w', 1_209_600_000],
  ])('reads %p', (text, milliseconds) => {
    expect(valueOf(parseDuration(text))).toBe(milliseconds);
  });

  it('says that a bare number has no unit', () => {
    expect(reasonOf(parseDuration('500'))).toMatch(/^has no unit: "500"/);
    expect(reasonOf(parseDuration(500))).toMatch(/^has no unit: 500/);
    expect(reasonOf(parseDuration('5 moons'))).toMatch(/^is not a duration/);
  });

  it.each([
    [312, 'en', '312 ms'],
    [4100, 'de', '4,1 s'],
    [0, 'en', '0 ms'],
    [0.25, 'en', '0.3 ms'],
    [5_400_000, 'en', '1.5 h'],
    [2_592_000_000, 'en', '30 d'],
  ])('writes %p in %s', (milliseconds, locale, text) => {
    expect(formatDuration(milliseconds, { locale })).toBe(text);
  });

  it('reads back what it writes, to the digit that was written', () => {
    fc.assert(
      fc.property(fc.nat(), milliseconds => {
        const read = valueOf(
          parseDuration(formatDuration(milliseconds, { locale: 'en' })),
        );
        expect(Math.abs(read - milliseconds)).toBeLessThanOrEqual(
          0.051 * milliseconds,
        );
      }),
    );
  });
});

describe('ratios', () => {
  it.each([
    ['99.9%', 0.999],
    ['99.95 %', 0.9995],
    ['0%', 0],
    ['100%', 1],
    [0.999, 0.999],
    ['0.5', 0.5],
    [1, 1],
  ])('reads %p', (text, ratio) => {
    expect(valueOf(parseRatio(text))).toBe(ratio);
  });

  it('asks for the sign when a percentage has none, and knows no more than all', () => {
    expect(reasonOf(parseRatio(99.9))).toMatch(/needs its sign, 99.9%/);
    expect(reasonOf(parseRatio('100.1%'))).toMatch(/from 0 to 1/);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), basisPoints => {
        const ratio = basisPoints / 10_000;
        const text = formatRatio(ratio, { locale: 'en' });
        expect(valueOf(parseRatio(text))).toBeCloseTo(ratio, 10);
      }),
    );
    expect(formatRatio(0.999, { locale: 'de' })).toMatch(/^99,9\s%$/);
  });
});

describe('countOf', () => {
  it('has one form for one thing, and another for any other number', () => {
    expect([0, 1, 2].map(count => countOf(count, 'GPU'))).toEqual([
      '0 GPUs',
      '1 GPU',
      '2 GPUs',
    ]);
    expect([1, 2].map(count => countOf(count, 'copy', 'copies'))).toEqual([
      '1 copy',
      '2 copies',
    ]);
  });
});
