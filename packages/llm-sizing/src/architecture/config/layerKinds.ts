import { Fields } from './Fields';

/** What a layer has for attention. */
export type LayerKind = 'full' | 'sliding' | 'chunked' | 'linear';

/** The kinds of a model's layers where its configuration lists none. */
export type Schedule = (options: {
  fields: Fields;
  layers: number;
}) => readonly LayerKind[];

/** Fields that list a kind for each layer, and what their words mean. */
const LISTS: ReadonlyArray<{
  readonly name: string;
  readonly words: Readonly<Record<string, LayerKind>>;
}> = [
  {
    name: 'layer_types',
    words: {
      full_attention: 'full',
      attention: 'full',
      global_attention: 'full',
      sliding_attention: 'sliding',
      local_attention: 'sliding',
      chunked_attention: 'chunked',
      linear_attention: 'linear',
      mamba: 'linear',
      conv: 'linear',
    },
  },
  {
    name: 'layers_block_type',
    words: { attention: 'full', mamba: 'linear', mamba2: 'linear' },
  },
  // MiMo.
  { name: 'hybrid_layer_pattern', words: { 0: 'full', 1: 'sliding' } },
  // MiniMax.
  { name: 'attn_type_list', words: { 0: 'linear', 1: 'full' } },
];

function fill(
  layers: number,
  kind: (layer: number) => LayerKind,
): readonly LayerKind[] {
  return Array.from({ length: layers }, (_, layer) => kind(layer));
}

/** All layers look back at everything. */
export const everyLayerFull: Schedule = ({ fields, layers }) => {
  const window = fields.count('sliding_window');
  if (window && fields.flag('use_sliding_window') !== false) {
    fields.report({
      name: 'sliding_window',
      code: 'unknown-layers',
      message:
        'does not say which layers have this window, and this reader does not know the model; all layers are taken to look back at everything, which is the most that they can need',
      severity: 'warning',
    });
  }
  return fill(layers, () => 'full');
};

/**
 * What each layer has for attention: as the configuration lists it, or as the family's code decides, or the same for all.
 *
 * @returns Undefined where a layer is of a kind that nobody knows, which has been reported
 */
export function readLayerKinds(options: {
  fields: Fields;
  layers: number;
  schedule?: Schedule;
}): readonly LayerKind[] | undefined {
  const { fields, layers, schedule = everyLayerFull } = options;
  const listed = LISTS.find(({ name }) => fields.has(name));
  if (!listed) {
    return schedule({ fields, layers });
  }
  const { name, words } = listed;
  const list = fields.list(name);
  if (!list) {
    return undefined;
  }
  if (list.length < layers) {
    return fields.unsupported(
      name,
      `must have an entry for each of the ${layers} layers, but has ${list.length}`,
    );
  }
  const kinds: LayerKind[] = [];
  for (const [index, word] of list.slice(0, layers).entries()) {
    const key = String(word);
    if (!Object.hasOwn(words, key)) {
      return fields.unsupported(
        `${name}[${index}]`,
        `names a kind of layer that this reader does not know: "${key.slice(
          0,
          40,
        )}"`,
      );
    }
    kinds.push(words[key]);
  }
  return kinds;
}

/** All layers have the window that is given, such as those of Mistral 7B. */
export const everyLayerSliding: Schedule = ({ fields, layers }) => {
  const window = fields.count('sliding_window') ?? 0;
  // One that is as long as the context holds nothing back.
  const used =
    window > 0 &&
    window < (fields.count('max_position_embeddings') ?? Infinity) &&
    fields.flag('use_sliding_window') !== false;
  return fill(layers, () => (used ? 'sliding' : 'full'));
};

/** Layers from `max_window_layers` on have the window, where it is switched on (configuration_qwen2.py). */
export const upperLayersSliding: Schedule = ({ fields, layers }) => {
  const used =
    Boolean(fields.count('sliding_window')) &&
    fields.flag('use_sliding_window') === true;
  const first = fields.count('max_window_layers') ?? 28;
  return fill(layers, layer => (used && layer >= first ? 'sliding' : 'full'));
};

/** Every nth layer looks back at everything, the others have a window. */
export function everyNthFull(usual: number): Schedule {
  return ({ fields, layers }) => {
    const pattern = fields.any(
      'sliding_window_pattern',
      '_sliding_window_pattern',
    );
    if (typeof pattern === 'string' && /^[LG]{1,64}$/.test(pattern)) {
      // EXAONE 4 writes the pattern in letters: local, global.
      return fill(layers, layer =>
        pattern[layer % pattern.length] === 'G' ? 'full' : 'sliding',
      );
    }
    const n =
      typeof pattern === 'number' && Number.isInteger(pattern) && pattern > 0
        ? pattern
        : usual;
    return fill(layers, layer => ((layer + 1) % n === 0 ? 'full' : 'sliding'));
  };
}
