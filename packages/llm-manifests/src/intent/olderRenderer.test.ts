import { familyCases } from '../families/__testUtils__/fixtures';
import { platformSchema } from '../platform/Platform';
import { findDrift } from './findDrift';
import { readIntent } from './readIntent';
import { renderFiles } from './renderIntent';

// What is committed was made by the first version of the renderer, and this is the next one.
jest.mock('./Intent', () => ({
  ...jest.requireActual('./Intent'),
  RENDERER_VERSION: 2,
}));

describe('an intent of an older renderer', () => {
  const { intent: text, platform: given } = familyCases.find(
    ({ family, name }) => family === 'vllm-deployment' && name === 'minimal',
  )!;
  const platform = platformSchema.parse(given);
  const read = readIntent(text);
  const files = read.ok && renderFiles({ intent: read.value, platform });
  const base = new Map(
    (files && files.ok ? files.value : [])
      .filter(({ path }) => path.startsWith('base/'))
      .map(({ path, content }) => [path.replace('base/', ''), content]),
  );

  it('is not taken for one that was changed by hand', () => {
    expect(base.size).toBe(2);
    expect(findDrift({ intent: text, base, platform })).toEqual({
      state: 'in-step',
    });
    const other = new Map(
      [...base].map(([name, content]) => [name, `# of version 1\n${content}`]),
    );
    expect(findDrift({ intent: text, base: other, platform })).toEqual({
      state: 'outdated',
      reason: 'renderer-older',
      message:
        'the manifests were rendered by the version 1 of the renderer, and this is 2',
    });
  });
});
