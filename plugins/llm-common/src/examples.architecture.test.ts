import { stringifyEntityRef } from '@backstage/catalog-model';
import { parseCount } from '@modelyard/llm-units';
import fs from 'fs';
import path from 'path';
import { modelOf, models } from './__testUtils__/examples';
import { ModelArchitecture, ModelVersion } from '.';

const CONFIGS = process.env.MODELYARD_MODEL_CONFIGS;

/** Layers of a model, all or those of one sort of attention. */
function layerCount(architecture: ModelArchitecture, attention?: string) {
  return (architecture.layers ?? [])
    .filter(layers => !attention || layers.attention === attention)
    .reduce((sum, layers) => sum + layers.count, 0);
}

const bytesPerNumber = { fp32: 4, fp16: 2, bf16: 2, fp8: 1 };

describe('the architecture numbers', () => {
  const withWeights = models.flatMap(model =>
    model.spec.versions
      .filter(version => version.kind === 'weights')
      .map(version => ({ model, version })),
  );

  it('are there for every version with weights', () => {
    for (const { model, version } of withWeights) {
      const at = `${model.metadata.name} ${version.name}`;
      expect({ at, ...version.architecture }).toMatchObject({
        at,
        layers: expect.any(Array),
        parameters: expect.any(Object),
        hiddenSize: expect.any(Number),
        vocabSize: expect.any(Number),
        contextLength: expect.any(Number),
        dtype: expect.any(String),
      });
    }
  });

  it('agree: the weights are the parameters, in their number type', () => {
    const measured = withWeights.filter(
      ({ version }) =>
        version.quantization === 'none' && version.architecture?.weightBytes,
    );
    expect(measured.length).toBeGreaterThanOrEqual(5);
    for (const { model, version } of measured) {
      const { weightBytes, parameters, dtype } = version.architecture!;
      const total = parseCount(parameters!.total);
      const bytes = total.ok ? total.value * bytesPerNumber[dtype!] : NaN;
      const at = `${model.metadata.name} ${version.name}`;
      expect([at, Number(weightBytes) / bytes]).toEqual([
        at,
        expect.closeTo(1, 2),
      ]);
    }
  });

  it('are those of the base in a version that Lindhaven fine-tuned', () => {
    const tuned = withWeights.filter(
      ({ version }) => !version.source!.uri.startsWith('hf://'),
    );
    expect(tuned.length).toBeGreaterThanOrEqual(2);
    for (const { model, version } of tuned) {
      const base = modelOf(model.spec.derivedFrom![0]).spec.versions[0];
      const { weightBytes: _, ...architecture } = base.architecture!;
      expect(version.architecture).toEqual(architecture);
    }
  });

  // From the publishers' config.json of BAAI/bge-m3, BAAI/bge-reranker-v2-m3 and openai/whisper-large-v3. The
  // first two count 8,194 positions, two of which are not for tokens; that of Whisper is max_target_positions.
  it.each([
    ['model:default/bge-m3', 1024, 250002, 8192, 16, { encoder: 24 }],
    [
      'model:default/bge-reranker-v2-m3',
      1024,
      250002,
      8192,
      16,
      { encoder: 24 },
    ],
    [
      'model:default/whisper-large-v3',
      1280,
      51866,
      448,
      20,
      { encoder: 32, full: 32 },
    ],
  ])(
    'of %s are those of its publisher',
    (ref, hiddenSize, vocabSize, contextLength, heads, counts) => {
      const architecture = modelOf(ref).spec.versions[0].architecture!;
      expect(architecture).toMatchObject({
        hiddenSize,
        vocabSize,
        contextLength,
      });
      expect(
        Object.fromEntries(
          architecture.layers!.map(layers => [layers.attention, layers.count]),
        ),
      ).toEqual(counts);
      for (const layers of architecture.layers!) {
        expect(layers).toMatchObject({
          heads,
          kvHeads: heads,
          headDim: hiddenSize / heads,
        });
      }
    },
  );
});

/** The fields of a `config.json` that the examples give; a model with vision keeps them in `text_config`. */
interface TextConfig {
  hidden_size: number;
  num_hidden_layers: number;
  num_attention_heads: number;
  num_key_value_heads: number;
  head_dim?: number;
  vocab_size: number;
  max_position_embeddings: number;
  torch_dtype?: string;
  dtype?: string;
  layer_types?: string[];
  linear_num_key_heads?: number;
  linear_key_head_dim?: number;
  linear_num_value_heads?: number;
  linear_value_head_dim?: number;
  linear_conv_kernel_dim?: number;
}

function configFileOf(version: ModelVersion): string | undefined {
  const match = version.source?.uri.match(/^hf:\/\/([^/]+)\/([^/]+)$/);
  const file =
    match && CONFIGS
      ? path.join(CONFIGS, `${match[1]}--${match[2]}.config.json`)
      : undefined;
  return file && fs.existsSync(file) ? file : undefined;
}

/**
 * Bytes that one gated delta net layer keeps per sequence: the convolution's last inputs in bf16 and the state matrix
 * of each value head in fp32, as vLLM's `gated_delta_net_state_shape` has them.
 */
function linearStateBytes(config: TextConfig): number {
  const keys = config.linear_num_key_heads! * config.linear_key_head_dim!;
  const values = config.linear_num_value_heads! * config.linear_value_head_dim!;
  return (
    (2 * keys + values) * (config.linear_conv_kernel_dim! - 1) * 2 +
    values * config.linear_key_head_dim! * 4
  );
}

(CONFIGS ? describe : describe.skip)(
  'the architecture numbers, compared with the folder of config.json files in MODELYARD_MODEL_CONFIGS',
  () => {
    const described = models.flatMap(model =>
      model.spec.versions
        .map(version => ({ version, file: configFileOf(version) }))
        .filter(({ file }) => file)
        .map(({ version, file }) => ({
          ref: `${stringifyEntityRef(model)} ${version.name}`,
          architecture: version.architecture!,
          file: file!,
        })),
    );

    it('finds files for the models', () => {
      expect(described.length).toBeGreaterThan(0);
    });

    it.each(described)('$ref', ({ architecture, file }) => {
      const json = JSON.parse(fs.readFileSync(file, 'utf8'));
      const config: TextConfig = json.text_config ?? json;
      const heads = config.num_attention_heads;
      expect(architecture).toMatchObject({
        hiddenSize: config.hidden_size,
        vocabSize: config.vocab_size,
        contextLength: config.max_position_embeddings,
      });
      expect(config.torch_dtype ?? config.dtype).toBe('bfloat16');
      expect(architecture.dtype).toBe('bf16');

      const types =
        config.layer_types ??
        Array(config.num_hidden_layers).fill('full_attention');
      const linear = types.filter(type => type === 'linear_attention').length;
      expect(layerCount(architecture)).toBe(config.num_hidden_layers);
      expect(layerCount(architecture, 'linear')).toBe(linear);
      for (const layers of architecture.layers!) {
        expect(layers).toMatchObject(
          layers.attention === 'linear'
            ? { stateBytes: linearStateBytes(config) }
            : {
                attention: 'full',
                heads,
                kvHeads: config.num_key_value_heads,
                headDim: config.head_dim ?? config.hidden_size / heads,
              },
        );
      }
    });
  },
);
