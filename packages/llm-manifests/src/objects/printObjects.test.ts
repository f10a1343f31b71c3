import fc from 'fast-check';
import { load as loadYaml11 } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { printObjects } from './printObjects';
import { printByLibrary } from './printScalar';

/** What readers of both versions of YAML, and another library, make of a text. */
const readers = {
  'YAML 1.2': (text: string) =>
    parseAllDocuments(text).map(document => document.toJS()),
  'YAML 1.1': (text: string) =>
    parseAllDocuments(text, { version: '1.1' }).map(document =>
      document.toJS(),
    ),
};

/** Texts in which something looks like another part of YAML. */
const trickyText = fc
  .array(
    fc.constantFrom(
      ...[
        ...' \n\t:#-?,[]{}&*!|>\'"%@`=~<.\\_/+0179aeExnyNoTZ\r\u00e9\u2028\ufeff',
      ],
      ...['---', '...', ': ', ' #', '- ', 'true', 'null', '<<', '\n\n', '  '],
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

// The library leaves this one without quotes, so that some readers merge what stands there.
const libraryText = trickyText.filter(text => text !== '<<');

const trickyValue: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    libraryText,
    fc.double(),
    fc.constantFrom(null, true, false, 0, -0, 1e21, 1.5, -7, undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(libraryText, fc.constantFrom('name', 'kind', 'metadata')),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

const jsonObject = fc.dictionary(
  fc.string({ unit: 'binary' }).filter(key => key !== '__proto__'),
  fc.jsonValue({ stringUnit: 'binary' }),
);

describe('printObjects', () => {
  it('begins with what a reader looks for, and orders the rest', () => {
    expect(
      printObjects([
        {
          spec: { b: [{ value: 1, name: 'x' }], a: undefined, A: true },
          metadata: { labels: {}, namespace: 'n', name: 'm' },
          kind: 'K',
          apiVersion: 'v1',
        },
        { kind: 'L' },
      ]),
    ).toBe(
      'apiVersion: v1\nkind: K\nmetadata:\n  name: m\n  namespace: "n"\n  labels: {}\nspec:\n  A: true\n  b:\n    - name: x\n      value: 1\n---\nkind: L\n',
    );
  });

  it('orders the keys of a mapping of any size alike', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `key${(i * 7) % 40}`);
    for (const count of [1, 2, 15, 16, 17, 40]) {
      const some = [...keys.slice(0, count), 'name', 'empty', 'kind'];
      const map = Object.fromEntries(
        some.map(key => [key, key === 'empty' ? undefined : 'value']),
      );
      expect(printObjects([map])).toBe(
        ['kind', 'name', ...keys.slice(0, count).sort()]
          .map(key => `${key}: value\n`)
          .join(''),
      );
    }
  });

  it('tells empty lists and mappings from others at any place', () => {
    expect(
      printObjects([
        { a: [], b: {}, c: { d: undefined }, e: [[], {}, [[1]], [{ f: [] }]] },
        {},
        [],
      ]),
    ).toBe(
      'a: []\nb: {}\nc: {}\ne:\n  - []\n  - {}\n  - - - 1\n  - - f: []\n---\n{}\n---\n[]\n',
    );
  });

  it.each([
    'on',
    'No',
    'y',
    'null',
    '~',
    '0777',
    '1_000',
    '12:30:45',
    '1e3',
    '.inf',
    '0x1F',
    '2026-11-26',
    '=',
    '<<',
    '- a',
    'a: b',
    'a #b',
    '#a',
    '{a}',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    "it's",
    '"quoted"',
    'a\nb: c\n---\nkind: Secret',
    'ends in a line\n\n',
    ' blank ',
    '\ttab',
    '\u0000\u0007\u0085\u2028\ufeff',
    '${{ secrets.token }}',
    '🚀 مرحبا',
    'x'.repeat(1_000_000),
  ])('keeps the text %j a text, as key and as value', text => {
    // Some readers merge whatever stands at this key, quoted or not.
    const key = text === '<<' ? 'merge' : text;
    const object = { [key]: text, list: [text] };
    const printed = printObjects([object]);
    for (const read of Object.values(readers)) {
      expect(read(printed)).toEqual([object]);
    }
    expect(loadYaml11(printed)).toEqual(object);
  });

  it('prints by itself what the library prints', () => {
    fc.assert(
      fc.property(trickyValue, value => {
        expect(printObjects([value])).toBe(`${printByLibrary(value)}\n`);
      }),
      { numRuns: 5_000 },
    );
    const long = { ['k'.repeat(2_000)]: { a: ['b'.repeat(2_000)] } };
    expect(printObjects([{ long }])).toBe(`${printByLibrary({ long })}\n`);
  });

  it('has nothing in it that a reader takes for something else', () => {
    fc.assert(
      fc.property(fc.dictionary(libraryText, trickyText), object => {
        for (const read of Object.values(readers)) {
          expect(read(printObjects([object]))).toEqual([object]);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('is read back to the same by any reader, and prints the same again', () => {
    fc.assert(
      fc.property(fc.array(jsonObject, { minLength: 1 }), objects => {
        const plain = JSON.parse(JSON.stringify(objects));
        const printed = printObjects(objects);
        for (const read of Object.values(readers)) {
          const back = read(printed);
          expect(JSON.parse(JSON.stringify(back))).toEqual(plain);
          expect(printObjects(back)).toBe(printed);
        }
      }),
      { numRuns: 500 },
    );
  });
});
