import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { readModel } from '@modelyard/llm-sizing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendFile } from './__testUtils__/sendFile';
import { startHub } from './__testUtils__/startHub';
import { startServer, TestServer } from './__testUtils__/startServer';
import { ggufFile } from './__testUtils__/weightFiles';
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

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(item => item.close()));
});

async function filesAt(
  files: Record<string, Uint8Array | string>,
): Promise<TestServer> {
  const server = await startServer((request, response) => {
    const content = files[(request.url ?? '').split('?')[0]];
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    sendFile({
      request,
      response,
      content: Buffer.from(content),
      headers: { 'content-type': 'application/octet-stream' },
    });
  });
  open.push(server);
  return server;
}

function reader(hub: Record<string, unknown> = {}): ModelSourceReader {
  return ModelSourceReader.fromConfig(
    new ConfigReader({ llm: { hub } } as never),
    { logger: mockServices.logger.mock() },
  );
}

describe('a model at a plain address', () => {
  it('is read from its configuration and what lies beside it', async () => {
    const server = await filesAt({
      '/tiny/config.json': CONFIG,
      '/tiny/model.safetensors.index.json': JSON.stringify({
        metadata: { total_size: 404_096 },
        weight_map: { a: 'model-1.safetensors' },
      }),
    });
    const uri = `${server.url}/tiny/config.json`;
    const found = await reader({ allowedHosts: [server.url] }).inspect({ uri });
    expect(found).toMatchObject({
      uri,
      weightBytes: 404_096,
      architecture: { layers: [{ count: 2 }] },
    });
    expect(found).not.toHaveProperty('digest');
    expect(found.issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'revision not-pinned',
      'license unknown-license',
      'digest unknown-digest',
    ]);
  });

  it('that a bucket has signed is read alone, and its signature goes no further', async () => {
    const server = await filesAt({ '/tiny/config.json': CONFIG });
    const found = await reader({
      allowedHosts: [server.url],
      token: 'hf_hush',
    }).inspect({ uri: `${server.url}/tiny/config.json?X-Amz-Signature=hush` });
    expect(found.uri).toBe(`${server.url}/tiny/config.json`);
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(server.requests).toEqual([
      { path: '/tiny/config.json?X-Amz-Signature=hush' },
    ]);
  });

  it('in GGUF is read with all its parts', async () => {
    const part = ggufFile({ type: 1 });
    const server = await filesAt({
      '/tiny-00001-of-00002.gguf': part,
      '/tiny-00002-of-00002.gguf': part,
    });
    const found = await reader({ allowedHosts: [server.url] }).inspect({
      uri: `${server.url}/tiny-00002-of-00002.gguf`,
    });
    expect(found.files.map(({ path }) => path)).toEqual([
      'tiny-00001-of-00002.gguf',
      'tiny-00002-of-00002.gguf',
    ]);
  });

  it.each([
    ['/none/config.json', 'NotFoundError', 'is not there'],
    ['/tiny/', 'InputError', 'must end with the name of a file'],
  ])('at %s: %s', async (path, name, message) => {
    const server = await filesAt({});
    await expect(
      reader({ allowedHosts: [server.url] }).inspect({
        uri: `${server.url}${path}`,
      }),
    ).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('inside a network is not read unless it is allowed', async () => {
    const server = await filesAt({ '/config.json': CONFIG });
    const { port } = new URL(server.url);
    await expect(
      reader().inspect({ uri: `https://localhost:${port}/config.json` }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `https://localhost:${port}/config.json is an address inside a network, which is not asked: only llm.hub.allowedHosts can allow that`,
    });
    expect(server.connections()).toBe(0);
  });
});

describe('a pasted configuration', () => {
  it('is enough to know the layers', async () => {
    const found = await reader().inspect({ config: CONFIG });
    expect(found).toMatchObject({
      architecture: { layers: [{ count: 2 }] },
      quantization: 'none',
      files: [],
    });
    expect(found.issues.map(({ code }) => code)).toEqual([
      'unknown-size',
      'unknown-digest',
    ]);
  });

  it.each([
    ['', 'either uri or config must be given'],
    ['  ', 'either uri or config must be given'],
    ['{', 'config is not JSON'],
    ['[]', 'config must be the configuration of a model'],
    ['"'.padEnd(9e6), 'config is larger than the 8 MiB'],
  ])('that is none is refused', async (config, message) => {
    await expect(reader().inspect({ config })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });
});

describe('a bucket', () => {
  it('is not read, which is said, and a pasted configuration helps', async () => {
    const uri = 's3://models/tiny';
    const bare = await reader().inspect({ uri });
    expect(bare).toMatchObject({
      uri,
      issues: expect.arrayContaining([
        expect.objectContaining({ code: 'not-supported', severity: 'error' }),
      ]),
    });
    expect(bare.architecture).toBeUndefined();
    await expect(
      reader().inspect({ uri, config: CONFIG }),
    ).resolves.toMatchObject({
      uri,
      architecture: { layers: [{ count: 2 }] },
      issues: expect.arrayContaining([
        expect.objectContaining({ code: 'not-supported', severity: 'warning' }),
      ]),
    });
  });
});

const folder = process.env.MODELYARD_MODEL_CONFIGS;

(folder ? describe : describe.skip)(
  'real configurations in MODELYARD_MODEL_CONFIGS, from a hub',
  () => {
    const configs = folder
      ? readdirSync(folder).filter(name => name.endsWith('.config.json'))
      : [];

    it.each(configs)('%s', async file => {
      const at = (name: string) =>
        readFileSync(join(folder ?? '', name), 'utf8');
      const [organisation, name] = file.replace('.config.json', '').split('--');
      const quant = file.replace('.config.json', '.hf_quant_config.json');
      const beside = readdirSync(folder ?? '').includes(quant);
      const hub = await startHub({
        [`${organisation}/${name}`]: {
          files: {
            'config.json': at(file),
            ...(beside && { 'hf_quant_config.json': at(quant) }),
          },
        },
      });
      open.push(hub);
      const found = await reader({ endpoint: hub.hub.url }).inspect({
        uri: `hf://${organisation}/${name}`,
      });
      const expected = readModel({
        config: at(file),
        hfQuantConfig: beside ? at(quant) : undefined,
      });
      expect(found.architecture).toEqual(expected.ok && expected.value);
      expect(found.quantization).toBeDefined();
    });
  },
);
