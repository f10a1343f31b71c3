import fc from 'fast-check';
import { load } from 'js-yaml';
import { createSchemaSet } from './createSchemaSet';
import type { SchemaSource } from './schema/SchemaSource';
import { validateObject } from './validateObject';
import {
  box,
  DEFINITIONS,
  found,
  schemas,
  widget,
  WIDGETS,
} from './__testUtils__/widgets';

describe('kinds that are built into Kubernetes', () => {
  it.each([
    ['{name: a, limits: {cpu: 500m, memory: 64Gi, count: 8}, port: http}', []],
    ['{name: a, inner: [{name: b, inner: [{name: c}]}], raw: {any: [1]}}', []],
    // Their defaults are for those who write Go, and take the place of nothing.
    ['{}', ['missing-field spec.name']],
    ['{name: a, limits: {memory: 64GB}}', ['format spec.limits.memory']],
    ['{name: a, limits: {memory: true}}', ['wrong-type spec.limits.memory']],
    ['{name: a, port: 1.5}', ['wrong-type spec.port']],
    [
      '{name: a, inner: [{name: b, nme: c}]}',
      ['unknown-field spec.inner[0].nme'],
    ],
  ])('%s', (spec, issues) => {
    expect(found(box(spec))).toEqual(issues);
  });

  it('reads both forms of definitions', () => {
    const { definitions } = JSON.parse(DEFINITIONS);
    const components = JSON.parse(
      JSON.stringify({ schemas: definitions }).replace(
        /"\$ref":"#\/definitions\/([^"]+)"/g,
        '"allOf":[{"$ref":"#/components/schemas/$1"}],"default":{}',
      ),
    );
    const v3 = createSchemaSet({
      definitions: [{ openapi: '3.0.0', components }],
    });
    expect(v3.issues).toEqual([]);
    expect(
      validateObject({
        object: box('{name: a, limits: {memory: 64GB}, x: 1}'),
        schemas: v3.schemas,
      }).issues.map(issue => issue.path),
    ).toEqual(['spec.limits.memory', 'spec.x']);
  });
});

describe('which schema', () => {
  it('says of a kind that nobody knows that it was not checked', () => {
    expect(
      validateObject({
        object: { apiVersion: 'x.io/v1', kind: 'Y', metadata: {} },
        schemas,
      }),
    ).toEqual({
      state: 'not-checked',
      reason: 'not checked: no schema for x.io/v1 Y',
      issues: [],
    });
  });

  it('rejects a version that the kind does not have, or no longer has', () => {
    expect(found(widget('{}', 'v2'))).toEqual(['unknown-version apiVersion']);
    expect(found(widget('{}', 'v0'))).toEqual([
      'version-not-served apiVersion',
      'unknown-field spec',
    ]);
    expect(found(widget('{anything: 1}', 'v1alpha1'))).toEqual([
      'warning deprecated-version apiVersion',
    ]);
  });

  it.each([
    [undefined, ['not-json ']],
    [null, ['wrong-type ']],
    ['text', ['wrong-type ']],
    [[{}], ['wrong-type ']],
    [{}, ['missing-field apiVersion', 'missing-field kind']],
    [
      { apiVersion: 1, kind: '' },
      ['missing-field apiVersion', 'missing-field kind'],
    ],
    [{ ...widget('{}'), spec: new Date(0) }, ['not-json spec']],
    [{ ...widget('{}'), spec: { size: NaN } }, ['not-json spec.size']],
    // What is wrong elsewhere is said all the same.
    [
      { ...widget('{}'), spec: { size: NaN, mode: 'Slow' } },
      ['not-json spec.size', 'enum spec.mode'],
    ],
  ])('%j is no object of Kubernetes', (object, issues) => {
    expect(found(object)).toEqual(issues);
  });

  it('lists kinds without reading their schemas, and reads texts only when asked', () => {
    const broken = WIDGETS.replace('type: object', 'type: "');
    const set = createSchemaSet({ crds: [broken] });
    expect(set.issues).toEqual([]);
    expect(set.schemas.listKinds()).toContainEqual({
      group: 'example.com',
      version: 'v1',
      kind: 'Widget',
    });
    const result = validateObject({
      object: widget('{}'),
      schemas: set.schemas,
    });
    expect(result).toMatchObject({ state: 'not-checked' });
    expect(result.state === 'not-checked' && result.reason).toMatch(
      /^not checked: the schema for example.com\/v1 Widget cannot be read: cannot be read as YAML: /,
    );
  });

  it('takes texts, objects and lists, and says which text it cannot read', () => {
    const crd = load(WIDGETS.split('\n---\n')[1] ?? '');
    const kindsOf = (crds: unknown[]) =>
      createSchemaSet({ crds })
        .schemas.listKinds()
        .map(({ kind }) => kind);
    expect(kindsOf([crd])).toEqual(['Planet']);
    expect(kindsOf([{ kind: 'List', items: [crd] }])).toEqual(['Planet']);
    expect(kindsOf([JSON.stringify(crd)])).toEqual(['Planet']);
    expect(
      createSchemaSet({
        crds: ['kind: ConfigMap', 'a: [', 7],
        definitions: ['{}', 'x'],
      }).issues.map(({ path, code }) => `${code} ${path}`),
    ).toEqual([
      'unreadable-schema crds[1]',
      'unreadable-schema definitions[0]',
      'unreadable-schema definitions[1]',
    ]);
  });

  it('asks further sources first', () => {
    const source: SchemaSource = {
      listKinds: () => [
        { group: 'example.com', version: 'v1', kind: 'Widget' },
      ],
      find: kind =>
        kind.kind === 'Widget'
          ? { ...kind, origin: 'crd', schema: { type: 'object' }, served: true }
          : undefined,
    };
    const set = createSchemaSet({ crds: [WIDGETS], sources: [source] });
    expect(
      validateObject({ object: widget('{}'), schemas: set.schemas }).issues,
    ).toMatchObject([{ path: 'spec', code: 'unknown-field' }]);
    expect(set.schemas.versionsOf('example.com', 'Widget')).toEqual([
      'v1',
      'v1alpha1',
      'v0',
    ]);
  });
});

describe('whatever the object is', () => {
  it('never throws, and never changes what it was given', () => {
    const kinds = fc.constantFrom(
      'Widget',
      'Planet',
      'Box',
      'InferenceService',
    );
    const object = fc.record(
      {
        apiVersion: fc.constantFrom(
          'example.com/v1',
          'v1',
          'serving.kserve.io/v1beta1',
        ),
        kind: kinds,
        metadata: fc.anything({ maxDepth: 3 }),
        spec: fc.oneof(
          fc.anything({
            maxDepth: 4,
            withNullPrototype: true,
            withBigInt: true,
            withDate: true,
            withMap: true,
          }),
          fc.dictionary(
            fc.constantFrom(
              'size',
              'mode',
              'ports',
              'rules',
              'choice',
              'labels',
              'object',
              'predictor',
              '__proto__',
              'constructor',
              'toString',
            ),
            fc.anything({ maxDepth: 3 }),
          ),
        ),
      },
      { requiredKeys: ['apiVersion', 'kind'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), object),
        fc.anything(),
        (value, old) => {
          const result = validateObject({
            object: value,
            oldObject: old,
            schemas,
          });
          return Array.isArray(result.issues);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('ends on objects that contain themselves, or hold too much', () => {
    const loop: Record<string, unknown> = widget('{}');
    loop.spec = { object: loop, open: [loop, loop] };
    expect(new Set(found(loop).map(issue => issue.split(' ')[0]))).toEqual(
      new Set(['too-deep']),
    );
    const many = widget('{}');
    many.spec = { open: Array(600_000).fill(1) };
    expect(found(many)).toEqual(['too-large spec.open[499992]']);
  });

  it('compares hostile names and texts in time', () => {
    const long = 'a'.repeat(1_000_000);
    expect(
      found({ ...widget(`{level: ${long}!}`), metadata: { name: `${long}!` } }),
    ).toEqual([
      'name metadata.name',
      'max-length metadata.name',
      'pattern spec.level',
    ]);
    expect(
      found({
        ...widget('{}'),
        metadata: { name: 'a', labels: { [long]: long } },
      }),
    ).toHaveLength(2);
    const polluted = JSON.parse('{"__proto__": {"polluted": true}}');
    expect(found({ ...widget('{}'), spec: polluted })).toEqual([
      'unknown-field spec.__proto__',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
