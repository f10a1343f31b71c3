import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { createSchemaSet } from './createSchemaSet';
import type { SchemaSource } from './schema/SchemaSource';
import { validateObject } from './validateObject';

const fixture = (name: string) =>
  readFileSync(join(__dirname, '__fixtures__', name), 'utf8');
const WIDGETS = fixture('crds/widgets.yaml');
const DEFINITIONS = fixture('definitions.json');
const { schemas } = createSchemaSet({
  crds: [WIDGETS],
  definitions: [DEFINITIONS],
});

/** Objects in YAML, as far as they differ from one that is right. */
function widget(spec: string, version = 'v1'): Record<string, unknown> {
  return {
    apiVersion: `example.com/${version}`,
    kind: 'Widget',
    metadata: { name: 'a', namespace: 'team-a' },
    spec: load(spec, { schema: CORE_SCHEMA }),
  };
}

function box(spec: string): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Box',
    metadata: { name: 'a' },
    spec: load(spec, { schema: CORE_SCHEMA }),
  };
}

function found(object: unknown, oldObject?: unknown): string[] {
  return validateObject({ object, oldObject, schemas }).issues.map(
    issue =>
      `${issue.severity === 'error' ? '' : `${issue.severity} `}${issue.code} ${
        issue.path
      }`,
  );
}

describe('structure of custom resources', () => {
  it.each([
    ['{}'],
    ['{size: 10, ratio: 1.5, flag: false, mode: Fast, note: null}'],
    ['{level: HIGH}'],
    ['{port: 80}'],
    ['{port: http}'],
    ['{address: {type: IP, value: 2001:db8::1}}'],
    ['{address: {type: Name, value: x}}'],
    ['{since: "2026-02-28T23:59:60Z", raw: Z2VuZXJhdGVk}'],
    ['{labels: {a: abc, toString: x}}'],
    ['{open: {known: 1, other: {deep: [1]}}}'],
    ['{object: {apiVersion: v1, kind: Pod, anything: 1}}'],
    ['{ports: [{port: 1}, {port: 1, protocol: UDP}]}'],
    ['{choice: {b: x, c: y}}'],
    // Null where nothing may be null is nothing.
    ['{size: null, mode: null}'],
  ])('accepts %s', spec => {
    expect(found(widget(spec))).toEqual([]);
  });

  it.each([
    ['{sise: 1}', ['unknown-field spec.sise']],
    ['{toString: 1}', ['unknown-field spec.toString']],
    ['{size: "1"}', ['wrong-type spec.size']],
    ['{size: 1.5}', ['wrong-type spec.size']],
    ['{size: 0}', ['minimum spec.size']],
    ['{size: 11}', ['maximum spec.size']],
    ['{ratio: 0}', ['minimum spec.ratio']],
    ['{ratio: 0.7}', ['multiple-of spec.ratio']],
    ['{flag: "true"}', ['wrong-type spec.flag']],
    ['{mode: Slow}', ['enum spec.mode']],
    ['{note: a}', ['min-length spec.note']],
    ['{note: "😀😀😀😀😀😀"}', ['max-length spec.note']],
    ['{level: middle}', ['pattern spec.level']],
    ['{port: 1.5}', ['wrong-type spec.port']],
    ['{port: [80]}', ['wrong-type spec.port']],
    ['{address: {type: IP, value: x}}', ['one-of spec.address']],
    ['{address: {type: IP}}', ['missing-field spec.address.value']],
    ['{since: 2026-02-29T00:00:00Z}', ['format spec.since']],
    ['{raw: Z2}', ['format spec.raw']],
    ['{labels: {}}', ['min-properties spec.labels']],
    ['{labels: {a: x, b: x, c: x}}', ['max-properties spec.labels']],
    ['{labels: {a.b/c: long}}', ['max-length spec.labels["a.b/c"]']],
    ['{open: {known: x}}', ['wrong-type spec.open.known']],
    [
      '{object: {kind: Pod, metadata: {labels: {a: 1}}}}',
      [
        'missing-field spec.object.apiVersion',
        'wrong-type spec.object.metadata.labels.a',
      ],
    ],
    [
      '{ports: [{port: 1}, {port: 1, protocol: TCP}]}',
      ['duplicate-key spec.ports[1]'],
    ],
    [
      '{ports: [{port: 1}, {port: 2}, {port: 3}, {port: 4}]}',
      ['max-items spec.ports'],
    ],
    ['{ports: [null]}', ['wrong-type spec.ports[0]']],
    ['{tags: []}', ['min-items spec.tags']],
    ['{tags: [a, b, a]}', ['duplicate-item spec.tags[2]']],
    ['{choice: {}}', ['one-of spec.choice']],
    ['{choice: {a: xx, b: x}}', ['one-of spec.choice']],
    ['{choice: {a: x}}', ['min-length spec.choice.a']],
    ['{choice: {a: xx, c: y}}', ['not spec.choice']],
    ['[]', ['wrong-type spec']],
  ])('rejects %s', (spec, issues) => {
    expect(found(widget(spec))).toEqual(issues);
  });

  it('says what is wrong in words that name the value', () => {
    const messages = (spec: string) =>
      validateObject({ object: widget(spec), schemas }).issues.map(
        issue => `${issue.path} ${issue.message}`,
      );
    expect(messages('{sise: 1, size: 11, mode: Slow, choice: {}}')).toEqual([
      'spec.sise is not known here; size is',
      'spec.size must be at most 10, but is 11',
      'spec.mode must be "Fast" or "Safe", but is "Slow"',
      'spec.choice must have a or b',
    ]);
    expect(messages('{address: {type: IP, value: x}}')).toEqual([
      'spec.address fits none of the alternatives: value fits none of the alternatives: must be an IPv4 address such as 10.0.0.1, but is "x"; or must be an IPv6 address such as 2001:db8::1, but is "x"; or type must not be "IP"',
    ]);
  });

  it('puts defaults in, also into items, and takes nulls out that mean nothing', () => {
    const object = widget('{ports: [{port: 1}], size: null, note: null}');
    const before = structuredClone(object);
    expect(validateObject({ object, schemas })).toMatchObject({
      defaulted: {
        spec: {
          mode: 'Safe',
          ports: [{ port: 1, protocol: 'TCP' }],
          note: null,
        },
      },
    });
    expect(object).toEqual(before);
  });
});

describe('metadata', () => {
  it.each([
    [{ name: 'a.b' }, []],
    [{ generateName: 'a-' }, []],
    [{}, ['missing-field metadata.name']],
    [{ name: 'A' }, ['name metadata.name']],
    [{ name: 'a'.repeat(21) }, ['max-length metadata.name']],
    [{ name: 'forbidden' }, ['rule ']],
    [{ name: 'a', namespace: 'x.y' }, ['name metadata.namespace']],
    [
      { name: 'a', labels: { 'x/y/z': 'a' } },
      ['name metadata.labels["x/y/z"]'],
    ],
    [{ name: 'a', labels: { team: 'a/b' } }, ['name metadata.labels.team']],
    [{ name: 'a', labels: { team: 1 } }, ['wrong-type metadata.labels.team']],
    [{ name: 'a', annotations: { ok: 'a/b c' } }, []],
    [{ name: 'a', lables: {} }, ['unknown-field metadata.lables']],
    ['a', ['wrong-type metadata', 'wrong-type metadata']],
  ])('%j', (metadata, issues) => {
    expect(found({ ...widget('{}'), metadata })).toEqual(issues);
  });

  it('warns of a namespace that means nothing', () => {
    expect(
      found({
        apiVersion: 'example.com/v1',
        kind: 'Planet',
        metadata: { name: 'earth', namespace: 'milky-way' },
      }),
    ).toEqual(['warning cluster-scoped metadata.namespace']);
  });
});

describe('rules of the schema', () => {
  it.each([
    [
      '{rules: {min: 1, max: 2, namespace: team-a, example.com/name: xy, memory: 1024Mi}}',
      [],
    ],
    ['{rules: {min: 3, max: 2}}', ['rule-forbidden spec.rules.min']],
    ['{rules: {namespace: kube-system}}', ['rule spec.rules']],
    ['{rules: {example.com/name: y}}', ['rule spec.rules']],
    ['{rules: {memory: 1G}}', ['rule spec.rules']],
    // An expression that cannot be evaluated rejects.
    ['{rules: {memory: lots}}', ['rule spec.rules']],
    ['{mode: Fast}', ['rule spec']],
    ['{mode: Fast, size: 1}', ['rule spec']],
    // A rule about a part that is already wrong says nothing more.
    ['{rules: {min: 3, max: "2"}}', ['wrong-type spec.rules.max']],
  ])('%s', (spec, issues) => {
    const errors = found(widget(spec)).filter(
      issue => !issue.startsWith('warning'),
    );
    expect(errors).toEqual(issues);
  });

  it('names rule, value and reason, and fills in the message', () => {
    const [issue] = validateObject({
      object: widget('{rules: {min: 3, max: 2}}'),
      schemas,
    }).issues.filter(({ severity }) => severity === 'error');
    expect(issue).toEqual({
      path: 'spec.rules.min',
      code: 'rule-forbidden',
      severity: 'error',
      rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
      message:
        'breaks a rule of the schema: min (3) must not be above max (2) (rule: !has(self.min) || !has(self.max) || self.min <= self.max; value: {"min":3,"max":2})',
    });
  });

  it('warns of a rule that it cannot read, and does not reject because of it', () => {
    expect(found(widget('{rules: {}}'))).toEqual([
      'warning not-checked spec.rules',
    ]);
  });

  it('counts what it evaluated and what it left out', () => {
    expect(
      validateObject({ object: widget('{rules: {min: 1}}'), schemas }),
    ).toMatchObject({ rulesEvaluated: 7, rulesSkipped: 1 });
    expect(
      validateObject({ object: widget('{rules: {min: x}}'), schemas }),
    ).toMatchObject({ rulesEvaluated: 0, rulesSkipped: 8 });
  });

  it('compares with the object before the change, where it knows which item was which', () => {
    const before = widget(
      '{ports: [{port: 1, frozen: a}, {port: 2, frozen: b}]}',
    );
    const reordered = widget(
      '{ports: [{port: 2, frozen: b}, {port: 1, frozen: a}]}',
    );
    const changed = widget(
      '{ports: [{port: 2, frozen: a}, {port: 3, frozen: new}]}',
    );
    expect(found(changed)).toEqual([]);
    expect(found(reordered, before)).toEqual([]);
    expect(found(changed, before)).toEqual(['rule spec.ports[0].frozen']);
  });

  it('does not take another order for a change where the order means nothing', () => {
    const before = widget(
      '{fixed: {ports: [{port: 1}, {port: 2}], order: [1, 2]}}',
    );
    const errors = (spec: string) => found(widget(spec), before);
    expect(
      errors('{fixed: {order: [1, 2], ports: [{port: 2}, {port: 1}]}}'),
    ).toEqual([]);
    expect(
      errors('{fixed: {ports: [{port: 1}, {port: 2}], order: [2, 1]}}'),
    ).toEqual(['rule spec.fixed']);
    expect(errors('{fixed: {ports: [{port: 2}], order: [1, 2]}}')).toEqual([
      'rule spec.fixed',
    ]);
  });

  it('gives a rule its old value as an optional one where it asks for that', () => {
    const errors = (oldObject?: unknown) =>
      found(widget('{rules: {optional: a}}'), oldObject).filter(
        issue => !issue.startsWith('warning'),
      );
    expect(errors()).toEqual([]);
    expect(errors(widget('{rules: {optional: a}}'))).toEqual([]);
    expect(errors(widget('{rules: {optional: b}}'))).toEqual([
      'rule spec.rules',
    ]);
  });
});

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
