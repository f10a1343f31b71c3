import { decoderFamily } from '../config/decoderFamily';
import { everyLayerSliding } from '../config/layerKinds';
import { Fields } from '../config/Fields';
import { DecoderStyle, readDecoder } from '../config/readDecoder';
import { Family, TextContext, TextModel } from '../config/TextModel';

/** Biases in all matrices and norms, and no gate: how decoders were built before Llama. */
const WITH_BIAS: DecoderStyle = {
  gated: false,
  bias: 'qkvo',
  feedForwardBias: true,
  norms: 4,
  finalNorm: 2,
};

function fourTimesWider({ fields }: TextContext): Record<string, unknown> {
  const width = fields.count('hidden_size', 'n_embd', 'd_model');
  return width ? { ffn_hidden_size: 4 * width } : {};
}

/** A family that is four times as wide in between where nothing else is said. */
function classicFamily(
  modelTypes: readonly string[],
  style: DecoderStyle,
): Family {
  const family = decoderFamily(modelTypes, style);
  return {
    modelTypes,
    read: context => {
      context.fields.derive(fourTimesWider(context));
      return family.read(context);
    },
  };
}

/** GPT-2 and its relatives, Phi, Falcon, OPT and BLOOM, each from the modeling file of its publisher. */
export const classic: readonly Family[] = [
  classicFamily(['gpt2'], {
    ...WITH_BIAS,
    tied: true,
    positions: ({ fields }) => fields.count('n_positions', 'n_ctx') ?? 0,
  }),
  classicFamily(['gpt_bigcode'], {
    ...WITH_BIAS,
    tied: true,
    positions: ({ fields }) => fields.count('n_positions') ?? 0,
    kvHeads: fields => (fields.flag('multi_query') === false ? undefined : 1),
    ignored: [
      'inference_runner',
      'attention_softmax_in_fp32',
      'pad_key_length',
    ],
  }),
  classicFamily(['gpt_neox'], {
    ...WITH_BIAS,
    ignored: ['use_parallel_residual'],
  }),
  classicFamily(['gptj'], { ...WITH_BIAS, bias: undefined, norms: 2 }),
  classicFamily(['opt'], {
    ...WITH_BIAS,
    tied: true,
    positions: ({ fields }) => {
      checkOptWidth(fields);
      return (fields.count('max_position_embeddings') ?? 0) + 2;
    },
    ignored: [
      'do_layer_norm_before',
      'enable_bias',
      'layer_norm_elementwise_affine',
    ],
  }),
  classicFamily(['bloom'], {
    ...WITH_BIAS,
    tied: true,
    finalNorm: 4,
    ignored: [
      'n_embed',
      'apply_residual_connection_post_layernorm',
      'offset_alibi',
      'slow_but_exact',
      'masked_softmax_fusion',
    ],
  }),
  classicFamily(['phi'], {
    ...WITH_BIAS,
    norms: 2,
    headBias: true,
  }),
  {
    modelTypes: ['falcon', 'RefinedWeb', 'RefinedWebModel'],
    read: readFalcon,
  },
  classicFamily(['starcoder2'], {
    ...WITH_BIAS,
    tied: true,
    schedule: everyLayerSliding,
    ignored: ['norm_type', 'mlp_type'],
  }),
];

/** Embeddings of OPT 350M are half as wide as the model, with matrices in between that nothing else has. */
function checkOptWidth(fields: Fields): void {
  const width = fields.count('word_embed_proj_dim');
  if (width !== undefined && width !== fields.count('hidden_size')) {
    fields.report({
      name: 'word_embed_proj_dim',
      code: 'unsupported',
      message:
        'names embeddings of another width than the model, which this reader counts as wide as the model',
      severity: 'warning',
    });
  }
}

/** Falcon 7B has one head for keys and one norm, the later ones groups and two norms (modeling_falcon.py). */
function readFalcon(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const later = fields.flag('new_decoder_architecture') ?? false;
  const single = fields.flag('multi_query') ?? true;
  fields.derive(fourTimesWider(context));
  return readDecoder(context, {
    gated: false,
    norms: later ? 4 : 2,
    finalNorm: 2,
    tied: true,
    kvHeads: () => (single && !later ? 1 : undefined),
    ignored: ['alibi', 'parallel_attn', 'num_ln_in_parallel_attn'],
  });
}
