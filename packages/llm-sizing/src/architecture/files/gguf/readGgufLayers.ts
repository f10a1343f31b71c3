import { LayerGroup } from '../../Architecture';
import { GgufMetadata } from './GgufMetadata';
import { GgufTensor } from './parseGguf';

const MOST_LAYERS = 2000;

/**
 * Architectures whose code decides which layers have a window: every nth has none (llama.cpp, src/llama-model.cpp,
 * set_swa_pattern).
 */
const WINDOW_PATTERNS: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3: 6,
  'gpt-oss': 2,
  cohere2: 4,
  exaone4: 4,
  olmo2: 4,
};

/** Reads what each layer keeps, from the metadata and from which weights it has; undefined after an error. */
export function readGgufLayers(options: {
  metadata: GgufMetadata;
  tensors: readonly GgufTensor[];
  /** Layers at the end that only guess further tokens. */
  guessing: number;
}): readonly LayerGroup[] | undefined {
  const { metadata, tensors, guessing } = options;
  const blocks = metadata.required('the number of layers', 'block_count');
  if (!blocks) {
    return undefined;
  }
  if (blocks > MOST_LAYERS || guessing >= blocks) {
    metadata.report({
      name: `${metadata.architecture}.block_count`,
      code: 'wrong-value',
      message: `must be at most ${MOST_LAYERS}, and more than the layers that guess ahead, but is ${blocks}`,
      severity: 'error',
    });
    return undefined;
  }
  const byLayer = groupByLayer(tensors);
  const groups = new Map<string, { group: LayerGroup; count: number }>();
  const read = layerReader(metadata);
  for (let layer = 0; layer < blocks - guessing; layer++) {
    const group = read(layer, byLayer.get(layer) ?? []);
    if (!group) {
      return undefined;
    }
    const key = JSON.stringify(group);
    const known = groups.get(key);
    if (known) {
      known.count++;
    } else {
      groups.set(key, { group, count: 1 });
    }
  }
  return [...groups.values()].map(({ group, count }) => ({ ...group, count }));
}

function groupByLayer(
  tensors: readonly GgufTensor[],
): Map<number, GgufTensor[]> {
  const layers = new Map<number, GgufTensor[]>();
  for (const tensor of tensors) {
    const match = /^blk\.(\d{1,6})\./.exec(tensor.name);
    if (match) {
      const layer = Number(match[1]);
      const known = layers.get(layer);
      if (known) {
        known.push(tensor);
      } else {
        layers.set(layer, [tensor]);
      }
    }
  }
  return layers;
}

type LayerReader = (
  layer: number,
  tensors: readonly GgufTensor[],
) => LayerGroup | undefined;

function layerReader(metadata: GgufMetadata): LayerReader {
  const heads = metadata.eachLayer('attention.head_count');
  const kvHeads = metadata.eachLayer('attention.head_count_kv') ?? heads;
  const width = metadata.eachLayer('feed_forward_length');
  const hasWindow = readWindows(metadata);
  const window = metadata.count('attention.sliding_window');
  const latent = readLatent(metadata);
  const key = metadata.count('attention.key_length');
  const value = metadata.count('attention.value_length');
  const hiddenSize = metadata.count('embedding_length');
  let stateReported = false;

  return (layer, tensors) => {
    const names = new Set(
      tensors.map(({ name }) => name.replace(/^blk\.\d+\./, '')),
    );
    const has = (pattern: RegExp) =>
      [...names].some(name => pattern.test(name));
    const parameters = tensors.reduce((sum, { elements }) => sum + elements, 0);
    const common = {
      count: 1,
      ...readFeedForward({ metadata, tensors, width: width?.(layer) }),
      ...(tensors.length > 0 && { parameters }),
    };
    if (has(/^ssm_/) && !has(/^attn_k\.|^attn_kv/)) {
      if (!stateReported) {
        stateReported = true;
        metadata.report({
          name: `${metadata.architecture}.ssm`,
          code: 'unknown-state',
          message:
            'describes layers that keep a state instead of tokens; how large it is depends on a number format that the file does not name, and is unknown',
          severity: 'warning',
        });
      }
      return { ...common, attention: 'linear' };
    }
    if (latent) {
      return { ...common, ...latent };
    }
    const queries = heads?.(layer);
    const keys = kvHeads?.(layer);
    if (queries === 0 || keys === 0) {
      return { ...common, attention: 'none' };
    }
    const headDim = key || (queries && hiddenSize && hiddenSize / queries);
    if (!queries || !keys || !headDim || !Number.isInteger(headDim)) {
      metadata.report({
        name: `${metadata.architecture}.attention.head_count`,
        code: 'missing-field',
        message:
          'must say for each layer how many heads there are, and the width of the model be a multiple of it',
        severity: 'error',
      });
      return undefined;
    }
    const sliding = Boolean(window) && hasWindow(layer);
    return {
      ...common,
      attention: sliding ? 'sliding' : 'full',
      ...(sliding && { window }),
      heads: queries,
      kvHeads: keys,
      headDim,
      ...(value && value !== headDim && { valueHeadDim: value }),
    };
  };
}

/** Compressed keys and values: the rank, and the part of a head that has positions. */
function readLatent(
  metadata: GgufMetadata,
): Omit<LayerGroup, 'count'> | undefined {
  const kvLoraRank = metadata.count('attention.kv_lora_rank');
  const ropeHeadDim = metadata.count('rope.dimension_count');
  const indexHeadDim = metadata.count('attention.indexer.key_length');
  return kvLoraRank && ropeHeadDim
    ? {
        attention: 'mla',
        heads: metadata.eachLayer('attention.head_count')?.(0),
        kvLoraRank,
        ropeHeadDim,
        ...(indexHeadDim && { indexHeadDim }),
      }
    : undefined;
}

function readWindows(metadata: GgufMetadata): (layer: number) => boolean {
  const window = metadata.count('attention.sliding_window');
  const listed = metadata.eachLayer('attention.sliding_window_pattern');
  const { architecture } = metadata;
  if (listed) {
    const first = listed(0);
    // One number says how often a layer has none, a list has 1 for each layer with a window.
    return first !== undefined && first > 1
      ? layer => (layer + 1) % first !== 0
      : layer => listed(layer) === 1;
  }
  if (Object.hasOwn(WINDOW_PATTERNS, architecture)) {
    const every = WINDOW_PATTERNS[architecture];
    return layer => (layer + 1) % every !== 0;
  }
  if (window) {
    metadata.report({
      name: `${architecture}.attention.sliding_window`,
      code: 'unknown-layers',
      message:
        'does not say which layers have this window; all are taken to look back at everything, which is the most that they can need',
      severity: 'warning',
    });
  }
  return () => false;
}

function readFeedForward(options: {
  metadata: GgufMetadata;
  tensors: readonly GgufTensor[];
  width: number | undefined;
}): Pick<LayerGroup, 'intermediateSize' | 'experts'> {
  const { metadata, tensors, width } = options;
  const routed = tensors.filter(({ name }) =>
    /\.ffn_(?:gate|up|down|gate_up)_exps\.weight$/.test(name),
  );
  const total = metadata.count('expert_count');
  const active = metadata.count('expert_used_count');
  if (routed.length > 0 && total && active) {
    const shared = metadata.count('expert_shared_count');
    const own = metadata.count('expert_feed_forward_length') || width;
    const each = routed.reduce((sum, { elements }) => sum + elements, 0);
    return {
      experts: {
        total,
        active,
        ...(shared ? { shared } : {}),
        ...(own ? { intermediateSize: own } : {}),
        parameters: Math.round(each / total),
      },
    };
  }
  return width && tensors.some(({ name }) => /\.ffn_/.test(name))
    ? { intermediateSize: width }
    : {};
}
