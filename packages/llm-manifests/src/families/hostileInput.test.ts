import fc from 'fast-check';
import { parse } from 'yaml';
import { platformSchema } from '../platform/Platform';
import { CRDS } from '../validation/__testUtils__/realCrds';
import {
  fieldOf,
  placesIn,
  valueAt,
  withKeyAt,
  withValueAt,
} from './__testUtils__/fields';
import { familyCases } from './__testUtils__/fixtures';
import { findRejection } from './__testUtils__/rejection';

/** What breaks out of careless templates, readers and names. */
const HOSTILE = [
  '',
  ' ',
  '# comment',
  "it's",
  'say "hi"',
  'back\\slash',
  "x' || true || 'y",
  '${{ secrets.KEY }}',
  '{{ .Values.key }}',
  '$(reboot)',
  '$(VLLM_API_KEY)',
  '$$(VLLM_API_KEY)',
  'a: b',
  '- a',
  '*anchor',
  '&anchor',
  '!!js/function x',
  '---',
  'a\n---\nkind: ClusterRoleBinding',
  'a\n  privileged: true',
  'tab\there',
  '\u2028next line',
  '\u202eleft',
  '\ud83d\ude80',
  'Größe',
  '0777',
  '1_000',
  '12:30:45',
  'on',
  'null',
  '~',
  '.inf',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'x'.repeat(64),
  'x'.repeat(254),
  'a.'.repeat(40),
  '\0',
  '\ud800',
  'x'.repeat(1_000_000),
];

/** Each field of each family once, in the last case that has it. */
const places = [
  ...new Map(
    familyCases
      .filter(({ objects }) => objects !== undefined)
      .flatMap(({ family, name, intent, platform }) => {
        const value = parse(intent);
        const target = platformSchema.parse(platform);
        return placesIn(value)
          .filter(([first]) => first === 'subject' || first === 'parts')
          .map(
            path =>
              [
                `${family} ${fieldOf(path)}`,
                { family, name, value, target, path },
              ] as const,
          );
      }),
  ).values(),
];

const notCompared = CRDS
  ? ''
  : ' (not compared with schemas, since MODELYARD_CRDS is not set)';

describe(`hostile texts in any field of an intent${notCompared}`, () => {
  it.each([...new Set(familyCases.map(({ family }) => family))])(
    'are refused by %s, or stay the value that they are',
    family => {
      const ofFamily = places.filter(place => place.family === family);
      expect(ofFamily.length).toBeGreaterThan(10);
      fc.assert(
        fc.property(
          fc.constantFrom(...ofFamily),
          fc.constantFrom(...HOSTILE),
          fc.boolean(),
          ({ value, target, path }, text, asKey) => {
            const hostile = asKey
              ? withKeyAt(value, path, text)
              : withValueAt(value, path, text);
            expect(findRejection(hostile, target)).toBeUndefined();
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it.each([...new Set(familyCases.map(({ family }) => family))])(
    'do not make %s tell the value of a variable, in any of its fields',
    family => {
      const rejections = places
        .filter(
          place =>
            place.family === family &&
            typeof valueAt(place.value, place.path) === 'string',
        )
        .flatMap(({ value, target, path }) =>
          ['$(VLLM_API_KEY)', '$$(HF_TOKEN)']
            .flatMap(text => [text, `${valueAt(value, path)}${text}`])
            .map(text => findRejection(withValueAt(value, path, text), target))
            .filter(rejection => rejection !== undefined)
            .map(rejection => `${path.join('.')}: ${rejection.slice(0, 200)}`),
        );
      expect(rejections).toEqual([]);
    },
  );
});
