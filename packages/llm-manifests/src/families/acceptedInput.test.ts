import fc from 'fast-check';
import { parse } from 'yaml';
import { platformSchema } from '../platform/Platform';
import { CRDS } from '../validation/__testUtils__/realCrds';
import {
  fieldOf,
  type Path,
  placesIn,
  valueAt,
  withValueAt,
} from './__testUtils__/fields';
import { familyCases } from './__testUtils__/fixtures';
import { findRejection } from './__testUtils__/rejection';

/** Numbers at which something ends. */
const NUMBERS = [-1, 0, 0.5, 1, 2, 3, 8, 63, 100, 3600, 2 ** 31, 2 ** 53];

/** What some intent says at a place of a part. */
interface Statement {
  readonly family: string;
  readonly path: Path;
  readonly value: unknown;
}

const cases = familyCases.map(
  ({ family, name, intent, platform, objects }) => ({
    family,
    name,
    accepted: objects !== undefined,
    intent: parse(intent),
    platform: platformSchema.parse(platform),
  }),
);

function partsOf(intent: unknown): Array<{ family: string; input: unknown }> {
  const parts = valueAt(intent, ['parts']);
  return Array.isArray(parts) ? parts : [];
}

/** What any case says of any part, by field: each has the same chance, however many cases name it. */
const statements = new Map<string, Statement[]>();
for (const { family, input } of cases.flatMap(c => partsOf(c.intent))) {
  for (const path of placesIn(input)) {
    const field = `${family} ${fieldOf(path)}`;
    const same = statements.get(field) ?? [];
    statements.set(field, [
      ...same,
      { family, path, value: valueAt(input, path) },
    ]);
  }
}

/** How a field of an intent becomes another one. */
type Edit = (intent: unknown) => unknown;

/** Makes an edit of a field of one of the parts. */
function editOf(options: {
  statement: Statement;
  change: 'as-stated' | 'left-out' | 'number' | 'other';
  number: number;
}): Edit {
  const { statement, change, number } = options;
  return intent => {
    const index = partsOf(intent).findIndex(
      ({ family }) => family === statement.family,
    );
    const path = ['parts', index, 'input', ...statement.path];
    const holder = valueAt(intent, path.slice(0, -1));
    if (typeof holder !== 'object' || holder === null) {
      return intent;
    }
    const current = valueAt(intent, path) ?? statement.value;
    const values = {
      'as-stated': statement.value,
      'left-out': undefined,
      number: typeof current === 'number' ? number : current,
      other: typeof current === 'boolean' ? !current : current,
    };
    return withValueAt(intent, path, values[change]);
  };
}

(CRDS ? describe : describe.skip)(
  'what is left out of an intent, or taken from another one, compared with the schemas in MODELYARD_CRDS',
  () => {
    it.each([...new Set(cases.map(({ family }) => family))])(
      'is refused by %s, or rendered to objects that a cluster takes',
      family => {
        const ofFamily = cases.filter(c => c.family === family && c.accepted);
        const parts = new Set(
          ofFamily.flatMap(({ intent }) => partsOf(intent)).map(p => p.family),
        );
        const fields = [...statements.values()].filter(([{ family: of }]) =>
          parts.has(of),
        );
        const edit = fc
          .record({
            statement: fc
              .constantFrom(...fields)
              .chain(same => fc.constantFrom(...same)),
            change: fc.constantFrom(
              'as-stated' as const,
              'left-out' as const,
              'number' as const,
              'other' as const,
            ),
            number: fc.constantFrom(...NUMBERS),
          })
          .map(editOf);
        fc.assert(
          fc.property(
            fc.constantFrom(...ofFamily),
            fc.array(edit, { minLength: 1, maxLength: 4 }),
            ({ intent, platform }, edits) => {
              const edited = edits.reduce(
                (value, apply) => apply(value),
                intent,
              );
              expect(findRejection(edited, platform)).toBeUndefined();
            },
          ),
          { numRuns: 300 },
        );
      },
    );
  },
);
