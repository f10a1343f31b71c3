import { decoderFamily } from '../config/decoderFamily';
import { LayerKind } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/** OpenAI gpt-oss (modeling_gpt_oss.py): biases everywhere, attention sinks, and a window in every other layer. */
export const gptOss: readonly Family[] = [
  decoderFamily(['gpt_oss'], {
    bias: 'qkvo',
    sinks: true,
    feedForwardBias: true,
    experts: { routerBias: true },
    schedule: ({ layers }) =>
      Array.from(
        { length: layers },
        (_, layer): LayerKind => (layer % 2 === 0 ? 'sliding' : 'full'),
      ),
    // Repeats num_experts_per_tok.
    ignored: ['experts_per_token', 'initial_context_length', 'swiglu_limit'],
  }),
];
