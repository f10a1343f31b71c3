import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { familyCases } from '../families/__testUtils__/fixtures';
import { platformSchema } from '../platform/Platform';
import { describeDeployment } from './describeDeployment';
import { IntentPatch, patchIntent } from './patchIntent';
import { readIntent } from './readIntent';
import { renderFiles } from './renderIntent';

/** Every deployment of the fixtures that renders, as it is committed. */
const committed = familyCases.flatMap(({ family, name, intent, platform }) => {
  const target = platformSchema.parse(platform);
  const read = readIntent(intent);
  const files =
    read.ok && renderFiles({ intent: read.value, platform: target });
  if (!files || !files.ok || !read.ok || read.value.subject.kind === 'pool') {
    return [];
  }
  return [
    { title: `${family}: ${name}`, platform: target, files: files.value },
  ];
});

const textOf = (files: ReadonlyArray<{ path: string; content: string }>) =>
  files.find(({ path }) => path === 'intent.yaml')!.content;

function change(
  { files, platform }: (typeof committed)[number],
  patch: IntentPatch,
) {
  const intent = valueOf(readIntent(textOf(files)));
  const changed = valueOf(patchIntent(intent, patch));
  return {
    intent,
    changed,
    files: renderFiles({ intent: changed, platform }),
  };
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false }): T {
  expect(result).toMatchObject({ ok: true });
  return (result as { value: T }).value;
}

/** The fields of objects that say how many servers there are. */
const REPLICAS =
  /\.(replicas|min|max|(min|max)Replica(s|Count)|minAvailable|maxUnavailable)$/;

/** The paths of the values that differ. */
function differing(a: unknown, b: unknown, path = ''): string[] {
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null
  ) {
    return isDeepStrictEqual(a, b) ? [] : [path];
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(key =>
    differing(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      `${path}.${key}`,
    ),
  );
}

/** The objects in `base/`. */
const objectsIn = (files: ReadonlyArray<{ path: string; content: string }>) =>
  files
    .filter(({ path }) => path.startsWith('base/'))
    .map(({ content }) => parseAllDocuments(content).map(doc => doc.toJS()));

describe('patchIntent', () => {
  it('has deployments of every family that serves to work on', () => {
    expect(committed.length).toBeGreaterThan(20);
  });

  it.each(committed.map(one => [one.title, one] as const))(
    'gives the committed bytes of %s where it changes nothing',
    (_, one) => {
      const said = ['', [], undefined];
      fc.assert(
        fc.property(fc.constantFrom(...said), nothing => {
          const { parts } = valueOf(readIntent(textOf(one.files)));
          const { files } = change(one, {
            subject: { costCentre: nothing, aliases: nothing },
            parts: parts.map(({ family }) => ({
              family,
              input: { replicas: nothing, engine: nothing },
            })),
          });
          expect(files).toMatchObject({ ok: true, value: one.files });
        }),
        { numRuns: said.length },
      );
    },
  );

  const vllm = committed.find(
    ({ title }) => title === 'vllm-deployment: realistic',
  )!;
  const servingOf = (patch: IntentPatch) =>
    change(vllm, patch).changed.parts[0].input;

  it('merges fields, removes with null, and takes forms for what they say', () => {
    const before = servingOf({});
    expect(
      servingOf({
        serving: {
          engine: { maxModelLen: 16384, maxNumSeqs: null, toolCallParser: '' },
          runtime: { apiKey: { key: 'other' } },
          cache: { kind: 'ephemeral', size: '80Gi' },
        },
        parts: [
          {
            family: 'vllm-deployment',
            input: { engine: { extraArgs: ['--seed=8', ''] } },
          },
        ],
      }),
    ).toEqual({
      ...before,
      engine: {
        ...Object.fromEntries(
          Object.entries(before.engine as object).filter(
            ([key]) => key !== 'maxNumSeqs',
          ),
        ),
        maxModelLen: 16384,
        extraArgs: ['--seed=8'],
      },
      runtime: {
        ...(before.runtime as object),
        apiKey: { name: 'model-keys', key: 'other' },
      },
      // Another kind is another thing: nothing of the claim stays.
      cache: { kind: 'ephemeral', size: '80Gi' },
    });
  });

  it('changes lists of named items one by one', () => {
    const tone = { name: 'support-tone', rank: 32 };
    const letters = { name: 'letters', uri: 'hf://lindhaven/letters-lora' };
    const adapters = (items: object[]) =>
      servingOf({ serving: { engine: { lora: { adapters: items } } } }).engine;
    expect(adapters([tone, letters])).toMatchObject({
      lora: {
        maxRank: 32,
        adapters: [
          {
            name: 'support-tone',
            uri: 'hf://lindhaven/support-tone-lora',
            rank: 32,
          },
          letters,
        ],
      },
    });
    expect(
      adapters([letters, { name: 'support-tone', $patch: 'delete' }]),
    ).toMatchObject({ lora: { adapters: [letters] } });
    expect(
      servingOf({
        serving: { initial: [{ name: 'gone', $patch: 'delete' }] },
      }),
    ).toEqual(servingOf({}));
  });

  it('replaces what it is told to, where something is given', () => {
    const engine = { extraArgs: ['--seed=8'] };
    const replaced = (input: object) =>
      servingOf({
        parts: [
          {
            family: 'vllm-deployment',
            input: { engine, ...input },
            replace: ['engine', 'runtime', 'nodes'],
          },
        ],
      });
    const before = servingOf({});
    expect(
      servingOf({
        parts: [[['--seed=9'], '--seed=8'], ['--seed=7']].map(extraArgs => ({
          family: 'vllm-deployment',
          input: { list: extraArgs },
          replace: ['list'],
        })),
      }).list,
    ).toEqual(['--seed=7']);
    expect(
      servingOf({
        parts: [
          {
            family: 'vllm-deployment',
            input: { list: [['a'], 'b'] },
            replace: ['list'],
          },
          { family: 'vllm-deployment', input: { more: 1 } },
        ],
      }),
    ).toMatchObject({ list: ['a', 'b'], more: 1 });
    expect(replaced({ runtime: '' })).toEqual({ ...before, engine });
    expect(replaced({ runtime: { memory: '1Gi' } })).toEqual({
      ...before,
      engine,
      runtime: { memory: '1Gi' },
    });
  });

  it('takes another place and other weights as a whole', () => {
    const before = servingOf({});
    const { engine, placement, source, runtime, cache, nodes } = servingOf({
      plan: {
        engine: { tensorParallel: 1, pipelineParallel: 1, maxModelLen: 8192 },
        placement: {
          gpus: 1,
          allocation: 'device-plugin',
          resource: 'nvidia.com/gpu',
        },
        nodes: 1,
        memory: '64Gi',
        storage: '50Gi',
        source: { uri: 'hf://Qwen/Qwen3-8B' },
      },
    });
    expect(engine).toMatchObject({
      tensorParallel: 1,
      maxModelLen: 8192,
      toolCallParser: 'hermes',
    });
    expect(placement).toEqual({
      gpus: 1,
      allocation: 'device-plugin',
      resource: 'nvidia.com/gpu',
    });
    // A revision is one of its location; the Secret for the hub is not.
    expect(source).toEqual({
      uri: 'hf://Qwen/Qwen3-8B',
      token: { name: 'hf-token', key: 'token' },
    });
    expect({ runtime, cache, nodes }).toEqual({
      runtime: before.runtime,
      cache: before.cache,
      nodes: undefined,
    });
    expect(servingOf({ plan: { memory: '256Gi' } }).runtime).toMatchObject({
      memory: '256Gi',
      cpu: '16',
    });
    expect(
      servingOf({
        serving: { placement: { gpus: 2, nodeSelector: { zone: 'a' } } },
      }).placement,
    ).toMatchObject({ allocation: 'dra', nodeSelector: { zone: 'a' } });
  });

  it('names the queue of another place, or none', () => {
    const present = { queue: 'gpu', cpu: '16' };
    expect(servingOf({}).runtime).toMatchObject(present);
    expect(servingOf({ plan: { nodes: 1 } }).runtime).toMatchObject(present);
    expect(servingOf({ plan: { queue: 'h100-fra' } }).runtime).toMatchObject({
      ...present,
      queue: 'h100-fra',
    });
    const none = servingOf({ plan: { queue: null } }).runtime;
    expect(none).toMatchObject({ cpu: '16' });
    expect(none).not.toHaveProperty('queue');
  });

  it.each([
    [{ subject: { deployment: 'other' } }, /^subject\.deployment cannot be/],
    [{ subject: { model: 'model:default/x' } }, /^subject\.model cannot be/],
    [
      { remove: ['vllm-deployment'], replicas: { min: 2 } },
      /^replicas has nothing to change/,
    ],
    [{ remove: ['vllm-deployment'] }, /^parts must have at least 1 entry/],
    [
      { parts: [{ family: 'nonesuch', input: {} }] },
      /^parts\[1\]\.family names "nonesuch"/,
    ],
    [{ subject: { owner: null } }, /^subject\.owner is required/],
  ])('says why %j is nothing to do', (patch, message) => {
    const intent = valueOf(readIntent(textOf(vllm.files)));
    const result = patchIntent(intent, patch);
    expect(
      result.issues.map(issue => `${issue.path} ${issue.message}`).join('\n'),
    ).toMatch(message);
    expect(result.ok).toBe(false);
  });

  it('takes no field for a prototype', () => {
    const hostile: object = JSON.parse('{"__proto__": {"polluted": true}}');
    const intent = valueOf(readIntent(textOf(vllm.files)));
    const result = patchIntent(intent, { subject: { ...hostile } });
    expect(result.ok).toBe(false);
    expect('polluted' in {}).toBe(false);
    const own = patchIntent(intent, {
      subject: JSON.parse('{"__proto__": {"version": "v9"}}'),
    });
    expect(own.ok).toBe(false);
  });

  it('touches nothing else where the number of servers changes', () => {
    // From no server at all to one, what is watched changes as well.
    const serving = committed.filter(({ files, platform }) => {
      const intent = valueOf(readIntent(textOf(files)));
      return describeDeployment({ intent, platform })?.replicas?.min;
    });
    let rendered = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...serving.keys()),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (index, min, more) => {
          const one = serving[index];
          const replicas = { min, max: min + more };
          const { intent, changed, files } = change(one, { replicas });
          expect(
            differing(intent, changed).filter(
              path => !/^\.parts\.\d+\.input\.replicas(\.m..)?$/.test(path),
            ),
          ).toEqual([]);
          expect(
            describeDeployment({ intent: changed, platform: one.platform }),
          ).toMatchObject({ replicas });
          // Some families take no such number beside their other fields, and name both.
          const refusals = files.ok ? [] : files.issues;
          expect(
            refusals.filter(
              ({ severity, message, path }) =>
                severity === 'error' &&
                !/replicas|servers/.test(`${path} ${message}`),
            ),
          ).toEqual([]);
          rendered += files.ok ? 1 : 0;
          expect(
            differing(
              objectsIn(one.files),
              objectsIn(files.ok ? files.value : one.files),
            ).filter(path => !REPLICAS.test(path)),
          ).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
    expect(rendered).toBeGreaterThan(200);
  });
});
