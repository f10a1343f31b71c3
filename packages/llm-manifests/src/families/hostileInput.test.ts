import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { parseIntent } from '../intent/readIntent';
import { renderIntent } from '../intent/renderIntent';
import { printObjects } from '../objects/printObjects';
import { platformSchema } from '../platform/Platform';
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
  'x'.repeat(1_000_000),
];

type Path = ReadonlyArray<string | number>;

/** Places of all texts in a value. */
function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') {
    return [path];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) =>
        textPaths(item, [...path, Array.isArray(value) ? Number(key) : key]),
      )
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
  return { ...fields, [key]: withText(fields[key], rest, text) };
}

const places = familyCases
  .filter(({ objects }) => objects !== undefined)
  .flatMap(({ family, name, intent, platform }) => {
    const value = parse(intent);
    const target = platformSchema.parse(platform);
    return textPaths(value)
      .filter(([first]) => first === 'subject' || first === 'parts')
      .map(path => ({ title: `${family}: ${name}`, value, target, path }));
  });

/** What goes wrong with a text at a place; undefined where it is refused, or stays the value that it is. */
function problemOf(
  { value, target, path }: (typeof places)[number],
  text: string,
): string | undefined {
  const read = parseIntent(withText(value, path, text));
  const result = read.ok
    ? renderIntent({ intent: read.value, platform: target })
    : read;
  if (!result.ok) {
    const { length } = JSON.stringify(result.issues);
    return result.issues.length === 0 || length > 100_000
      ? `refused with ${result.issues.length} issues of ${length} characters`
      : undefined;
  }
  const parts: ReadonlyArray<{ objects?: readonly unknown[] }> = result.value;
  const objects = parts.flatMap(part => part.objects ?? []);
  const printed = parseAllDocuments(printObjects(objects), {
    version: '1.1',
  }).map(document => document.toJS());
  return JSON.stringify(sorted(printed)) === JSON.stringify(sorted(objects))
    ? undefined
    : 'rendered as another value';
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
  it('are refused, or stay the value that they are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...HOSTILE),
        (place, text) => {
          expect(problemOf(place, text)).toBeUndefined();
        },
      ),
      { numRuns: 600 },
    );
  });

  it('are tried in fields of every family', () => {
    expect(new Set(places.map(({ title }) => title.split(':')[0])).size).toBe(
      new Set(familyCases.map(({ family }) => family)).size,
    );
  });
});
