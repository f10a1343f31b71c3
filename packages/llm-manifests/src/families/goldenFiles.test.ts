import { parseAllDocuments } from 'yaml';
import { validateObject } from '../validation/validateObject';
import { CRDS, realSchemas } from '../validation/__testUtils__/realCrds';
import { kindsWithoutSchema } from '../validation/__testUtils__/renderedKinds';
import { familyCases } from './__testUtils__/fixtures';

const rendered = familyCases.flatMap(({ family, name, objects }) =>
  objects === undefined
    ? []
    : [
        {
          title: `${family}: ${name}`,
          objects: parseAllDocuments(objects, { version: '1.1' }).map(
            document => document.toJS(),
          ),
        },
      ],
);

(CRDS ? describe : describe.skip)(
  'the golden files, compared with the schemas in MODELYARD_CRDS',
  () => {
    it.each(rendered.map(({ title, objects }) => [title, objects] as const))(
      '%s',
      (_title, objects) => {
        const results = objects.map(object => ({
          name: `${object.apiVersion} ${object.kind} ${object.metadata?.name}`,
          ...validateObject({
            object,
            schemas: realSchemas(),
            bundle: objects,
          }),
        }));
        expect(
          results.flatMap(({ name, issues }) =>
            issues.map(({ path, message }) => `${name}: ${path} ${message}`),
          ),
        ).toEqual([]);
        expect(
          results
            .filter(({ state }) => state === 'not-checked')
            .map(({ name }) => name.split(' ').slice(0, 2).join(' '))
            .filter(kind => !kindsWithoutSchema.includes(kind)),
        ).toEqual([]);
      },
    );
  },
);
