import { Family, TextContext, TextModel } from '../config/TextModel';
import { denseFeedForward } from '../parts/feedForward';
import { Layer } from '../parts/Layer';
import { plain } from '../parts/Part';
import { softmaxAttention } from '../parts/softmaxAttention';

const WITH_BIAS = { gated: false, bias: true };

/**
 * OpenAI Whisper (modeling_whisper.py): an encoder that hears, and a decoder that looks back at its own tokens and at what
 * the encoder heard, each of which it keeps (CrossAttentionSpec in vllm/v1/kv_cache_interface.py).
 */
export const whisper: readonly Family[] = [
  { modelTypes: ['whisper'], read: readWhisper },
];

function readWhisper({ fields }: TextContext): TextModel | undefined {
  const shape = {
    hiddenSize: fields.required('the width of the model', 'd_model'),
    encoderLayers: fields.required(
      'the number of layers of the encoder',
      'encoder_layers',
    ),
    decoderLayers: fields.required(
      'the number of layers of the decoder',
      'decoder_layers',
    ),
    encoderHeads: fields.required(
      'the number of heads of the encoder',
      'encoder_attention_heads',
    ),
    decoderHeads: fields.required(
      'the number of heads of the decoder',
      'decoder_attention_heads',
    ),
    heard: fields.required(
      'the number of positions of the encoder',
      'max_source_positions',
    ),
    written: fields.required(
      'the number of positions of the decoder',
      'max_target_positions',
    ),
    bins: fields.required('the number of frequencies', 'num_mel_bins'),
    vocabSize: fields.required('the vocabulary', 'vocab_size'),
  };
  const encoderWidth = fields.count('encoder_ffn_dim');
  const decoderWidth = fields.count('decoder_ffn_dim');
  fields.ignore('num_hidden_layers', 'classifier_proj_size');
  const { hiddenSize, encoderLayers, decoderLayers } = shape;
  const { encoderHeads, decoderHeads, heard, written, bins, vocabSize } = shape;
  if (
    !hiddenSize ||
    !encoderLayers ||
    !decoderLayers ||
    !encoderHeads ||
    !decoderHeads ||
    !heard ||
    !written ||
    !bins ||
    !vocabSize
  ) {
    return undefined;
  }
  if (encoderLayers + decoderLayers > 2000) {
    return fields.unsupported('decoder_layers', 'must be at most 2000');
  }
  if (hiddenSize % encoderHeads || hiddenSize % decoderHeads) {
    return fields.unsupported(
      'd_model',
      'must be a multiple of the number of heads',
    );
  }
  const attention = (heads: number, name: string) => ({
    hiddenSize,
    heads,
    kvHeads: heads,
    headDim: hiddenSize / heads,
    // Keys have no bias.
    bias: 'qvo' as const,
    name,
  });
  const hears: Layer = {
    mixers: [
      softmaxAttention(attention(encoderHeads, 'self_attn'), {
        attention: 'encoder',
      }),
    ],
    feedForward: denseFeedForward({
      hiddenSize,
      intermediateSize: encoderWidth,
      style: WITH_BIAS,
    }),
    others: [plain('norms', 4, hiddenSize)],
  };
  const writes: Layer = {
    mixers: [
      softmaxAttention(attention(decoderHeads, 'self_attn'), {
        attention: 'full',
      }),
      softmaxAttention(attention(decoderHeads, 'encoder_attn'), {
        attention: 'cross',
        window: heard,
      }),
    ],
    feedForward: denseFeedForward({
      hiddenSize,
      intermediateSize: decoderWidth,
      style: WITH_BIAS,
    }),
    others: [plain('norms', 6, hiddenSize)],
  };
  return {
    hiddenSize,
    vocabSize,
    tied: true,
    layers: [
      ...Array.from({ length: encoderLayers }, () => hears),
      ...Array.from({ length: decoderLayers }, () => writes),
    ],
    others: [
      plain('conv1', hiddenSize, 3 * bins + 1),
      plain('conv2', hiddenSize, 3 * hiddenSize + 1),
      plain('encoder.embed_positions', heard, hiddenSize),
      plain('embed_tokens', vocabSize, hiddenSize),
      plain('embed_positions', written, hiddenSize),
      plain('norms', 4, hiddenSize),
    ],
    contextLength: written,
  };
}
