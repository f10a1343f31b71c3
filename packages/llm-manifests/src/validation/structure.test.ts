import { validateObject } from './validateObject';
import { found, schemas, widget } from './__testUtils__/widgets';

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
    ['a', ['wrong-type metadata']],
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
