import { createMockDirectory } from '@backstage/backend-test-utils';
import { startRepository } from '../__testUtils__/startRepository';
import { GitOpsCatalogReader } from './GitOpsCatalogReader';

const FILE = `# Two models
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata: {name: first}
---
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: second
spec:
  versions:
    - name: v1
      architecture:
        weightBytes: many
    -
      name: v2
  nodeSelector:
    nvidia.com: a
    nvidia.com/gpu.product: b
    80: c
  aliases: &names
    - one
    - two
  others: *names
  flow: {a: 1,
    b: [1,
      2]}
`;

describe('findLines', () => {
  const directory = createMockDirectory();

  it('finds the deepest part of a path that is there, reading a file once', async () => {
    const path = 'a/catalog-info.yaml';
    const repository = await startRepository(directory, { [path]: FILE });
    const reader = GitOpsCatalogReader.create({ repository, kinds: [] });
    const [first, second] = (await reader.read())!.entities;
    const readBlob = jest.spyOn(repository, 'readBlob');

    const lines = {
      '': 6,
      'spec.versions[0].architecture.weightBytes': 14,
      'spec.versions[0].architecture.layers.count': 13,
      'spec.versions[1]': 16,
      'spec.versions[1].name': 16,
      'spec.versions[7].name': 11,
      'spec.owner': 10,
      'spec.nodeSelector.nvidia.com': 18,
      'spec.nodeSelector.nvidia.com/gpu.product': 19,
      'spec.nodeSelector[80]': 20,
      'spec.nodeSelectors': 10,
      'spec.aliases[1]': 23,
      'spec.others[1]': 24,
      'spec.flow.b[1]': 27,
      '/spec/versions/0/name': 12,
      '/spec/nodeSelector/nvidia.com~1gpu.product': 19,
      '/nothing': 6,
    };
    const fields = Object.keys(lines).map(field => ({
      file: second,
      path: field,
    }));
    expect(await reader.findLines(fields)).toEqual(Object.values(lines));
    expect(await reader.findLines([{ file: first, path: 'spec' }])).toEqual([
      2,
    ]);
    await reader.findLines(fields);
    expect(readBlob).toHaveBeenCalledTimes(2);

    // The entity stands there no more as it was read.
    await repository.commit({
      message: 'Break',
      changes: [{ path, content: `# More\n${FILE}kind: [` }],
    });
    await reader.read();
    expect(await reader.findLines([fields[0]])).toEqual([undefined]);
  });
});
