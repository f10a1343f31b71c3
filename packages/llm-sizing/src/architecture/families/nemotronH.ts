import { readAttention } from '../config/readAttention';
import { finishDecoder, readSizes } from '../config/readDecoder';
import { intermediateSize, readExperts } from '../config/readExperts';
import { readMamba2, readStateBytes } from '../config/readLinearMixer';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { denseFeedForward, mixtureOfExperts } from '../parts/feedForward';
import { Layer, NO_MIXER } from '../parts/Layer';
import { plain } from '../parts/Part';

const NOT_GATED = { gated: false, bias: false };

/**
 * NVIDIA Nemotron-H and Nemotron 3 (modeling_nemotron_h.py): each layer is one thing, which a pattern names by a letter:
 * Mamba-2, attention, a feed-forward part, or a mixture of experts. States are kept in fp32 unless the model asks for
 * something else (NemotronHForCausalLMConfig in vllm/model_executor/models/config.py).
 */
export const nemotronH: readonly Family[] = [
  { modelTypes: ['nemotron_h'], read: readNemotronH },
];

function readNemotronH(context: TextContext): TextModel | undefined {
  const { fields } = context;
  fields.derive({ mamba_ssm_cache_dtype: 'float32' });
  const sizes = readSizes(context);
  const pattern = readPattern(context, sizes?.layers);
  if (!sizes || !pattern) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  const style = {
    ...NOT_GATED,
    bias: fields.flag('mlp_bias') ?? false,
  };
  const experts = readExperts({ fields, layers, style: { routerBias: true } });
  const feedForwards = {
    '-': denseFeedForward({
      hiddenSize,
      intermediateSize: intermediateSize(fields),
      style,
      name: 'mixer',
    }),
    E:
      experts &&
      mixtureOfExperts({
        hiddenSize,
        experts: experts.shape,
        style,
        name: 'mixer',
      }),
  };
  const before = fields.problems;
  const mixers = {
    M: pattern.includes('M')
      ? readMamba2(context, hiddenSize, readStateBytes(context))
      : undefined,
    '*': pattern.includes('*')
      ? readAttention({ context, sizes, kinds: ['full'] })?.[0]
      : undefined,
  };
  if (fields.problems > before) {
    return undefined;
  }
  if (pattern.includes('E') && !experts) {
    return fields.unsupported(
      'hybrid_override_pattern',
      'has mixtures of experts, but nothing says how many experts there are',
    );
  }
  const built = [...pattern].map((letter): Layer => {
    const mixer = letter === 'M' || letter === '*' ? mixers[letter] : undefined;
    const feedForward =
      letter === '-' || letter === 'E' ? feedForwards[letter] : undefined;
    return {
      mixers: [mixer ?? NO_MIXER],
      feedForward,
      others: [plain('norm', hiddenSize)],
    };
  });
  return finishDecoder({ context, style: {}, hiddenSize, layers: built });
}

function readPattern(
  { fields }: TextContext,
  layers: number | undefined,
): string | undefined {
  const pattern = fields.text('hybrid_override_pattern');
  fields.ignore('mtp_hybrid_override_pattern');
  if (pattern === undefined) {
    fields.report({
      name: 'hybrid_override_pattern',
      code: 'missing-field',
      message:
        'is missing: without the kinds of the layers the size of the model cannot be computed',
      severity: 'error',
    });
    return undefined;
  }
  // A bar only parts the stages that a model was trained in.
  const letters = pattern.replace(/\|/g, '');
  const unknown = /[^M*E-]/.exec(letters);
  if (unknown) {
    return fields.unsupported(
      'hybrid_override_pattern',
      `has a kind of layer that this reader does not know: "${unknown[0]}"`,
    );
  }
  return layers === undefined || letters.length === layers
    ? letters
    : fields.unsupported(
        'hybrid_override_pattern',
        `must have a letter for each of the ${layers} layers, but has ${letters.length}`,
      );
}
