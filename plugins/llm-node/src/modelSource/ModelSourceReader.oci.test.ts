import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  digestOf,
  startRegistry,
  TestImage,
  TestRegistry,
} from './__testUtils__/startRegistry';
import { ggufFile, safetensorsFile } from './__testUtils__/weightFiles';
import { ModelSourceReader } from './ModelSourceReader';

const CONFIG = JSON.stringify({
  model_type: 'llama',
  torch_dtype: 'bfloat16',
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 128,
  vocab_size: 1000,
});
const BYTES = 2 * 202_048;
const WEIGHTS = safetensorsFile({
  tensors: { a: { dtype: 'BF16', shape: [BYTES / 2], bytes: BYTES } },
  weights: 3_000_000,
});

const RAW = 'application/vnd.cncf.model.weight.v1.raw';
const RAW_CONFIG = 'application/vnd.cncf.model.weight.config.v1.raw';

function named(path: string): Record<string, string> {
  return { 'org.cncf.model.filepath': path };
}

const MODEL_PACK: TestImage = {
  config: {
    mediaType: 'application/vnd.cncf.model.config.v1+json',
    content: JSON.stringify({
      descriptor: { licenses: ['apache-2.0'] },
      config: { paramSize: '8b', precision: 'bfloat16' },
    }),
  },
  layers: [
    {
      mediaType: RAW_CONFIG,
      content: CONFIG,
      annotations: named('config.json'),
    },
    {
      mediaType: RAW,
      content: WEIGHTS,
      annotations: named('model.safetensors'),
    },
  ],
};

const MODELCAR: TestImage = {
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    content: JSON.stringify({
      config: { Labels: { 'org.opencontainers.image.licenses': 'MIT' } },
    }),
  },
  layers: [
    {
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      content: Buffer.alloc(100),
    },
  ],
  inIndex: true,
};

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function registryWith(
  image: TestImage,
  options?: { isPrivate?: boolean; corrupt?: boolean },
): Promise<TestRegistry> {
  const registry = await startRegistry(image, options);
  open.push(registry);
  return registry;
}

function inspect(
  { server }: TestRegistry,
  options: { name?: string; config?: string; revision?: string } = {},
) {
  const { name = 'models/tiny:v1', ...rest } = options;
  return ModelSourceReader.fromConfig(
    new ConfigReader({ llm: { hub: { allowedHosts: [server.url] } } }),
    { logger: mockServices.logger.mock() },
  ).inspect({ uri: `oci://${new URL(server.url).host}/${name}`, ...rest });
}

describe('a model in a registry', () => {
  it('whose files are layers is read like one of the hub', async () => {
    const registry = await registryWith(MODEL_PACK);
    const found = await inspect(registry);
    expect(found).toMatchObject({
      uri: `oci://${new URL(registry.server.url).host}/models/tiny:v1`,
      revision: registry.digest,
      digest: registry.digest,
      license: 'apache-2.0',
      weightBytes: BYTES,
      quantization: 'none',
      architecture: { layers: [{ count: 2 }] },
      files: [
        {
          path: 'config.json',
          sha256: digestOf(CONFIG).replace('sha256:', ''),
        },
        { path: 'model.safetensors', role: 'weights', size: WEIGHTS.length },
      ],
    });
    expect(found.issues.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    expect(
      registry.server.requests.find(({ path }) =>
        path.endsWith(digestOf(WEIGHTS)),
      ),
    ).toMatchObject({ range: 'bytes=0-1048575' });
    await expect(
      inspect(registry, { revision: registry.digest }),
    ).resolves.toMatchObject({ digest: registry.digest });
  });

  it('as one GGUF layer without a name is read from its header', async () => {
    const registry = await registryWith({
      ...MODELCAR,
      layers: [
        {
          mediaType: 'application/vnd.docker.ai.gguf.v3',
          content: ggufFile({ type: 1, weights: 2_000_000 }),
        },
      ],
    });
    await expect(inspect(registry)).resolves.toMatchObject({
      architecture: { hiddenSize: 256 },
      quantization: 'none',
      files: [{ path: 'model.gguf' }],
    });
  });

  it('whose layers are archives: what is known is said, and what is not', async () => {
    const registry = await registryWith(MODELCAR);
    const found = await inspect(registry);
    expect(found).toMatchObject({
      revision: registry.digest,
      digest: registry.digest,
      license: 'MIT',
      files: [],
    });
    expect(found).not.toHaveProperty('architecture');
    expect(found).not.toHaveProperty('weightBytes');
    expect(found.issues).toMatchObject([
      {
        code: 'packed-layers',
        message: expect.stringContaining('paste the configuration'),
      },
      { code: 'missing-config', severity: 'error' },
      { code: 'unknown-size' },
    ]);
    await expect(inspect(registry, { config: CONFIG })).resolves.toMatchObject({
      digest: registry.digest,
      architecture: { layers: [{ count: 2 }] },
    });
  });

  it('whose files are archives, but which says how many parameters it has', async () => {
    const registry = await registryWith({
      ...MODEL_PACK,
      layers: MODELCAR.layers,
    });
    const found = await inspect(registry);
    expect(found).toMatchObject({
      architecture: { parameters: { total: 8e9 }, dtype: 'bf16', layers: [] },
    });
    expect(found.issues.map(({ code }) => code)).toContain('layers-unknown');
  });

  it('that is private is not read', async () => {
    const registry = await registryWith(MODEL_PACK, { isPrivate: true });
    await expect(inspect(registry)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /cannot be read without signing in to the registry, which is not supported$/,
      ),
    });
  });

  it('that is not there, or not what its digest says', async () => {
    const registry = await registryWith(MODEL_PACK);
    await expect(
      inspect(registry, { name: 'models/tiny:v2' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(/models\/tiny has no v2$/),
    });
    const corrupt = await registryWith(MODEL_PACK, { corrupt: true });
    await expect(
      inspect(corrupt, { name: `models/tiny@${corrupt.digest}` }),
    ).rejects.toThrow('is not what its digest says');
  });

  it('with a manifest that is none', async () => {
    const registry = await registryWith({
      ...MODEL_PACK,
      config: { mediaType: 'text/plain', content: '' },
      annotations: { a: 1 } as never,
    });
    await expect(inspect(registry)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('annotations.a Expected string'),
    });
  });

  it('in a registry inside a network that nobody has allowed', async () => {
    const registry = await registryWith(MODEL_PACK);
    const before = registry.server.connections();
    const reader = ModelSourceReader.fromConfig(new ConfigReader({}), {
      logger: mockServices.logger.mock(),
    });
    await expect(
      reader.inspect({
        uri: `oci://${new URL(registry.server.url).host}/models/tiny:v1`,
      }),
    ).rejects.toThrow('inside a network');
    expect(registry.server.connections()).toBe(before);
  });
});
