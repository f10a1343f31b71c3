import { Architecture } from '@modelyard/llm-sizing';
import { ModelInspection } from './ModelInspection';
import { toModelVersion } from './toModelVersion';

const architecture: Architecture = { dtype: 'bf16', layers: [] };

function nameOf(found: Partial<ModelInspection>, name?: string): string {
  return toModelVersion({ issues: [], files: [], ...found }, { name }).name;
}

describe('toModelVersion', () => {
  it.each<[string, Partial<ModelInspection>]>([
    [
      'bf16-01234567',
      { architecture, quantization: 'none', revision: '0123456789abcdef' },
    ],
    [
      'fp8-01234567',
      { architecture, quantization: 'fp8', revision: '0123456789abcdef' },
    ],
    [
      'bf16-feedbeef',
      {
        architecture,
        quantization: 'none',
        revision: `sha256:${'feedbeef'.repeat(8)}`,
      },
    ],
    ['nvfp4-refs-pr', { quantization: 'nvfp4', revision: 'refs/pr/12' }],
    ['bf16', { architecture, quantization: 'none' }],
    ['main', { revision: 'main' }],
    ['v1', {}],
    ['v1', { revision: '//' }],
  ])(
    'names a version %s, which Kubernetes takes for a label',
    (name, found) => {
      expect(nameOf(found)).toBe(name);
      expect(name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
      expect(nameOf(found, 'mine')).toBe('mine');
    },
  );

  it('leaves out what is not known', () => {
    expect(
      toModelVersion({
        issues: [],
        files: [],
        uri: 's3://models/a',
        digest: undefined,
      }),
    ).toEqual({
      name: 'v1',
      kind: 'weights',
      source: { uri: 's3://models/a' },
    });
  });
});
