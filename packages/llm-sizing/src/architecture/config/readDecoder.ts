import { denseFeedForward, mixtureOfExperts } from '../parts/feedForward';
import { Layer, Mixer } from '../parts/Layer';
import { linear, Part, plain } from '../parts/Part';
import { Fields } from './Fields';
import { AttentionStyle, readAttention } from './readAttention';
import { ExpertsStyle, intermediateSize, readExperts } from './readExperts';
import { readLayerKinds, Schedule } from './layerKinds';
import { TextContext, TextModel } from './TextModel';

/** What the code of a family of models does and its configuration does not say. What is absent is as in Llama. */
export interface DecoderStyle extends AttentionStyle {
  /** Whether one matrix reads and writes tokens, where the configuration does not say. */
  readonly tied?: boolean;
  /** Vectors in the norms of a layer, and in the last one; 2 and 1 where absent. */
  readonly norms?: number;
  readonly finalNorm?: number;
  /** Whether feed-forward parts have a third matrix; true where absent. */
  readonly gated?: boolean;
  readonly feedForwardBias?: boolean;
  readonly headBias?: boolean;
  readonly experts?: ExpertsStyle;
  readonly schedule?: Schedule;
  /** Values that the publisher's code takes for absent fields. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Vectors that position embeddings have for each position; 0 where positions are computed. */
  readonly positions?: (context: TextContext) => number;
  /** Width of dense feed-forward parts where it is not simply a field. */
  readonly width?: (fields: Fields) => number | undefined;
  /** Fields that change no size in this family. */
  readonly ignored?: readonly string[];
}

/** Sizes that every decoder has. */
export interface DecoderSizes {
  readonly hiddenSize: number;
  readonly layers: number;
}

/** More layers than any model has: a longer list would only take time. */
const MOST_LAYERS = 2000;

export function readSizes({ fields }: TextContext): DecoderSizes | undefined {
  const hiddenSize = fields.required(
    'the width of the model',
    'hidden_size',
    'n_embd',
    'd_model',
  );
  const layers = fields.required(
    'the number of layers',
    'num_hidden_layers',
    'n_layer',
    'n_layers',
    'num_layers',
  );
  if (!hiddenSize || !layers) {
    return undefined;
  }
  return layers > MOST_LAYERS
    ? fields.unsupported(
        'num_hidden_layers',
        `must be at most ${MOST_LAYERS}, but is ${layers}`,
      )
    : { hiddenSize, layers };
}

/**
 * Reads a decoder by what its configuration says: grouped-query or latent attention, windows, linear layers, dense
 * feed-forward parts or mixtures of experts, in any order.
 */
export function readDecoder(
  context: TextContext,
  style: DecoderStyle = {},
): TextModel | undefined {
  const { fields } = context;
  fields.assume(style.defaults ?? {});
  fields.ignore(...(style.ignored ?? []));
  const sizes = readSizes(context);
  const kinds =
    sizes &&
    readLayerKinds({ fields, layers: sizes.layers, schedule: style.schedule });
  const mixers = kinds && readAttention({ context, sizes, kinds, style });
  if (!mixers) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  const experts = readExperts({ fields, layers, style: style.experts });
  const feedForward = {
    gated: style.gated ?? true,
    bias:
      fields.flag('mlp_bias', 'use_mlp_bias') ??
      (fields.flag('use_bias') || style.feedForwardBias) ??
      false,
  };
  const width = style.width ? style.width(fields) : intermediateSize(fields);
  const dense = denseFeedForward({
    hiddenSize,
    intermediateSize: width,
    style: feedForward,
  });
  const mixture =
    experts &&
    mixtureOfExperts({
      hiddenSize,
      experts: experts.shape,
      style: feedForward,
    });

  // Equal layers are one object, which makes them quick to count.
  const made = new Map<string, Layer>();
  const built = mixers.map((mixer, layer) => {
    const isMixture = experts?.inLayer(layer) ?? false;
    const key = `${kinds[layer]} ${isMixture}`;
    const known = made.get(key) ?? {
      mixers: [mixer],
      feedForward: isMixture ? mixture : dense,
      others: [plain('norms', style.norms ?? 2, hiddenSize)],
    };
    made.set(key, known);
    return known;
  });
  return finishDecoder({ context, style, hiddenSize, layers: built });
}

/** Adds what belongs to no layer: embeddings, the last norm, the matrix that writes tokens, and layers that guess ahead. */
export function finishDecoder(options: {
  context: TextContext;
  style: DecoderStyle;
  hiddenSize: number;
  layers: readonly Layer[];
}): TextModel {
  const { context, style, hiddenSize, layers } = options;
  const { fields, writesTokens } = context;
  const vocabSize = fields.count('vocab_size', 'padded_vocab_size', 'n_vocab');
  if (!vocabSize) {
    fields.report({
      name: 'vocab_size',
      code: 'missing-field',
      message:
        'is missing, so neither the number of parameters nor the memory of logits can be computed',
      severity: 'warning',
    });
  }
  const tied =
    context.tied ?? fields.flag('tie_word_embeddings') ?? style.tied ?? false;
  const others: Part[] = [
    plain('embed_tokens', vocabSize || undefined, hiddenSize),
    plain('norm', style.finalNorm ?? 1, hiddenSize),
    plain('embed_positions', style.positions?.(context) ?? 0, hiddenSize),
  ];
  if (!tied && writesTokens) {
    others.push(
      plain('lm_head', vocabSize || undefined, hiddenSize),
      plain('lm_head.bias', style.headBias ? vocabSize || undefined : 0),
    );
  }
  return {
    hiddenSize,
    vocabSize: vocabSize || undefined,
    tied,
    layers,
    others,
    prediction: readPrediction({ context, hiddenSize, layers }),
    // A decoder without a head is there for its vectors.
    ...(context.returnsVectors ? { embeddingDimensions: hiddenSize } : {}),
  };
}

/**
 * Multi-token prediction: each layer is like the last one of the model, with a matrix that brings a token and the state
 * before it together, and three norms (DeepSeekMultiTokenPredictorLayer in vllm/model_executor/models/deepseek_mtp.py). Files
 * may hold copies of the embeddings for it, which are not counted.
 */
function readPrediction(options: {
  context: TextContext;
  hiddenSize: number;
  layers: readonly Layer[];
}): TextModel['prediction'] {
  const { context, hiddenSize, layers } = options;
  const { fields } = context;
  fields.ignore('mtp_use_dedicated_embeddings', 'mtp_transformer_layers');
  const used = fields.flag('use_mtp') ?? true;
  const count = fields.count(
    'num_nextn_predict_layers',
    'mtp_num_hidden_layers',
    'num_mtp_modules',
    'num_mtp_layers',
  );
  const last = layers.at(-1);
  if (!used || !count || !last) {
    return undefined;
  }
  const parts: Part[] = [
    ...last.mixers.flatMap((mixer: Mixer) => mixer.parts),
    ...(last.feedForward?.parts ?? []),
    ...last.others,
    linear('eh_proj', 2 * hiddenSize, hiddenSize),
    plain('enorm', 3, hiddenSize),
  ];
  return {
    count,
    parts: parts.map(part => ({
      ...part,
      copies: (part.copies ?? 1) * count,
    })),
  };
}
