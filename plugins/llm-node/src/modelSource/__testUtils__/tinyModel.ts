import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createHash } from 'node:crypto';
import { ModelSourceReader } from '../ModelSourceReader';
import { TestHub, TestRepository } from './startHub';

/** The configuration of a tiny model. */
export const CONFIG = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  torch_dtype: 'bfloat16',
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 128,
  vocab_size: 1000,
  max_position_embeddings: 4096,
  tie_word_embeddings: false,
};
/** What the weights of that configuration take in bf16. */
export const BYTES = 2 * 202_048;
const INDEX = JSON.stringify({
  metadata: { total_size: BYTES },
  weight_map: {
    a: 'model-00001-of-00002.safetensors',
    b: 'model-00002-of-00002.safetensors',
  },
});
const SHARDS = {
  'model-00001-of-00002.safetensors': Buffer.alloc(2_000_000, 1),
  'model-00002-of-00002.safetensors': Buffer.alloc(2_000_000, 2),
};
/** The tiny model as it is mostly published: in parts, with an index, and in an old format beside. */
export const SHARDED: TestRepository = {
  files: {
    'README.md': '# Tiny',
    'config.json': JSON.stringify(CONFIG),
    'generation_config.json': '{}',
    'chat_template.jinja': '{{ messages }}',
    'model.safetensors.index.json': INDEX,
    'tokenizer.json': '{"version": "1.0"}',
    'original/consolidated.00.pth': Buffer.alloc(10),
    'pytorch_model.bin': Buffer.alloc(10),
    ...SHARDS,
  },
  lfs: [...Object.keys(SHARDS), 'pytorch_model.bin', 'tokenizer.json'],
  card: { license: 'apache-2.0' },
};

/** SHA-256 in hexadecimal. */
export function hash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A reader that is set up for a test hub. */
export function readerOf(
  { hub, storage }: Pick<TestHub, 'hub'> & { storage?: TestHub['storage'] },
  settings: Record<string, unknown> = {},
): ModelSourceReader {
  return ModelSourceReader.fromConfig(
    new ConfigReader({
      llm: {
        hub: {
          endpoint: hub.url,
          allowedHosts: storage ? [storage.otherUrl] : [],
          ...settings,
        },
      },
    } as never),
    { logger: mockServices.logger.mock() },
  );
}

export const MODEL = { uri: 'hf://acme/tiny' };
