import { readAttention } from '../config/readAttention';
import { finishDecoder, readDecoder } from '../config/readDecoder';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { Layer } from '../parts/Layer';
import { plain } from '../parts/Part';

/**
 * Meta Llama 3.2 Vision (modeling_mllama.py): some layers look at the picture instead of at the text. What they keep of it
 * depends on its size; for the largest, four tiles of 1601 positions each.
 */
export const mllama: readonly Family[] = [
  { modelTypes: ['mllama_text_model'], read: readMllama },
];

/** (560 / 14)² patches and one for the whole, for each of four tiles. */
const PICTURE = 4 * ((560 / 14) ** 2 + 1);

function readMllama(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const listed = fields.list('cross_attention_layers');
  const model = readDecoder(context);
  const crossing = new Set(listed ?? [3, 8, 13, 18, 23, 28, 33, 38]);
  const mixer =
    model &&
    readAttention({
      context,
      sizes: { hiddenSize: model.hiddenSize, layers: 1 },
      kinds: ['full'],
      style: { queryKeyNorm: 'head' },
    })?.[0];
  if (!mixer) {
    return undefined;
  }
  const { hiddenSize } = model;
  const cross = {
    ...mixer,
    group: { ...mixer.group, attention: 'cross' as const, window: PICTURE },
  };
  const finished = finishDecoder({
    context,
    style: {},
    hiddenSize,
    layers: model.layers.map(
      (layer, index): Layer =>
        crossing.has(index)
          ? {
              ...layer,
              mixers: [cross],
              others: [...layer.others, plain('gates', 2)],
            }
          : layer,
    ),
  });
  return {
    ...finished,
    // Eight more tokens can be read than written.
    others: [...finished.others, plain('embed_tokens.more', 8, hiddenSize)],
  };
}
