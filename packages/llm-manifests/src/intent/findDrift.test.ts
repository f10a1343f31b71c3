import { stringify } from 'yaml';
import { familyCases } from '../families/__testUtils__/fixtures';
import { Platform, platformSchema } from '../platform/Platform';
import { findDrift } from './findDrift';
import { Intent, RENDERER_VERSION } from './Intent';
import { printIntent, readIntent } from './readIntent';
import { renderFiles } from './renderIntent';

const given = familyCases.find(
  ({ family, name }) => family === 'vllm-deployment' && name === 'scaled',
)!;
const platform = platformSchema.parse(given.platform);
const MANIFEST = 'vllm-deployment.yaml';

function commit(target: Platform = platform) {
  const read = readIntent(given.intent);
  const files =
    read.ok && renderFiles({ intent: read.value, platform: target });
  if (!files || !files.ok) {
    throw new Error('The fixture has to render');
  }
  return {
    intent: files.value[0].content,
    base: new Map(
      files.value
        .slice(1)
        .map(({ path, content }) => [path.replace('base/', ''), content]),
    ),
  };
}

/** The intent with other fields, as text. */
function withFields(text: string, fields: Partial<Intent>): string {
  const read = readIntent(text);
  return printIntent({ ...(read as { value: Intent }).value, ...fields });
}

describe('findDrift', () => {
  const { intent, base } = commit();
  const text = base.get(MANIFEST)!;
  const edited = text.replace(/replicas: \d+|cpu: .*/, 'cpu: "5"');
  const older = platformSchema.parse({
    ...given.platform,
    images: { vllm: 'vllm/vllm-openai:v0.20.0' },
  });

  it('finds nothing in what was rendered', () => {
    expect(findDrift({ intent, base, platform })).toEqual({ state: 'in-step' });
  });

  it('finds what was changed, taken away and added by hand', () => {
    const changed = new Map(base)
      .set(MANIFEST, edited)
      .set('mine.yaml', 'a: 1');
    changed.delete('autoscaling.yaml');
    expect(findDrift({ intent, base: changed, platform })).toEqual({
      state: 'edited',
      files: [
        {
          path: 'base/autoscaling.yaml',
          type: 'missing',
          rendered: base.get('autoscaling.yaml'),
        },
        { path: 'base/mine.yaml', type: 'extra', committed: 'a: 1' },
        {
          path: `base/${MANIFEST}`,
          type: 'changed',
          committed: edited,
          rendered: text,
        },
      ],
    });
  });

  it('does not take a target that has moved for an edit, nor an edit for that', () => {
    const before = commit(older);
    expect(findDrift({ ...before, platform })).toMatchObject({
      state: 'outdated',
      reason: 'target-moved',
      message: expect.stringContaining('the target fra-1 is described'),
    });
    const image = before.base.get(MANIFEST)!;
    expect(
      findDrift({
        ...before,
        base: new Map(before.base).set(MANIFEST, `${image}# mine\n`),
        platform,
      }),
    ).toEqual({
      state: 'edited',
      // Nobody can say any more what it was like.
      files: [
        {
          path: `base/${MANIFEST}`,
          type: 'changed',
          committed: `${image}# mine\n`,
        },
      ],
    });
  });

  it('finds edits without the target, and says that it cannot tell more', () => {
    expect(
      findDrift({
        intent,
        base: new Map(base).set(MANIFEST, edited),
        platform: undefined,
      }),
    ).toMatchObject({ state: 'edited', files: [{ type: 'changed' }] });
    expect(findDrift({ intent, base, platform: undefined })).toMatchObject({
      state: 'unknown',
      reason: 'target-unknown',
      message: expect.stringContaining('there is no target fra-1'),
    });
    expect(
      findDrift({
        intent,
        base,
        platform: platformSchema.parse({
          ...given.platform,
          kubernetes: '1.20',
          components: {},
        }),
      }),
    ).toMatchObject({ state: 'unknown', reason: 'not-rendered' });
  });

  it('compares with what is rendered today where the intent says nothing', () => {
    const bare = withFields(intent, { rendered: undefined });
    const changed = new Map(base).set(MANIFEST, edited);
    expect(findDrift({ intent: bare, base, platform })).toEqual({
      state: 'in-step',
    });
    expect(findDrift({ intent: bare, base: changed, platform })).toMatchObject({
      state: 'edited',
      files: [{ committed: edited, rendered: text }],
    });
    expect(
      findDrift({ intent: bare, base: new Map(), platform }),
    ).toMatchObject({ state: 'outdated', reason: 'never-rendered' });
  });

  it('knows newer renderers, and what is no intent', () => {
    expect(
      findDrift({
        intent: withFields(intent, { renderer: RENDERER_VERSION + 1 }),
        base,
        platform,
      }),
    ).toMatchObject({ state: 'unknown', reason: 'renderer-newer' });
    expect(
      findDrift({ intent: stringify({ kind: 'x' }), base, platform }),
    ).toMatchObject({ state: 'unknown', reason: 'intent-unreadable' });
  });
});
