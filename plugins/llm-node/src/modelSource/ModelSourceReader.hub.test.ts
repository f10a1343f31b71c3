import {
  COMMIT,
  startHub,
  TestHub,
  TestRepository,
} from './__testUtils__/startHub';
import {
  BYTES,
  CONFIG,
  hash,
  MODEL,
  readerOf,
  SHARDED,
} from './__testUtils__/tinyModel';
import { ggufFile, safetensorsFile } from './__testUtils__/weightFiles';

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function hubWith(repository: TestRepository): Promise<TestHub> {
  const hub = await startHub({ 'acme/tiny': repository });
  open.push(hub);
  return hub;
}

describe('a model of the hub', () => {
  it('is read from configuration and index, at one commit, with licence and digest', async () => {
    const hub = await hubWith(SHARDED);
    const found = await readerOf(hub).inspect({ ...MODEL, revision: 'v1.0' });
    const list = [
      'chat_template.jinja',
      'config.json',
      'generation_config.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
      'model.safetensors.index.json',
      'tokenizer.json',
    ].map(path => [path, hash(SHARDED.files[path])]);
    expect(found).toMatchObject({
      uri: 'hf://acme/tiny',
      revision: COMMIT,
      license: 'apache-2.0',
      weightBytes: BYTES,
      quantization: 'none',
      architecture: {
        weightBytes: BYTES,
        parameters: { total: BYTES / 2 },
        contextLength: 4096,
        layers: [{ count: 2, attention: 'full', kvHeads: 2 }],
      },
      digest: `sha256:${hash(JSON.stringify(list))}`,
      issues: [],
    });
    expect(found.files.map(({ path }) => path).sort()).toEqual(
      list.map(([path]) => path),
    );
    // Nothing but the tokenizer's hash was needed from the storage of large files.
    expect(hub.storage.requests).toEqual([]);
    expect(
      hub.hub.requests
        .map(({ path }) => path)
        .filter(path => path.includes('resolve'))
        .every(path => path.includes(COMMIT)),
    ).toBe(true);
  });

  it('with one weight file is read from the header of that alone, through a redirect to another host', async () => {
    const file = safetensorsFile({
      tensors: {
        a: { dtype: 'BF16', shape: [BYTES / 2], bytes: BYTES },
      },
      weights: 8_000_000,
      padding: 1_500_000,
    });
    const hub = await hubWith({
      files: {
        'config.json': JSON.stringify(CONFIG),
        'model.safetensors': file,
      },
      lfs: ['model.safetensors'],
    });
    const found = await readerOf(hub, { token: 'hf_hush' }).inspect(MODEL);
    expect(found).toMatchObject({
      weightBytes: BYTES,
      architecture: { storedTypes: [{ type: 'BF16' }] },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      issues: [{ path: 'license', code: 'unknown-license' }],
    });
    expect(hub.storage.requests.map(({ range }) => range)).toEqual([
      'bytes=0-1048575',
      expect.stringMatching(/^bytes=0-1500\d{3}$/),
    ]);
    // The token is for the hub, not for whom it leads to.
    expect(hub.hub.requests.map(({ authorization }) => authorization)).toEqual(
      hub.hub.requests.map(() => 'Bearer hf_hush'),
    );
    expect(
      hub.storage.requests.some(({ authorization }) => authorization),
    ).toBe(false);
    expect(JSON.stringify(found)).not.toContain('hush');
  });

  it('in GGUF is read from the header, however long the vocabulary', async () => {
    const hub = await hubWith({
      files: {
        'tiny-Q4_K.gguf': ggufFile({
          type: 12,
          vocabularyBytes: 3_000_000,
          weights: 9_000_000,
        }),
        'mmproj-F16.gguf': Buffer.alloc(10),
        'config.json': JSON.stringify(CONFIG),
      },
      lfs: ['tiny-Q4_K.gguf', 'mmproj-F16.gguf'],
    });
    const found = await readerOf(hub).inspect(MODEL);
    expect(found).toMatchObject({
      weightBytes: ((256_000 + 2 * 32_768) / 256) * 144,
      architecture: { hiddenSize: 256, contextLength: 4096 },
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: 'quantization',
          message: expect.stringContaining('(Q4_K)'),
        }),
      ]),
    });
    expect(found.quantization).toBeUndefined();
    expect(hub.storage.requests.map(({ range }) => range)).toEqual([
      'bytes=0-1048575',
      'bytes=0-4194303',
    ]);
  });

  it('in several GGUF variants has to be chosen', async () => {
    const file = ggufFile({ type: 1 });
    const hub = await hubWith({
      files: {
        'tiny-F16.gguf': file,
        'Q4/tiny-00001-of-00002.gguf': file,
        'Q4/tiny-00002-of-00002.gguf': file,
      },
      lfs: [
        'tiny-F16.gguf',
        'Q4/tiny-00001-of-00002.gguf',
        'Q4/tiny-00002-of-00002.gguf',
      ],
    });
    const reader = readerOf(hub);
    await expect(reader.inspect(MODEL)).rejects.toMatchObject({
      name: 'InputError',
      message:
        'the repository has 2 models in GGUF: add the path of one to the uri, such as /Q4/tiny-00001-of-00002.gguf',
    });
    const one = await reader.inspect({ uri: 'hf://acme/tiny/tiny-F16.gguf' });
    expect(one).toMatchObject({
      uri: 'hf://acme/tiny/tiny-F16.gguf',
      quantization: 'none',
      files: [{ path: 'tiny-F16.gguf', role: 'weights' }],
    });
    const parts = await reader.inspect({
      uri: 'hf://acme/tiny/Q4/tiny-00001-of-00002.gguf',
    });
    expect(parts.files).toHaveLength(2);
    await expect(
      reader.inspect({ uri: 'hf://acme/tiny/none.gguf' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'the model has no file none.gguf',
    });
  });

  it('is read with a pasted configuration instead of its own', async () => {
    const hub = await hubWith({ ...SHARDED, gatedFor: 'hf_other' });
    const found = await readerOf(hub).inspect({
      ...MODEL,
      config: JSON.stringify({ ...CONFIG, num_hidden_layers: 4 }),
    });
    // Files cannot be read, but the hub says how large they are.
    expect(found).toMatchObject({
      architecture: { layers: [{ count: 4 }], weightBytes: 4_000_000 },
      revision: COMMIT,
    });
    expect(found.digest).toBeUndefined();
    expect(found.issues.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'unreadable-file',
        'size-of-files',
        'unknown-digest',
      ]),
    );
  });

  it('in old formats, as an adapter or without all of its files is as known as it can be', async () => {
    const { 'model-00001-of-00002.safetensors': absent, ...rest } =
      SHARDED.files;
    const partial = await readerOf(
      await hubWith({ ...SHARDED, files: rest }),
    ).inspect(MODEL);
    expect(absent).toBeDefined();
    expect(partial.digest).toBeUndefined();
    expect(partial.issues).toContainEqual(
      expect.objectContaining({
        path: 'model.safetensors.index.json',
        code: 'missing-weights',
      }),
    );

    const old = await readerOf(
      await hubWith({
        files: {
          'config.json': JSON.stringify(CONFIG),
          'pytorch_model.bin': Buffer.alloc(BYTES),
        },
        lfs: ['pytorch_model.bin'],
      }),
    ).inspect(MODEL);
    expect(old).toMatchObject({
      weightBytes: BYTES,
      architecture: { weightBytes: BYTES },
      digest: expect.any(String),
    });

    const adapter = await readerOf(
      await hubWith({
        files: {
          'adapter_config.json': '{}',
          'adapter_model.safetensors': Buffer.alloc(1000),
        },
        lfs: ['adapter_model.safetensors'],
      }),
    ).inspect(MODEL);
    expect(adapter).toMatchObject({ weightBytes: 1000 });
    expect(adapter.issues.map(({ code }) => code)).toContain('adapter');
  });

  it('with an index that is none is read from the sizes of its files', async () => {
    const hub = await hubWith({
      ...SHARDED,
      files: { ...SHARDED.files, 'model.safetensors.index.json': '{"a": ' },
    });
    const found = await readerOf(hub).inspect(MODEL);
    expect(found).toMatchObject({ weightBytes: 4_000_000 });
    expect(found.issues).toContainEqual(
      expect.objectContaining({
        path: 'model.safetensors.index.json',
        code: 'unreadable-file',
        message: expect.stringContaining('is not JSON'),
      }),
    );
  });

  it('names what its licence is called where that is unusual', async () => {
    const hub = await hubWith({
      ...SHARDED,
      card: { license: 'other', license_name: 'tiny-community' },
    });
    await expect(readerOf(hub).inspect(MODEL)).resolves.toMatchObject({
      license: 'tiny-community',
    });
  });

  it('is warned of when it has another name today', async () => {
    const hub = await hubWith({ ...SHARDED, nowNamed: 'acme/small' });
    const { issues } = await readerOf(hub).inspect(MODEL);
    expect(issues).toMatchObject([{ path: 'uri', code: 'renamed' }]);
  });
});

describe('a mirror', () => {
  it('that lists no hashes and gives no ranges still serves', async () => {
    const file = safetensorsFile({
      tensors: { a: { dtype: 'BF16', shape: [BYTES / 2], bytes: BYTES } },
      weights: 8_000_000,
    });
    const hub = await hubWith({
      files: {
        'config.json': JSON.stringify(CONFIG),
        'model.safetensors': file,
      },
      lfs: ['model.safetensors'],
      without: ['tree', 'ranges', 'sha'],
    });
    const found = await readerOf(hub).inspect(MODEL);
    expect(found).toMatchObject({ weightBytes: BYTES, revision: COMMIT });
    expect(found.issues).toContainEqual({
      path: 'digest',
      code: 'unknown-digest',
      message:
        'is unknown: the source gives no SHA-256 of model.safetensors, and weights are not downloaded',
      severity: 'warning',
    });
  });

  it('that lists nothing at all still serves', async () => {
    const hub = await hubWith({
      ...SHARDED,
      without: ['tree', 'siblings', 'sha'],
    });
    const found = await readerOf(hub).inspect(MODEL);
    expect(found).toMatchObject({ weightBytes: BYTES, revision: COMMIT });
    expect(found.issues.map(({ code }) => code)).toEqual(['unknown-digest']);
  });

  it('may have tokens of any form', async () => {
    const hub = await hubWith({ ...SHARDED, gatedFor: 'cmVmdGtuOjAx' });
    await expect(
      readerOf(hub, { token: 'cmVmdGtuOjAx' }).inspect(MODEL),
    ).resolves.toMatchObject({ weightBytes: BYTES });
  });
});
