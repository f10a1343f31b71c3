import { readSizes } from '../config/readDecoder';
import { intermediateSize } from '../config/readExperts';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { denseFeedForward } from '../parts/feedForward';
import { Layer } from '../parts/Layer';
import { linear, plain } from '../parts/Part';
import { softmaxAttention } from '../parts/softmaxAttention';

/**
 * Encoders that turn a whole text into vectors or a score, and keep nothing between requests: modeling_bert.py,
 * modeling_xlm_roberta.py, modeling_modernbert.py.
 */
export const encoders: readonly Family[] = [
  {
    modelTypes: [
      'bert',
      'roberta',
      'xlm-roberta',
      'camembert',
      'mpnet',
      'electra',
    ],
    read: readBert,
  },
  { modelTypes: ['modernbert'], read: readModernBert },
];

function readEncoderSizes(context: TextContext) {
  const { fields } = context;
  const sizes = readSizes(context);
  const heads = fields.required(
    'the number of attention heads',
    'num_attention_heads',
  );
  if (!sizes || !heads) {
    return undefined;
  }
  const headDim = sizes.hiddenSize / heads;
  return Number.isInteger(headDim)
    ? { ...sizes, heads, headDim }
    : fields.unsupported(
        'num_attention_heads',
        `must divide the width of the model (${sizes.hiddenSize}), but is ${heads}`,
      );
}

function readBert(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const sizes = readEncoderSizes(context);
  const vocabSize = fields.required('the vocabulary', 'vocab_size');
  const positions = fields.required(
    'the number of positions',
    'max_position_embeddings',
  );
  if (!sizes || !vocabSize || !positions) {
    return undefined;
  }
  const { hiddenSize, layers, heads, headDim } = sizes;
  const types = fields.count('type_vocab_size') ?? 2;
  fields.ignore('embedding_size', 'output_past', 'gradient_checkpointing');
  const layer: Layer = {
    mixers: [
      softmaxAttention(
        { hiddenSize, heads, kvHeads: heads, headDim, bias: 'qkvo' },
        { attention: 'encoder' },
      ),
    ],
    feedForward: denseFeedForward({
      hiddenSize,
      intermediateSize: intermediateSize(fields),
      style: { gated: false, bias: true },
    }),
    others: [plain('norms', 4, hiddenSize)],
  };
  return {
    hiddenSize,
    vocabSize,
    tied: true,
    layers: Array.from({ length: layers }, () => layer),
    others: [
      plain('embed_tokens', vocabSize, hiddenSize),
      plain('embed_positions', positions, hiddenSize),
      plain('embed_types', types, hiddenSize),
      plain('embed_norm', 2, hiddenSize),
      linear('pooler.dense', hiddenSize, hiddenSize, { bias: true }),
    ],
    contextLength: positions - firstPosition(context),
    ...(context.returnsVectors ? { embeddingDimensions: hiddenSize } : {}),
  };
}

/** RoBERTa counts positions from one after that of padding, so that it has fewer than it stores. */
function firstPosition({ fields, modelType }: TextContext): number {
  return ['roberta', 'xlm-roberta', 'camembert', 'mpnet'].includes(modelType)
    ? (fields.count('pad_token_id') ?? 1) + 1
    : 0;
}

function readModernBert(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const sizes = readEncoderSizes(context);
  const vocabSize = fields.required('the vocabulary', 'vocab_size');
  const width = fields.required(
    'the width of feed-forward parts',
    'intermediate_size',
  );
  if (!sizes || !vocabSize || !width) {
    return undefined;
  }
  fields.ignore(
    'global_attn_every_n_layers',
    'local_attention',
    'classifier_activation',
    'classifier_bias',
    'classifier_pooling',
    'decoder_bias',
    'deterministic_flash_attn',
    'global_rope_theta',
    'local_rope_theta',
    'layer_norm_eps',
    'sparse_pred_ignore_index',
    'reference_compile',
    'repad_logits_with_grad',
  );
  const { hiddenSize, layers, heads, headDim } = sizes;
  const layer: Layer = {
    mixers: [
      softmaxAttention(
        { hiddenSize, heads, kvHeads: heads, headDim },
        { attention: 'encoder' },
      ),
    ],
    feedForward: denseFeedForward({
      hiddenSize,
      intermediateSize: width,
      style: { gated: true, bias: false },
    }),
    others: [plain('norms', 2, hiddenSize)],
  };
  return {
    hiddenSize,
    vocabSize,
    tied: true,
    layers: Array.from({ length: layers }, () => layer),
    others: [
      plain('embed_tokens', vocabSize, hiddenSize),
      plain('norms', 2, hiddenSize),
    ],
    ...(context.returnsVectors ? { embeddingDimensions: hiddenSize } : {}),
  };
}
