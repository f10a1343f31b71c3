import { parse } from 'yaml';
import { mergeCatalogTexts } from './mergeCatalogTexts';

const deployment = (name: string, extra = '') => `    - name: ${name}
      version: v1
      environment: production
      servedModelName: nova-${name}
${extra}`;
const model = (
  options: {
    title?: string;
    lifecycle?: string;
    tags?: string[];
    versions?: string[];
    deployments?: string[];
  } = {},
) => `# Of the search group
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: nova
  title: ${options.title ?? 'Nova'} # for people
  tags: [${(options.tags ?? ['a', 'b']).join(', ')}]
spec:
  type: chat
  lifecycle: ${options.lifecycle ?? 'staging'}
  versions:
${(options.versions ?? ['v1']).map(name => `    - name: ${name}\n`).join('')}
  deployments:
${(options.deployments ?? [deployment('a'), deployment('b')]).join('')}`;
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name => deployment(name));
const base = model();
const merge = (main: string, proposal: string, before = base) =>
  mergeCatalogTexts({ base: before, main, proposal });

describe('mergeCatalogTexts', () => {
  it('takes different fields from both, with their lines as they are', () => {
    expect(
      merge(model({ title: 'Nova 2' }), model({ versions: ['v1', 'v2'] })),
    ).toBe(model({ title: 'Nova 2', versions: ['v1', 'v2'] }));
  });

  it('takes what both have added to a list, and a change of another item', () => {
    expect(
      merge(
        model({ deployments: [a, b, c] }),
        model({ deployments: [a, b, d] }),
      ),
    ).toBe(model({ deployments: [a, b, c, d] }));
    const changed = deployment('a', '      replicas: 3\n');
    expect(
      merge(
        model({ deployments: [changed, b] }),
        model({ deployments: [a, b, d] }),
      ),
    ).toBe(model({ deployments: [changed, b, d] }));
  });

  it('takes what both have done alike once', () => {
    const alike = { title: 'Nova 2' };
    expect(
      merge(
        model({ ...alike, lifecycle: 'production' }),
        model({ ...alike, deployments: [a, b, c] }),
      ),
    ).toBe(
      model({ ...alike, lifecycle: 'production', deployments: [a, b, c] }),
    );
  });

  it.each([
    ['the same field', model({ title: 'X' }), model({ title: 'Y' })],
    [
      'an item of the same name',
      model({ deployments: [a, b, deployment('c', '      x: 1\n')] }),
      model({ deployments: [a, b, deployment('c', '      x: 2\n')] }),
    ],
    [
      'a version that goes, and a deployment that may need it',
      model({ versions: ['v2'] }),
      model({ deployments: [a, b, c] }),
    ],
    [
      'a deployment that goes',
      model({ title: 'X' }),
      model({ deployments: [a] }),
    ],
    ['a tag that goes', model({ tags: ['a'] }), model({ lifecycle: 'x' })],
    ['no YAML', model({ title: '[' }), model({ lifecycle: 'x' })],
    [
      'a field that both have added',
      model().replace('  type: chat\n', '  type: chat\n  owner: a\n'),
      model().replace('  type: chat\n', '  type: chat\n  owner: b\n'),
    ],
  ])('leaves to a person: %s', (_, main, proposal) => {
    expect(merge(main, proposal)).toBeUndefined();
    expect(merge(proposal, main)).toBeUndefined();
  });

  it('takes what stands in different places of a list', () => {
    const merged = merge(
      model({ deployments: [c, a, b] }),
      model({ deployments: [a, b, d] }),
    );
    expect(merged).toBe(model({ deployments: [c, a, b, d] }));
  });

  it('is of lines only where these say what both say', () => {
    // Both begin the list, so that its key would stand there twice.
    const empty = model().replace(/\n {2}deployments:[^]*$/, '\n');
    const begun = (item: string) => `${empty}  deployments:\n${item}`;
    expect(parse(begun(c)).spec.deployments).toHaveLength(1);
    expect(merge(begun(c), begun(d), empty)).toBeUndefined();
  });
});
