import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { parseIntent } from '../intent/readIntent';
import { renderIntent } from '../intent/renderIntent';
import { printObjects } from '../objects/printObjects';
import { platformSchema } from '../platform/Platform';
import { CRDS, realSchemas } from '../validation/__testUtils__/realCrds';
import { validateObject } from '../validation/validateObject';
import { familyCases } from './__testUtils__/fixtures';

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

type Path = ReadonlyArray<string | number>;

/** Stands at the end of a path to a key. */
const KEY = 'the key itself';

/** Places of all texts in a value, and of all keys of mappings. */
function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') {
    return [path];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => {
        const at = [...path, Array.isArray(value) ? Number(key) : key];
        return [
          ...textPaths(item, at),
          ...(Array.isArray(value) ? [] : [[...at, KEY]]),
        ];
      })
    : [];
}

/** The value with another text at a place. */
function withText(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) {
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === key ? withText(item, rest, text) : item,
    );
  }
  const fields = value as Record<string, unknown>;
  const renamed = rest[0] === KEY;
  return Object.fromEntries(
    Object.entries(fields).map(([name, item]) => {
      if (name !== key) {
        return [name, item];
      }
      return renamed ? [text, item] : [name, withText(item, rest, text)];
    }),
  );
}

/** Each field of each family once, in the first case that has it. */
const places = [
  ...new Map(
    familyCases
      .filter(({ objects }) => objects !== undefined)
      .flatMap(({ family, name, intent, platform }) => {
        const value = parse(intent);
        const target = platformSchema.parse(platform);
        return textPaths(value)
          .filter(([first]) => first === 'subject' || first === 'parts')
          .map(path => {
            const field = path.filter(key => typeof key === 'string').join('.');
            return [
              `${family} ${field}`,
              { family, name, value, target, path },
            ] as const;
          });
      })
      .reverse(),
  ).values(),
];

/** What goes wrong with a text at a place; undefined where it is refused, or stays the value that it is. */
function problemOf(
  { value, target, path }: (typeof places)[number],
  text: string,
): string | undefined {
  const read = parseIntent(withText(value, path, text));
  const result = read.ok
    ? renderIntent({ intent: read.value, platform: target })
    : read;
  const { length } = JSON.stringify(result.issues);
  if (length > 20_000) {
    return `${result.issues.length} issues of ${length} characters`;
  }
  if (!result.ok) {
    return result.issues.length === 0 ? 'refused for no reason' : undefined;
  }
  const parts: ReadonlyArray<{ objects?: readonly unknown[] }> = result.value;
  const objects = parts.flatMap(part => part.objects ?? []);
  const printed = parseAllDocuments(printObjects(objects), {
    version: '1.1',
  }).map(document => document.toJS());
  if (JSON.stringify(sorted(printed)) !== JSON.stringify(sorted(objects))) {
    return 'rendered as another value';
  }
  return objects.map(object => rejection(object, objects)).find(Boolean);
}

/** Why a cluster would reject an object that was rendered. */
function rejection(
  object: unknown,
  bundle: readonly unknown[],
): string | undefined {
  const text = JSON.stringify(object);
  // KServe reads what it gets as a template.
  if (text.includes('"serving.kserve.io/') && text.includes('{{')) {
    return `has a template in it: ${text}`;
  }
  const [issue] = CRDS
    ? validateObject({ object, schemas: realSchemas(), bundle }).issues
    : [];
  return issue && `${issue.path} ${issue.message}: ${text}`;
}

/** The value with the keys of mappings in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, sorted(item)])
    : value;
}

describe('hostile texts in any field of an intent', () => {
  it.each([...new Set(familyCases.map(({ family }) => family))])(
    'are refused by %s, or stay the value that they are',
    family => {
      const ofFamily = places.filter(place => place.family === family);
      expect(ofFamily.length).toBeGreaterThan(10);
      fc.assert(
        fc.property(
          fc.constantFrom(...ofFamily),
          fc.constantFrom(...HOSTILE),
          (place, text) => {
            expect(problemOf(place, text)).toBeUndefined();
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});
