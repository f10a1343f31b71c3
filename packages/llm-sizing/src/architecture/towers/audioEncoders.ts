import { linear, plain } from '../parts/Part';
import { TowerReader, TowerShape } from './Tower';
import { readTransformer, transformerParts } from './transformer';

/**
 * Audio towers: the encoder of Whisper (modeling_whisper.py), as in Qwen2-Audio, Voxtral and Ultravox, and the conformer of
 * Gemma 4 (modeling_gemma4.py).
 */
export const audioEncoders: readonly TowerReader[] = [
  {
    kind: 'audio',
    modelTypes: [
      'whisper',
      'qwen2_audio_encoder',
      'qwen2_5_omni_audio_encoder',
      'voxtral_encoder',
    ],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      const bins = fields.count('num_mel_bins') ?? 128;
      const heard = fields.count('max_source_positions') ?? 1500;
      fields.ignore(
        'n_window',
        'output_dim',
        'scale_embedding',
        'vocab_size',
        'head_dim',
        'num_key_value_heads',
        'decoder_attention_heads',
        'decoder_ffn_dim',
        'decoder_layers',
        'max_target_positions',
      );
      return (
        sizes && {
          ...sizes,
          parts: [
            plain('audio_tower.conv1', 3 * bins + 1, sizes.hiddenSize),
            plain(
              'audio_tower.conv2',
              3 * sizes.hiddenSize + 1,
              sizes.hiddenSize,
            ),
            plain('audio_tower.positions', heard, sizes.hiddenSize),
            ...transformerParts({
              sizes,
              name: 'audio_tower.layers',
              bias: 'qvo',
              feedForwardBias: true,
              norms: 4,
            }),
            plain('audio_tower.norm', 2, sizes.hiddenSize),
            linear('audio_tower.proj', sizes.hiddenSize, textSize, {
              bias: true,
            }),
          ],
        }
      );
    },
  },
  { kind: 'audio', modelTypes: ['gemma4_audio'], read: readConformer },
  {
    kind: 'audio',
    modelTypes: ['qwen3_omni_moe_audio_encoder'],
    read: readQwen3Audio,
  },
];

/** Each layer has two feed-forward parts, attention that knows distances, and a convolution. */
function readConformer({
  fields,
  textSize,
}: Parameters<TowerReader['read']>[0]): TowerShape | undefined {
  const sizes = readTransformer(fields);
  const channels = (fields.list('subsampling_conv_channels') ?? [128, 32]).map(
    Number,
  );
  const kernel = fields.count('conv_kernel_size') ?? 5;
  const output = fields.count('output_proj_dims') ?? 1536;
  fields.ignore(
    'attention_chunk_size',
    'attention_context_left',
    'attention_context_right',
    'attention_logit_cap',
    'attention_invalid_logits_value',
    'gradient_clipping',
    'residual_weight',
    'use_clipped_linears',
  );
  const [first, second] = channels;
  if (!sizes || !(first > 0 && first < 1e6) || !(second > 0 && second < 1e6)) {
    return undefined;
  }
  const { layers, hiddenSize } = sizes;
  return {
    ...sizes,
    parts: [
      plain(
        'audio_tower.conv',
        9 * first + first + 9 * first * second + second,
      ),
      linear(
        'audio_tower.input_proj',
        Math.floor(first / 4) * second,
        hiddenSize,
      ),
      // Sixteen for feed-forward parts, five for attention, three round the convolution.
      linear('audio_tower.layers', 24 * hiddenSize, hiddenSize, {
        copies: layers,
      }),
      plain('audio_tower.vectors', layers * (kernel + 9), hiddenSize),
      linear('audio_tower.output_proj', hiddenSize, output, { bias: true }),
      linear('embed_audio.projection', output, textSize),
    ],
  };
}

/** Three convolutions in time and frequency bring the sound to an eighth of its size (modeling_qwen3_omni_moe.py). */
function readQwen3Audio({
  fields,
  textSize,
}: Parameters<TowerReader['read']>[0]): TowerShape | undefined {
  const sizes = readTransformer(fields);
  const channels = fields.count('downsample_hidden_size') ?? 480;
  const bins = fields.count('num_mel_bins') ?? 128;
  const output = fields.count('output_dim') || textSize;
  fields.ignore(
    'conv_chunksize',
    'max_source_positions',
    'n_window',
    'n_window_infer',
    'num_hidden_layers',
    'scale_embedding',
  );
  if (!sizes) {
    return undefined;
  }
  const { hiddenSize } = sizes;
  return {
    ...sizes,
    parts: [
      plain('audio_tower.conv', 9 + 1 + 2 * (9 * channels + 1), channels),
      linear(
        'audio_tower.conv_out',
        channels * Math.ceil(bins / 8),
        hiddenSize,
      ),
      ...transformerParts({
        sizes,
        name: 'audio_tower.layers',
        bias: 'qkvo',
        feedForwardBias: true,
        norms: 4,
      }),
      plain('audio_tower.norm', 2, hiddenSize),
      linear('audio_tower.proj1', hiddenSize, hiddenSize, { bias: true }),
      linear('audio_tower.proj2', hiddenSize, output, { bias: true }),
    ],
  };
}
