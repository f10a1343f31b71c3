import type { LlmChangedFile } from '@modelyard/plugin-llm-common';
import { groupFiles } from './groupFiles';

const added = (path: string, after = path): LlmChangedFile => ({
  path,
  type: 'added',
  after,
});
const removed = (path: string, before = path): LlmChangedFile => ({
  path,
  type: 'removed',
  before,
});

describe('groupFiles', () => {
  it('puts what a person decided first, then what was rendered, then overlays', () => {
    const groups = groupFiles([
      added('README.md'),
      added('models/base/catalog-info.yaml'),
      added('models/base/notes.md'),
      added('models/base/prod/base/vllm-deployment.yaml'),
      added('models/base/prod/intent.yaml'),
      added('models/base/prod/overlays/base/patch.yaml'),
      added('pools/h100/base/gpu-quota.yaml'),
    ]);
    expect(
      groups.map(({ group, files }) => [group, files.map(({ path }) => path)]),
    ).toEqual([
      [
        'entity',
        ['models/base/catalog-info.yaml', 'models/base/prod/intent.yaml'],
      ],
      [
        'base',
        [
          'models/base/prod/base/vllm-deployment.yaml',
          'pools/h100/base/gpu-quota.yaml',
        ],
      ],
      ['overlays', ['models/base/prod/overlays/base/patch.yaml']],
      ['other', ['README.md', 'models/base/notes.md']],
    ]);
  });

  it('knows a file that only moved, each once', () => {
    const [{ files }] = groupFiles([
      added('b.md', 'same'),
      added('c.md', 'same'),
      added('empty.md', ''),
      removed('a.md', 'same'),
      removed('gone.md', ''),
    ]);
    expect(files).toEqual([
      {
        path: 'b.md',
        type: 'renamed',
        from: 'a.md',
        before: 'same',
        after: 'same',
      },
      added('c.md', 'same'),
      added('empty.md', ''),
      removed('gone.md', ''),
    ]);
  });

  it('does not take files for the same whose texts are left out', () => {
    const [{ files }] = groupFiles([
      { path: 'a.bin', type: 'removed', omitted: 'binary' },
      { path: 'b.bin', type: 'added', omitted: 'binary' },
    ]);
    expect(files.map(({ type }) => type)).toEqual(['removed', 'added']);
  });
});
