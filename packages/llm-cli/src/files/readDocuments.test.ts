import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOf, readDocuments } from './readDocuments';

describe('readDocuments', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llm-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const read = (text: string, name = 'a.yaml') => {
    writeFileSync(join(folder, name), text);
    return readDocuments([join(folder, name)]);
  };
  const valuesOf = (text: string) => read(text).map(({ value }) => value);

  it('takes the objects of a list one by one, and says where they stand', () => {
    const documents = read(
      'kind: Pod\n---\napiVersion: v1\nkind: List\nitems:\n- {kind: A}\n- {apiVersion: v1, kind: List, items: [{kind: B}]}\n- nothing\n',
    );
    expect(
      documents.map(document => [placeOf(document), document.value]),
    ).toEqual(
      [
        ['#1', { kind: 'Pod' }],
        ['#2 items[0]', { kind: 'A' }],
        ['#2 items[1].items[0]', { kind: 'B' }],
        ['#2 items[2]', 'nothing'],
      ].map(([place, value]) => [`${join(folder, 'a.yaml')} ${place}`, value]),
    );
  });

  it('takes the kind of the objects from that of their list', () => {
    expect(
      valuesOf(
        'apiVersion: apps/v1\nkind: DeploymentList\nmetadata: {resourceVersion: "1"}\nitems: [{metadata: {name: a}}]\n',
      ),
    ).toEqual([
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } },
    ]);
    const allowed = { kind: 'AllowList', metadata: { name: 'a' }, items: [1] };
    expect(valuesOf(JSON.stringify(allowed))).toEqual([allowed]);
  });

  it.each([
    ['a: yes', { a: true }],
    ['a: off', { a: false }],
    ['a: "yes"', { a: 'yes' }],
    ['a: 010', { a: 8 }],
    ['a: 1_000', { a: 1000 }],
    // As Kubernetes' parser, other than YAML 1.1 says.
    ['a: 12:30', { a: '12:30' }],
    ['a: 2027-06-30', { a: '2027-06-30' }],
    ['a: &x {b: 1}\nc: {<<: *x, d: 2}', { a: { b: 1 }, c: { b: 1, d: 2 } }],
    ['{"a": 1, "b": [true, null]}', { a: 1, b: [true, null] }],
  ])('reads %j in YAML 1.1', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  it('leaves empty documents out, and counts them', () => {
    expect(read('---\n# nothing\n---\nkind: A\n---\n')).toMatchObject([
      { number: 2, value: { kind: 'A' } },
    ]);
  });

  const bomb = `a0: &a0 [x, x]\n${Array.from(
    { length: 30 },
    (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`,
  ).join('')}`;
  it.each([
    ['a: 1\nb:\n  c: 1\n  c: 2\n', 'line 4 has the key "c" once more'],
    ['a: *b\n', 'Unresolved alias'],
    ['a: &a {b: *a}\n', 'an anchor is used within itself'],
    ['a: [1\n', 'Flow sequence'],
    [bomb, 'Excessive alias count'],
    ['['.repeat(50_000), 'nested too deep'],
  ])('refuses what cannot be read: %#', (text, reason) => {
    expect(() => read(text)).toThrow(
      new RegExp(`^${join(folder, 'a.yaml')} is not valid YAML: .*${reason}`),
    );
  });

  it('reads many keys in a time that grows with their number', () => {
    const timeOf = (count: number) => {
      const keys = Array.from({ length: count }, (_, n) => `k${n}: 1\n`);
      const text = keys.join('');
      const start = performance.now();
      expect(Object.keys(valuesOf(text)[0] as object)).toHaveLength(count);
      return performance.now() - start;
    };
    timeOf(1000);
    const few = Math.max(timeOf(2000), timeOf(2000));
    // Sixteen times as many keys; with their square it would take 256 times as long.
    expect(timeOf(32_000) / few).toBeLessThan(80);
  });
});
