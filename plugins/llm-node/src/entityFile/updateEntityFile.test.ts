import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { EntityUpdate, updateEntityFile } from './updateEntityFile';

const FILE = `# Models of the search team
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: nova # the public name
  namespace: search
spec:
  lifecycle: staging # until the review

  # Prices follow in January.
  type: chat
  tags: [a, b]
  versions:
    - name: v1 # the first
      kind: weights
  deployments:
    # Do not scale down before the fair.
    - name: prod
      version: v1
      replicas: { min: 1, max: 4 }
`;

const update = (spec: JsonObject, metadata = {}): EntityUpdate => ({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'nova', namespace: 'search', ...metadata },
  spec,
});

const updated = (text: string | undefined, change: EntityUpdate) => {
  const result = updateEntityFile({ text, update: change });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.issues));
  }
  return result.value;
};

describe('updateEntityFile', () => {
  it('adds a deployment and a version, and leaves the rest as it was written', () => {
    const { text, outcome } = updated(
      FILE,
      update({
        versions: [{ name: 'v2', kind: 'weights' }],
        deployments: [{ name: 'edge', version: 'v2' }],
      }),
    );
    expect(outcome).toBe('changed');
    expect(text).toBe(
      FILE.replace(
        '    - name: v1 # the first\n',
        '    - name: v2\n      kind: weights\n    - name: v1 # the first\n',
      ).concat('    - name: edge\n      version: v2\n'),
    );
  });

  it('changes and removes single fields, with their comments', () => {
    const { text } = updated(
      FILE,
      update({
        lifecycle: 'production',
        tags: null,
        deployments: [{ name: 'prod', replicas: { max: 8 } }],
      }),
    );
    expect(text).toBe(
      FILE.replace('staging', 'production')
        .replace('  tags: [a, b]\n', '')
        .replace('max: 4', 'max: 8'),
    );
  });

  it('takes an item out of a list, and nothing with it', () => {
    const gone = { name: 'prod', $patch: 'delete' };
    const two = FILE.concat('    - name: edge # keep\n      version: v1\n');
    const { text, outcome } = updated(two, update({ deployments: [gone] }));
    expect(outcome).toBe('changed');
    expect(parse(text).spec.deployments).toEqual([
      { name: 'edge', version: 'v1' },
    ]);
    expect(text).toContain('name: edge # keep');
    expect(text).toContain('lifecycle: staging # until the review');
    expect(updated(text, update({ deployments: [gone] })).outcome).toBe(
      'unchanged',
    );
    const empty = updated(FILE, update({ deployments: [gone] }));
    expect(parse(empty.text).spec.deployments).toEqual([]);
    expect(JSON.stringify(parse(empty.text))).not.toContain('$patch');
  });

  it('adds to a list and takes from it, and leaves its other items as they were written', () => {
    const file = FILE.replace(
      '  tags: [a, b]\n',
      '  tags:\n    - \'a\' # since 2020\n    # the newest\n    - "b"\n',
    );
    const added = updated(file, update({ tags: ['a', 'b', 'c'] })).text;
    expect(added).toBe(file.replace('- "b"\n', '- "b"\n    - c\n'));
    expect(updated(added, update({ tags: ['b', 'c'] })).text).toBe(
      FILE.replace(
        '  tags: [a, b]\n',
        '  tags:\n    # the newest\n    - "b"\n    - c\n',
      ),
    );
    expect(updated(FILE, update({ tags: ['a', 'b', 'c'] })).text).toBe(
      FILE.replace('[a, b]', '[ a, b, c ]'),
    );
  });

  it('writes days so that every reader takes them for texts', () => {
    const day = '2026-11-26';
    const { text } = updated(
      FILE,
      update({
        lifecycle: day,
        versions: [{ name: day, releasedOn: day, note: `${day}-fp8` }],
        tags: [day],
      }),
    );
    expect(text).toContain(`lifecycle: '${day}' # until the review`);
    expect(text.match(/'2026-11-26'/g)).toHaveLength(4);
    expect(parse(text).spec.versions[0].name).toBe(day);
  });

  it('keeps every byte where nothing changes', () => {
    const odd = FILE.replace('tags: [a, b]', "tags:   [ 'a',b ]");
    expect(
      updated(odd, update({ type: 'chat', tags: ['a', 'b'], nothing: null })),
    ).toMatchObject({ text: odd, outcome: 'unchanged' });
  });

  it('touches only its own document', () => {
    const before = 'kind:   Location\nmetadata: {name: nova}\n';
    const after = "metadata:   {name: 'other'}\nkind: Model # not this\n";
    const { text } = updated(
      `${before}---\n${FILE}---\n${after}`,
      update({ type: 'rerank' }),
    );
    expect(text).toBe(
      `${before}---\n${FILE.replace(
        'type: chat',
        'type: rerank',
      )}---\n${after}`,
    );
  });

  it('writes a new file, or a further document', () => {
    const change = update({ type: 'chat', old: null });
    const created = updated(undefined, change);
    expect(created).toMatchObject({ outcome: 'created' });
    expect(created.text).toBe(
      'apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata:\n  name: nova\n  namespace: search\nspec:\n  type: chat\n',
    );
    const other = FILE.replace('name: nova', 'name: other');
    expect(updated(other, change).text).toBe(`${other}---\n${created.text}`);
    // The same name elsewhere is another entity.
    expect(updated(FILE, update({}, { namespace: undefined })).outcome).toBe(
      'created',
    );
  });

  it('keeps lists as the file indents them', () => {
    const flat =
      'apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata: {name: nova, namespace: search}\nspec:\n  versions:\n  - name: v1\n  - name: v0\n';
    expect(
      updated(flat, update({ deployments: [{ name: 'prod' }] })).text,
    ).toContain(
      '  versions:\n  - name: v1\n  - name: v0\n  deployments:\n  - name: prod\n',
    );
  });

  it('refuses what it would spoil', () => {
    const problem = (text: string, change: EntityUpdate) => {
      const result = updateEntityFile({ text, update: change });
      return result.ok ? undefined : result.issues[0];
    };
    expect(problem('a: [', update({}))).toMatchObject({
      code: 'yaml-invalid',
    });
    const shared = FILE.replace('[a, b]', '&tags [a, b]').replace(
      'replicas: { min: 1, max: 4 }',
      'tags: *tags',
    );
    expect(
      problem(shared, update({ deployments: [{ name: 'prod', tags: ['c'] }] })),
    ).toMatchObject({
      path: 'spec.deployments[0].tags',
      code: 'yaml-shared',
      message: expect.stringMatching(/^shares its value/),
    });
    const merged = FILE.replace('kind: weights', '<<: *base').replace(
      '# Models',
      'base: &base {kind: weights}\n# Models',
    );
    expect(
      problem(merged, update({ versions: [{ name: 'v1', kind: 'adapter' }] })),
    ).toMatchObject({ code: 'yaml-shared' });
  });

  it('gives what was asked for, once, whatever is written', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('yes', '1e3', '- a', '# no', "it's", 'a: b', '*x', '&y'),
    );
    const value = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), scalar),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value),
        fc.constantFrom(undefined, FILE),
        (spec, text) => {
          const once = updated(text, update(spec as JsonObject));
          const found = parse(once.text);
          const wanted = Object.entries(spec);
          expect(
            Object.fromEntries(wanted.map(([key]) => [key, found.spec[key]])),
          ).toMatchObject(spec);
          expect(updated(once.text, update(spec as JsonObject))).toEqual({
            ...once,
            outcome: 'unchanged',
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves the catalog files of the demo as they are written', () => {
    const folder = resolve(__dirname, '../../../../examples/gitops');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('catalog-info.yaml'))
      .map(path => readFileSync(join(folder, path), 'utf8'));
    expect(files.length).toBeGreaterThan(20);
    for (const text of files) {
      const [document] = parseAllDocuments(text);
      const { apiVersion, kind, metadata } = document.toJS();
      const { name, namespace } = metadata;
      const result = updated(text, {
        apiVersion,
        kind,
        metadata: { name, namespace, labels: { checked: 'true' } },
      });
      const added = result.text.replace(
        /^ {2}labels:\n {4}checked: "true"\n/m,
        '',
      );
      expect(added).toBe(text);
    }
  });
});
