import { JsonObject } from '@backstage/types';
import { entityKindSchemaValidator } from '@backstage/catalog-model';
import {
  compileCatalogModel,
  createCatalogModelLayer,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isRecord } from '../safe';
import {
  GPU_POOL_KIND,
  gpuPoolSchema,
  isGpuPoolEntity,
  isModelEntity,
  MODEL_KIND,
  MODELYARD_API_GROUP,
  modelSchema,
} from '.';

const kinds: Array<[string, JsonObject, string[]]> = [
  [MODEL_KIND, modelSchema, ['type', 'lifecycle', 'owner', 'versions']],
  [
    GPU_POOL_KIND,
    gpuPoolSchema,
    ['type', 'lifecycle', 'owner', 'cluster', 'devices'],
  ],
];

/** Every schema of a field, with its path. */
function fieldsOf(
  schema: JsonObject,
  path = 'spec',
): Array<{ path: string; schema: JsonObject }> {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const fields = Object.entries(
    properties as Record<string, JsonObject>,
  ).flatMap(([key, field]) => [
    { path: `${path}.${key}`, schema: field },
    ...fieldsOf(field, `${path}.${key}`),
  ]);
  return isRecord(schema.items)
    ? [...fields, ...fieldsOf(schema.items as JsonObject, `${path}[]`)]
    : fields;
}

describe.each(kinds)('the schema of %s', (kind, schema, required) => {
  const spec = (schema.properties as { spec: JsonObject }).spec;

  it('is one that a catalog model layer takes, beside the default model', () => {
    const layer = createCatalogModelLayer({
      layerId: 'modelyard.dev/test',
      builder: model =>
        model.addKind({
          group: MODELYARD_API_GROUP,
          names: {
            kind,
            singular: kind.toLowerCase(),
            plural: `${kind.toLowerCase()}s`,
          },
          description: 'Under test',
          versions: [{ name: 'v1alpha1', schema: { jsonSchema: schema } }],
        }),
    });
    const compiled = compileCatalogModel([defaultCatalogEntityModel, layer]);
    expect(
      compiled.getKind({ kind, apiVersion: 'modelyard.dev/v1alpha1' })
        ?.jsonSchema.properties,
    ).toMatchObject({ spec: { required } });
  });

  it('compiles in the strict mode of the catalog and names fields that it does not know', () => {
    const validate = entityKindSchemaValidator(schema);
    expect(() => validate({ spec: { unheardOf: 1 } })).toThrow(
      /spec must have required property|unheardOf/,
    );
    expect(() => validate({})).toThrow(/must have required property 'spec'/);
  });

  it('explains every field and refuses every other', () => {
    const fields = fieldsOf(spec);
    expect(fields.length).toBeGreaterThan(25);
    const silent = fields.filter(field => {
      const { description } = field.schema;
      return (
        typeof description !== 'string' || !/^[A-Z].{15,}\.$/.test(description)
      );
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
    const open = [
      { path: 'spec', schema: spec },
      ...fields,
      ...itemsOf(fields),
    ].filter(
      field =>
        field.schema.type === 'object' &&
        field.schema.properties !== undefined &&
        field.schema.additionalProperties !== false,
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

function itemsOf(fields: ReturnType<typeof fieldsOf>) {
  return fields.flatMap(({ path, schema }) =>
    isRecord(schema.items)
      ? [{ path: `${path}[]`, schema: schema.items as JsonObject }]
      : [],
  );
}

describe('the types', () => {
  it('follow from the schemas', () => {
    const script = join(__dirname, '../../scripts/generate-types.mjs');
    expect(() =>
      execFileSync(process.execPath, [script, '--check'], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { PATH: process.env.PATH },
      }),
    ).not.toThrow();
  });

  it('belong to our API group only', () => {
    const entity = { kind: 'Model', metadata: { name: 'a' } };
    expect(
      isModelEntity({ ...entity, apiVersion: 'modelyard.dev/v1alpha1' }),
    ).toBe(true);
    expect(isModelEntity({ ...entity, apiVersion: 'other.example/v1' })).toBe(
      false,
    );
    expect(
      isGpuPoolEntity({ ...entity, apiVersion: 'modelyard.dev/v1alpha1' }),
    ).toBe(false);
  });
});
