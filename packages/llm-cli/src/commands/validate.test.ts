import { useCli } from '../__testUtils__/cli';

const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            spec:
              type: object
              required: [size]
              properties: {size: {type: integer, minimum: 1}}
`;
const widget = (size: unknown) =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: prod}\nspec: {size: ${size}}\n`;

describe('llm validate', () => {
  const { file, llm } = useCli();

  it('validates against CRDs, and says what it has no schema for', async () => {
    const crds = file('crd.yaml', CRD);
    expect(
      await llm('validate', file('ok.yaml', widget(1)), '--crds', crds),
    ).toEqual({
      code: 0,
      out: '1 object: 1 checked, 0 without a schema, 0 with errors\n',
      err: '',
    });
    const bad = file(
      'bad.yaml',
      `${widget(0)}---\n${widget(1).replace('Widget', 'Gadget')}`,
    );
    const result = await llm('validate', bad, '--crds', crds, '-o', 'json');
    expect(result.code).toBe(1);
    expect(JSON.parse(result.out)).toMatchObject([
      {
        document: 1,
        object: 'Widget prod/w',
        state: 'checked',
        issues: [{ path: 'spec.size', severity: 'error' }],
      },
      { document: 2, object: 'Gadget prod/w', state: 'not-checked' },
    ]);
    const unknown = file('unknown.yaml', widget(1).replace('Widget', 'Gadget'));
    expect((await llm('validate', unknown, '--crds', crds)).code).toBe(0);
    expect(
      (await llm('validate', unknown, '--crds', crds, '--strict')).code,
    ).toBe(1);
  });

  it('finds a broken object within a list', async () => {
    const item = (size: number) =>
      widget(size).trimEnd().replace(/\n/g, '\n  ');
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${item(1)}\n- ${item(
      0,
    )}\n`;
    const args = ['--crds', file('crd.yaml', CRD)];
    const path = file('list.yaml', list);
    const text = await llm('validate', path, ...args);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(
      /^error: \S+ #1 items\[1\] Widget prod\/w: spec\.size .*\n2 objects: 2 checked, 0 without a schema, 1 with errors\n$/,
    );
    const data = await llm('validate', path, ...args, '-o', 'json');
    expect(JSON.parse(data.out)).toMatchObject([
      { document: 1, item: 'items[0]', issues: [] },
      { document: 1, item: 'items[1]', object: 'Widget prod/w' },
    ]);
  });
});
