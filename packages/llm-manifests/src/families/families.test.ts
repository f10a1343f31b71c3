import { parseAllDocuments, stringify } from 'yaml';
import { families } from '.';
import { parseIntent, readIntent } from '../intent/readIntent';
import { renderIntent } from '../intent/renderIntent';
import { printObjects } from '../objects/printObjects';
import { platformSchema } from '../platform/Platform';
import {
  FamilyCase,
  familyCases,
  familyFolders,
  statusCases,
  usualPlatform,
} from './__testUtils__/fixtures';

describe('the manifest families', () => {
  it('are all in their list, under the names of their folders', () => {
    expect(families.map(({ id }) => id).sort()).toEqual(
      [...familyFolders].sort(),
    );
  });

  it.each(families.map(family => [family.id, family] as const))(
    '%s has cases that render, and cases that are refused',
    (id, family) => {
      const cases = familyCases.filter(c => c.family === id);
      expect(cases.filter(c => c.objects !== undefined).length).toBeGreaterThan(
        1,
      );
      expect(cases.filter(c => c.objects === undefined).length).toBeGreaterThan(
        0,
      );
      const rendered = new Set(
        cases.flatMap(c =>
          parseAllDocuments(c.objects ?? '').map(document => {
            const { apiVersion, kind } = document.toJS();
            return `${apiVersion} ${kind}`;
          }),
        ),
      );
      // Each kind that it may render is rendered by some case.
      expect(family.kinds.filter(kind => !rendered.has(kind))).toEqual([]);
      const phases = statusCases
        .filter(c => c.family === id)
        .map(c => (c.status as { phase: string }).phase);
      expect(phases).toEqual(
        expect.arrayContaining(
          family.readStatus ? ['absent', 'progressing', 'ready', 'failed'] : [],
        ),
      );
    },
  );
});

describe.each(families.map(family => [family.id, family] as const))(
  'the example of %s',
  (id, { subject: kind, example }) => {
    it('renders', () => {
      const { description, input, beside } = example;
      expect(description).toMatch(/^[A-Z].*[^.]$/);
      const server = families.find(family => family.id === beside);
      expect(server?.serves).toBe(beside === undefined ? undefined : true);
      const target = platformSchema.parse(usualPlatform);
      const subjects = {
        deployment: {
          kind,
          name: 'qwen3-8b-prod',
          namespace: 'assistants-prod',
          model: 'model:default/qwen3-8b',
          version: '2025-04-bf16',
          deployment: 'prod',
          environment: 'production',
          servedModelName: 'qwen3-8b',
          owner: 'group:default/ml-platform',
        },
        pool: {
          kind,
          name: 'h100-fra',
          namespace: 'gpu-operator',
          pool: 'gpupool:default/h100-fra',
          owner: 'group:default/gpu-platform',
        },
      };
      const intent = parseIntent({
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'Intent',
        renderer: 1,
        target: target.name,
        subject: subjects[kind],
        parts: [
          ...(server
            ? [{ family: server.id, input: server.example.input }]
            : []),
          { family: id, input },
        ],
      });
      const rendered =
        intent.ok && renderIntent({ intent: intent.value, platform: target });
      expect([
        ...intent.issues,
        ...(rendered ? rendered.issues : []).filter(
          ({ severity }) => severity === 'error',
        ),
      ]).toEqual([]);
      expect(
        rendered && rendered.ok
          ? rendered.value.map(({ family, objects }) => [
              family,
              objects.length > 0,
            ])
          : [],
      ).toEqual([...(server ? [[server.id, true]] : []), [id, true]]);
    });
  },
);

// What other parts of the intent render is the matter of their families.
function render({ family, intent, platform }: FamilyCase) {
  const target = platformSchema.parse(platform);
  const read = readIntent(intent);
  if (!read.ok) {
    return { objects: undefined, issues: read.issues };
  }
  const result = renderIntent({ intent: read.value, platform: target });
  return {
    objects: result.ok
      ? result.value
          .filter(part => part.family === family)
          .flatMap(({ objects }) => objects)
      : undefined,
    issues: result.issues,
  };
}

function update(familyCase: FamilyCase): void {
  const { objects, issues } = render(familyCase);
  familyCase.update('objects.yaml', objects && printObjects(objects));
  familyCase.update(
    'issues.yaml',
    issues.length > 0 ? stringify(issues, { lineWidth: 0 }) : undefined,
  );
}

const { UPDATE_FIXTURES } = process.env;
if (UPDATE_FIXTURES) {
  familyCases
    .filter(c => UPDATE_FIXTURES === '1' || c.family === UPDATE_FIXTURES)
    .forEach(update);
}

describe.each(familyCases.map(c => [`${c.family}: ${c.name}`, c] as const))(
  '%s',
  (_title, familyCase) => {
    it('renders what it should, or is refused for the reasons that it should', () => {
      const { objects, issues } = render(familyCase);
      expect(issues).toEqual(familyCase.issues);
      expect(objects && printObjects(objects)).toBe(familyCase.objects);
    });

    it('prints the same when it is rendered or read again', () => {
      const objects = render(familyCase).objects ?? [];
      const printed = printObjects(objects);
      expect(printObjects(render(familyCase).objects ?? [])).toBe(printed);
      const read = parseAllDocuments(printed, { version: '1.1' }).map(
        document => document.toJS(),
      );
      expect(read).toEqual(JSON.parse(JSON.stringify(objects)));
      expect(printObjects(read)).toBe(printed);
    });
  },
);

describe.each(statusCases.map(c => [`${c.family}: ${c.case}`, c] as const))(
  'the status of %s',
  (_title, { family, name, namespace, objects, status }) => {
    it('is read from its live objects', () => {
      const { readStatus } = families.find(({ id }) => id === family) ?? {};
      expect(readStatus?.({ objects, name, namespace })).toEqual(status);
    });
  },
);
