import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { validateObject } from '@modelyard/llm-manifests';
import { loadSchemas } from './loadSchemas';
import { readManifestsConfig } from './readManifestsConfig';

const read = (llm: object) =>
  readManifestsConfig(mockServices.rootConfig({ data: { llm } }));

describe('readManifestsConfig', () => {
  it('fills in what a target does not say, and resolves paths', () => {
    const { targets, clusters, crdPaths } = read({
      targets: [
        { name: 'fra-1', kubernetes: '1.36', components: { kserve: '0.20' } },
        { name: 'ber-1', kubernetes: '1.35.2', cluster: 'berlin' },
      ],
      manifests: { crdPaths: ['crds'] },
    });
    expect([...targets.keys()]).toEqual(['fra-1', 'ber-1']);
    expect(targets.get('fra-1')).toMatchObject({
      components: { kserve: '0.20' },
      clusterDomain: 'cluster.local',
      gpuOperator: { namespace: 'gpu-operator' },
    });
    expect([...clusters]).toEqual([['ber-1', 'berlin']]);
    expect(crdPaths).toEqual([`${process.cwd()}/crds`]);
    expect(read({})).toEqual({
      rules: new Map(),
      targets: new Map(),
      clusters: new Map(),
      crdPaths: [],
    });
  });

  it.each([
    [[{ name: 'fra-1' }], /^Invalid llm\.targets\[0\]\.kubernetes: /],
    [
      [{ name: 'fra-1', kubernetes: 1.3 }],
      /^Invalid llm\.targets\[0\]\.kubernetes: expected string, received number/,
    ],
    [
      [{ name: 'fra-1', kubernetes: '1.36', components: { kserv: '0.20' } }],
      /^Invalid llm\.targets\[0\]\.components: .*kserv/,
    ],
    [
      [{ name: 'fra-1', kubernetes: '1.36', cluster: 3 }],
      /cluster' in 'mock-config', got number, wanted string/,
    ],
    [
      [
        { name: 'fra-1', kubernetes: '1.36' },
        { name: 'fra-1', kubernetes: '1.36' },
      ],
      'Invalid llm.targets[1].name: fra-1 is the name of an earlier target',
    ],
  ])('refuses %j', (targets, message) => {
    expect(() => read({ targets })).toThrow(message);
  });
});

describe('loadSchemas', () => {
  const directory = createMockDirectory();
  const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Gadget, plural: gadgets, singular: gadget, listKind: GadgetList}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: {type: object, properties: {size: {type: integer}}}
`;
  const gadget = (size: unknown) => ({
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { name: 'a', namespace: 'b' },
    spec: { size },
  });

  it('reads files and folders, and leaves other JSON alone', async () => {
    directory.setContent({
      crds: { 'deep.d': { 'gadgets.yaml': crd }, 'package.json': '{}' },
    });
    const schemas = (await loadSchemas([directory.resolve('crds')]))!;
    const check = (size: unknown) =>
      validateObject({ object: gadget(size), schemas });
    expect(check(3)).toMatchObject({ state: 'checked', issues: [] });
    expect(check('three').issues).toMatchObject([{ path: 'spec.size' }]);
    expect(await loadSchemas([])).toBeUndefined();
  });

  it.each([
    [{ 'a.json': '{' }, /a\.json is not valid JSON/],
    [{ 'a.yaml': 'a: [' }, /^Invalid llm\.manifests\.crdPaths: /],
    [{}, /gone cannot be read/],
  ])('names what it cannot read of %j', async (content, message) => {
    directory.setContent(content);
    const path = Object.keys(content)[0] ?? 'gone';
    await expect(loadSchemas([directory.resolve(path)])).rejects.toThrow(
      message,
    );
  });
});
