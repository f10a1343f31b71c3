import { linear, plain } from '../parts/Part';
import { TowerReader } from './Tower';
import { readTransformer, transformerParts } from './transformer';

/** Audio towers that are the encoder of Whisper (modeling_whisper.py), as in Qwen2-Audio, Voxtral and Ultravox. */
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
];
