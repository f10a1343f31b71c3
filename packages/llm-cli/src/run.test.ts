import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { run } from './run';

const families = resolve(__dirname, '../../llm-manifests/src/families');
const fixture = (path: string) =>
  join(families, 'vllm-deployment/__fixtures__', path);
const PLATFORM = join(families, '__testUtils__/platform.yaml');

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

describe('llm', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llm-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const llm = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const code = await run({
      args,
      stdout: text => {
        out += text;
      },
      stderr: text => {
        err += text;
      },
    });
    return { code, out, err };
  };

  it('has a help that names every command', async () => {
    const { code, out } = await llm('--help');
    expect(code).toBe(0);
    for (const command of [
      'size',
      'assess',
      'render',
      'validate',
      'modernise',
    ]) {
      expect(out).toContain(`\n  ${command} `);
      expect((await llm(command, '--help')).out).toMatch(/^Usage: llm /);
    }
    expect(await llm('fly')).toMatchObject({
      code: 2,
      err: expect.stringContaining("unknown command 'fly'"),
    });
  });

  it('renders an intent to the manifests that are committed for it', async () => {
    const printed = await llm(
      'render',
      fixture('realistic/intent.yaml'),
      '-p',
      PLATFORM,
    );
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(printed.out).toBe(
      readFileSync(fixture('realistic/objects.yaml'), 'utf8'),
    );
  });

  it('writes the folder of a deployment, and says later what differs from it', async () => {
    const args = [
      'render',
      fixture('minimal/intent.yaml'),
      '-p',
      PLATFORM,
      '--out',
      folder,
    ];
    expect((await llm(...args)).code).toBe(0);
    expect(
      readFileSync(join(folder, 'base/vllm-deployment.yaml'), 'utf8'),
    ).toBe(readFileSync(fixture('minimal/objects.yaml'), 'utf8'));
    expect(
      parse(readFileSync(join(folder, 'base/kustomization.yaml'), 'utf8')),
    ).toMatchObject({ resources: ['vllm-deployment.yaml'] });
    expect(await llm(...args, '--check')).toMatchObject({ code: 0, out: '' });

    file('base/vllm-deployment.yaml', 'changed: by hand\n');
    expect(await llm(...args, '--check')).toMatchObject({
      code: 1,
      out: `differs: ${join(folder, 'base/vllm-deployment.yaml')}\n`,
    });
    // What was written renders to itself.
    const written = join(folder, 'intent.yaml');
    await llm(...args);
    expect(
      await llm('render', written, '-p', PLATFORM, '--out', folder, '--check'),
    ).toMatchObject({ code: 0 });
  });

  it('says why an intent is not rendered', async () => {
    expect(
      await llm('render', fixture('bad-fields/intent.yaml'), '-p', PLATFORM),
    ).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^error: .*subject\.name must .* \(/),
    });
    expect(
      await llm('render', fixture('minimal/intent.yaml'), '-p', 'nowhere.yaml'),
    ).toMatchObject({
      code: 2,
      err: 'llm: cannot read nowhere.yaml: there is no such file\n',
    });
    expect(
      await llm(
        'render',
        fixture('minimal/intent.yaml'),
        '-p',
        file('p.yaml', 'name: fra-1\n'),
      ),
    ).toMatchObject({ code: 2, err: expect.stringContaining('kubernetes') });
  });

  it('validates against CRDs, and says what it has no schema for', async () => {
    const crds = file('crd.yaml', CRD);
    expect(
      await llm('validate', file('ok.yaml', widget(1)), '--crds', crds),
    ).toEqual({
      code: 0,
      out: '1 objects: 1 checked, 0 without a schema, 0 with errors\n',
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

  it('sizes a model by its own configuration', async () => {
    const config = file(
      'config.json',
      JSON.stringify({
        architectures: ['LlamaForCausalLM'],
        model_type: 'llama',
        torch_dtype: 'bfloat16',
        hidden_size: 4096,
        intermediate_size: 14336,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        num_hidden_layers: 32,
        vocab_size: 128256,
        max_position_embeddings: 131072,
        tie_word_embeddings: false,
      }),
    );
    const args = ['size', '-c', config, '--context', '8192'];
    const h100 = await llm(...args, '-g', 'nvidia-h100-sxm-80gb', '-o', 'json');
    expect(h100.code).toBe(0);
    const { memory, longestContext } = JSON.parse(h100.out);
    // 8,030,261,248 parameters of two bytes.
    expect(memory.weights.low).toBeGreaterThan(16.0e9);
    expect(memory.weights.high).toBeLessThan(16.4e9);
    expect(longestContext).toEqual({ low: 131072, high: 131072 });

    const table = await llm(...args, '-g', 'nvidia-h100-sxm-80gb');
    expect(table.out).toMatch(/weights +15 GiB/);
    expect((await llm(...args, '-g', 'nvidia-t4-16gb')).code).toBe(1);
    expect(await llm(...args, '-g', 'nvidia-h100')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nvidia-h100-sxm-80gb'),
    });
  });

  it('assesses where a model may go', async () => {
    const question = {
      model: {
        name: 'tiny',
        versions: [
          {
            name: 'v1',
            kind: 'weights',
            architecture: {
              weightBytes: 2e9,
              parameters: { total: 1e9 },
              dtype: 'bf16',
              hiddenSize: 2048,
              vocabSize: 32000,
              contextLength: 8192,
              layers: [
                {
                  count: 16,
                  attention: 'full',
                  heads: 32,
                  kvHeads: 8,
                  headDim: 64,
                },
              ],
            },
          },
        ],
      },
      workload: { promptTokens: 500, answerTokens: 100, concurrentRequests: 4 },
      pools: [
        {
          name: 'l4',
          type: 'kubernetes',
          cluster: 'lys',
          devices: [
            {
              name: 'whole',
              accelerator: 'nvidia-l4-24gb',
              nodes: 1,
              perNode: 1,
              sharing: { strategy: 'exclusive' },
            },
          ],
        },
      ],
      usage: 'declared',
    };
    const fits = await llm('assess', file('q.yaml', stringify(question)));
    expect(fits).toMatchObject({ code: 0, err: '' });
    expect(fits.out).toMatch(
      /^Version v1\n\nPool .*\nl4 \/ whole +fits +1 x gpu +1 x 1 x 1 +\d+/,
    );
    const blocked = await llm(
      'assess',
      file(
        'q.yaml',
        stringify({ ...question, policy: { regions: ['eu'], dataClass: 'x' } }),
      ),
    );
    expect(blocked.code).toBe(1);
    expect(blocked.out).toMatch(/l4 \/ whole +unknown \(policy; size: fits\)/);
    const elsewhere = stringify({
      ...question,
      pools: [{ ...question.pools[0], region: 'us' }],
      policy: { regions: ['eu'] },
    });
    expect((await llm('assess', file('q.yaml', elsewhere))).out).toMatch(
      /l4 \/ whole +blocked +1 x gpu/,
    );
    const tooSmall = stringify({
      ...question,
      intent: { engine: { gpuMemoryUtilization: 0.1 } },
    });
    expect((await llm('assess', file('q.yaml', tooSmall))).out).toMatch(
      /l4 \/ whole +tight .*(\n.*)+\n {2}instead: /,
    );

    question.workload.concurrentRequests = 100_000;
    const not = await llm(
      'assess',
      file('q.yaml', stringify(question)),
      '-o',
      'yaml',
    );
    expect(not.code).toBe(1);
    expect(parse(not.out).groups[0]).toMatchObject({ accepted: false });
  });

  it('names each field of a question that is not one', async () => {
    const question = `
model: x
workload: {promptTokens: '1', answerTokens: 1, concurrentRequests: 1}
pools: [{name: a, type: kubernetes, cluster: c}]
usage: [{pool: a, devices: d, freePerNode: many}]
intent: {engine: {frobnicate: 7, kvCacheDtype: int3}}
polcy: {}
`;
    const { code, err } = await llm('assess', file('q.yaml', question));
    expect(code).toBe(2);
    expect(err.replace(/; there are .*/g, '').split('\n')).toEqual([
      `llm: ${join(folder, 'q.yaml')} is no question:`,
      '  model must be an object with fields, but is "x"',
      '  workload.promptTokens must be a number, but is "1"',
      '  pools[0].devices is missing',
      '  usage[0].freePerNode must be a list, but is "many"',
      '  intent.engine.frobnicate is not known',
      expect.stringMatching(
        /^ {2}intent\.engine\.kvCacheDtype must be one of auto, .*, but is "int3"$/,
      ),
      '  polcy is not known',
      '',
    ]);
    expect(await llm('assess', file('q.yaml', '[]'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('the file must be an object with fields'),
    });
  });

  it.each(['abc', '1.5', '92', '0', ''])(
    'takes no share of %j of the memory',
    async share => {
      const args = ['-c', 'c.json', '-g', 'nvidia-l4-24gb'];
      expect(await llm('size', ...args, '--utilization', share)).toMatchObject({
        code: 2,
        err: expect.stringContaining('above 0 and at most 1'),
      });
    },
  );

  it('names what is stale, and proposes what takes its place', async () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: prod}
spec:
  resourceClaims: [{name: gpu, source: {resourceClaimTemplateName: t}}]
  containers: [{name: c, image: 'i:1', resources: {claims: [{name: gpu}]}}]
`;
    const old = file('pod.yaml', pod);
    const findings = await llm('modernise', old, '--kubernetes', '1.36');
    expect(findings.code).toBe(1);
    expect(findings.out).toMatch(
      /^error: .*Pod prod\/p: spec\.resourceClaims\[0\]/,
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${pod
      .trim()
      .replace(/\n/g, '\n  ')}\n`;
    const listed = await llm('modernise', file('list.yaml', list));
    expect(listed.out).toMatch(
      /^error: \S+ #1 items\[0\] Pod prod\/p: spec\.resourceClaims\[0\]/,
    );
    const { out } = await llm('modernise', old, '--proposal');
    expect(parse(out).spec.resourceClaims).toEqual([
      { name: 'gpu', resourceClaimTemplateName: 't' },
    ]);
    const mended = file('mended.yaml', out);
    expect(await llm('modernise', mended)).toMatchObject({
      code: 0,
      out: 'Nothing is stale.\n',
    });
  });

  it('leaves what the platform still needs as it is', async () => {
    const service = file(
      'service.yaml',
      `
apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata: { name: a, namespace: prod }
spec: { model: { uri: 'hf://a/b' } }
`,
    );
    const current = parse(readFileSync(PLATFORM, 'utf8'));
    const older = stringify({
      ...current,
      components: { ...current.components, kserve: 'v0.19.0' },
    });
    expect(
      (await llm('modernise', service, '--platform', PLATFORM)).out,
    ).toContain('v1alpha2');
    expect(
      await llm('modernise', service, '-p', file('older.yaml', older)),
    ).toMatchObject({ code: 0, out: 'Nothing is stale.\n' });
    expect(
      await llm('modernise', service, '-p', PLATFORM, '--kubernetes', '1.36'),
    ).toMatchObject({ code: 2 });
  });

  it('runs as a program', () => {
    const bin = resolve(__dirname, '../bin/llm');
    const out = execFileSync(process.execPath, [bin, '--help'], {
      encoding: 'utf8',
    });
    expect(out).toContain('Usage: llm');
  });
});
