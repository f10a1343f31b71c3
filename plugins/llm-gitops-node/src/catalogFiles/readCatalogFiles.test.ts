import fc from 'fast-check';
import { readCatalogFiles } from './readCatalogFiles';

const MODEL = `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: nova
  namespace: research
spec: {type: chat}
`;

describe('readCatalogFiles', () => {
  const read = (
    files: Record<string, string | Uint8Array>,
    kinds: string[] = [],
  ) =>
    readCatalogFiles(
      Object.entries(files).map(([path, content]) => ({ path, content })),
      { kinds },
    );
  const reasons = (content: string | Uint8Array, kinds?: string[]) =>
    read({ 'f.yaml': content }, kinds).rejected.map(({ line, reason }) =>
      line ? `${line}: ${reason}` : reason,
    );

  it('takes our kinds from every document, and says where they come from', () => {
    const { entities, rejected } = read({
      'models/nova/catalog-info.yaml': `---\n${MODEL}---\n---\n${MODEL.replace(
        'nova',
        'beta',
      )}---\n`,
      'pools/h100/catalog-info.yaml': MODEL.replace('Model', 'GpuPool'),
    });

    expect(rejected).toEqual([]);
    expect(
      entities.map(({ path, entity }) => [
        path,
        entity.kind,
        entity.metadata.name,
      ]),
    ).toEqual([
      ['models/nova/catalog-info.yaml', 'Model', 'nova'],
      ['models/nova/catalog-info.yaml', 'Model', 'beta'],
      ['pools/h100/catalog-info.yaml', 'GpuPool', 'nova'],
    ]);
    expect(entities[0].entity).toEqual({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Model',
      metadata: {
        name: 'nova',
        namespace: 'research',
        annotations: {
          'backstage.io/managed-by-location':
            'modelyard-gitops:models/nova/catalog-info.yaml',
          'backstage.io/managed-by-origin-location':
            'modelyard-gitops:models/nova/catalog-info.yaml',
        },
      },
      spec: { type: 'chat' },
    });
  });

  it('does not let a file say what only the catalog may say', () => {
    const { entities } = read({
      'f.yaml': `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: nova
  uid: "4711"
  etag: abc
  annotations:
    backstage.io/managed-by-location: url:https://git.example/other.yaml
    modelyard.dev/monthly-budget: 6000 EUR
relations: [{type: ownedBy, targetRef: group:default/admins}]
status: {items: []}
`,
    });
    expect(entities[0].entity).toEqual({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Model',
      metadata: {
        name: 'nova',
        annotations: {
          'modelyard.dev/monthly-budget': '6000 EUR',
          'backstage.io/managed-by-location': 'modelyard-gitops:f.yaml',
          'backstage.io/managed-by-origin-location': 'modelyard-gitops:f.yaml',
        },
      },
    });
  });

  it('takes further kinds only where they are named', () => {
    const component =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: chat}\n';
    expect(reasons(component)).toEqual([
      '1: Component of backstage.io/v1alpha1 is not taken from this repository, only Model and GpuPool of modelyard.dev/v1alpha1',
    ]);
    expect(read({ 'f.yaml': component }, ['Component']).entities).toHaveLength(
      1,
    );
    expect(
      reasons(component.replace('Component', 'User'), ['Component']),
    ).toEqual([
      '1: User of backstage.io/v1alpha1 is not taken from this repository, only Model and GpuPool of modelyard.dev/v1alpha1, Component',
    ]);
    // A kind of the same name that belongs to somebody else, even where "Model" is named.
    expect(
      reasons(MODEL.replace('modelyard.dev/v1alpha1', 'ml.example/v1'), [
        'Model',
      ]),
    ).toEqual([
      '2: Model of ml.example/v1 is not taken from this repository, only Model and GpuPool of modelyard.dev/v1alpha1',
    ]);
  });

  it('tells what is foreign from what is misspelt in our own group', () => {
    const causes = (content: string) =>
      read({ 'f.yaml': content }).rejected.map(({ cause }) => cause);
    expect(
      causes(MODEL.replace('modelyard.dev/v1alpha1', 'ml.example/v1')),
    ).toEqual(['foreign']);
    expect(causes(MODEL.replace('Model', 'Modle'))).toEqual(['unreadable']);
    expect(causes(MODEL.replace('v1alpha1', 'v1'))).toEqual(['unreadable']);
  });

  it.each([
    ['model', 'modelyard.dev/v1alpha1', '3', 'Model'],
    ['gpu-pool', 'modelyard.dev/v1alpha1', '3', 'GpuPool'],
    ['Model', 'modelyard.dev/v1', '2', 'modelyard.dev/v1alpha1'],
    ['Model', 'modelyard.io/v1alpha1', '2', 'modelyard.dev/v1alpha1'],
    ['MODEL', 'modelyard/v1', '2', 'Model of modelyard.dev/v1alpha1'],
    ['component', 'backstage.io/v1alpha1', '3', 'Component'],
  ])(
    'says what was meant by %s of %s, and takes it for no other kind',
    (kind, apiVersion, line, meant) => {
      const content = MODEL.replace('Model', kind).replace(
        'modelyard.dev/v1alpha1',
        apiVersion,
      );
      const { rejected } = read({ 'f.yaml': content }, ['Component']);
      expect(rejected).toEqual([
        {
          path: 'f.yaml',
          line: Number(line),
          cause: 'unreadable',
          reason: `${kind} of ${apiVersion} is not taken from this repository; did you mean ${meant}?`,
        },
      ]);
    },
  );

  it('says how files should be named that look like catalog files', () => {
    const names = [
      'a/catalog-info.yml',
      'a/catalog_info.yaml',
      'Catalog-Info.yaml',
      'cataloginfo.yaml',
    ];
    const { entities, rejected } = read(
      Object.fromEntries(names.map(name => [name, MODEL])),
    );
    expect(entities).toEqual([]);
    expect(rejected.map(({ path, reason }) => [path, reason])).toEqual(
      [...names]
        .sort()
        .map(name => [
          name,
          'is not read: catalog files are named catalog-info.yaml',
        ]),
    );
    expect(
      ['my-catalog-info.yml', 'catalog-info.yaml', 'catalog-information.yml']
        .map(name => read({ [name]: '' }).rejected)
        .flat(),
    ).toEqual([]);
  });

  it('rejects a document with line and reason, and keeps the others', () => {
    const { entities, rejected } = read({
      'f.yaml': `${MODEL}---\nkind: [unclosed\n---\n${MODEL.replace(
        'nova',
        'beta',
      )}`,
    });
    expect(entities.map(e => e.entity.metadata.name)).toContain('nova');
    expect(rejected[0]).toMatchObject({
      path: 'f.yaml',
      reason: expect.stringMatching(/^not valid YAML: /),
    });
    expect(rejected[0].line).toBeGreaterThan(7);
  });

  it.each([
    ['a list', '- a\n- b', '1: not an entity: the document is no mapping'],
    ['text', 'just text', '1: not an entity: the document is no mapping'],
    ['no kind', '\n\na: 1', '3: not an entity: it needs apiVersion and kind'],
    [
      'no name',
      MODEL.replace('name: nova', 'title: x'),
      '4: Model without metadata.name',
    ],
    [
      'an invalid name',
      MODEL.replace('name: nova', 'name: a b'),
      '5: Model has the invalid metadata.name "a b"',
    ],
    [
      'an invalid namespace',
      MODEL.replace('research', '"a b"'),
      '6: Model nova has the invalid metadata.namespace "a b"',
    ],
    [
      'a number as name',
      MODEL.replace('name: nova', 'name: 7'),
      /^5: Model 7: .*name must be string/,
    ],
    [
      'a key twice',
      MODEL.replace('{type: chat}', '{a: 1, a: 2}'),
      '7: not valid YAML: Map keys must be unique',
    ],
    [
      'a tag',
      MODEL.replace('chat', '!!js/function x'),
      /^7: not valid YAML: Unresolved tag/,
    ],
    [
      'an alias without anchor',
      MODEL.replace('chat', '*nowhere'),
      /^2: Unresolved alias/,
    ],
    ['a circle', 'a: &a [*a]', /^1: /],
    [
      'a quote that is not closed, where it begins',
      `a: 1\nb: "x"\nc: "never\nd: 1\n`,
      /^3: not valid YAML: /,
    ],
    ['a tab', '\ta: 1', /^1: not valid YAML: /],
    ['deep nesting', '['.repeat(20_000), '1: '],
  ])('rejects %s', (_title, content, reason) => {
    const found = reasons(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(reason);
    expect(found[0]).not.toContain('\n');
  });

  it('does not unfold bombs, nor read what is too large or no text', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg']) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(',')}]`);
    }
    expect(reasons(bomb.join('\n'))).toEqual([
      '1: Excessive alias count indicates a resource exhaustion attack',
    ]);
    expect(reasons(`${MODEL}${'# padding\n'.repeat(120_000)}`)).toEqual([
      expect.stringMatching(
        /^has \d+ bytes, more than the 1048576 that are read$/,
      ),
    ]);
    const wide = `a: &a "${'x'.repeat(30_000)}"\nb: [${Array(50)
      .fill('*a')
      .join(',')}]`;
    expect(reasons(wide)).toEqual([
      expect.stringMatching(/^1: is too large: \d+ characters as JSON/),
    ]);
    expect(reasons('---\n'.repeat(1_002))).toEqual([
      'has 1002 documents, more than the 1000 that are read',
    ]);
    expect(reasons(Buffer.from([0x61, 0xff, 0xfe]))).toEqual([
      'is not UTF-8 text',
    ]);
  });

  it('keeps each entity once, that of the first path, whatever the order of reading', () => {
    const other = MODEL.replace('nova', 'Nova').replace('chat', 'rerank');
    const files = { 'b.yaml': other, 'a.yaml': `${MODEL}---\n${other}` };
    const result = read(files);
    expect(result).toEqual(
      read(Object.fromEntries(Object.entries(files).reverse())),
    );
    expect(result.entities).toHaveLength(1);
    expect(result.entities[0]).toMatchObject({
      path: 'a.yaml',
      entity: { spec: { type: 'chat' } },
    });
    expect(result.rejected).toEqual([
      {
        path: 'a.yaml',
        line: 10,
        cause: 'duplicate',
        reason: 'model:research/nova already stands earlier in this file',
      },
      {
        path: 'b.yaml',
        line: 2,
        cause: 'duplicate',
        reason: 'model:research/nova already stands in a.yaml',
      },
    ]);
  });

  it('never throws, whatever a file holds', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...MODEL.split('\n'),
        '---',
        '  - &a {*a : b}',
        '%YAML 9',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), lines => {
        const { entities, rejected } = read({ 'f.yaml': lines.join('\n') });
        expect(entities.every(e => e.entity.metadata.name)).toBe(true);
        expect(rejected.every(r => r.reason !== '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
