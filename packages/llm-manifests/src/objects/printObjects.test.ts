import fc from 'fast-check';
import { load as loadYaml11 } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { printObjects } from './printObjects';

/** What readers of both versions of YAML, and another library, make of a text. */
const readers = {
  'YAML 1.2': (text: string) =>
    parseAllDocuments(text).map(document => document.toJS()),
  'YAML 1.1': (text: string) =>
    parseAllDocuments(text, { version: '1.1' }).map(document =>
      document.toJS(),
    ),
};

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
