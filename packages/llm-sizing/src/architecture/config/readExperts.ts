import { ExpertsShape } from '../parts/feedForward';
import { Fields } from './Fields';

/** Mixtures of experts of a model, and which layers have one. */
export interface Experts {
  readonly shape: ExpertsShape;
  readonly inLayer: (layer: number) => boolean;
}

const TOTAL = [
  'n_routed_experts',
  'num_experts',
  'num_local_experts',
  'moe_num_experts',
  'num_routed_experts',
];
const ACTIVE = [
  'num_experts_per_tok',
  'top_k_experts',
  'moe_topk',
  'moe_k',
  'moe_top_k',
  'num_experts_per_token',
  'num_selected_experts',
  'moe_router_topk',
];
const WIDTH = [
  'moe_intermediate_size',
  'expert_intermediate_size',
  'expert_hidden_size',
  'expert_ffn_hidden_size',
  'moe_ffn_hidden_size',
];
const SHARED = [
  'n_shared_experts',
  'num_shared_experts',
  'num_shared_expert',
  'moe_num_shared_experts',
];
const SHARED_WIDTH = [
  'shared_expert_intermediate_size',
  'moe_shared_expert_intermediate_size',
  'shared_intermediate_size',
  'share_expert_dim',
];

/** What the code of a family does with experts that its configuration does not say. */
export interface ExpertsStyle {
  /** Whether a gate says how much of the shared experts counts. */
  readonly sharedGate?: boolean;
  readonly routerBias?: boolean;
  /** Shared experts where the configuration does not say. */
  readonly shared?: number;
}

/** Reads the mixture of experts; undefined where the model has none or it cannot be read, which has been reported. */
export function readExperts(options: {
  fields: Fields;
  layers: number;
  style?: ExpertsStyle;
}): Experts | undefined {
  const { fields, layers, style = {} } = options;
  const total = eachLayerTheSame(fields, TOTAL);
  if (!total || total === 1) {
    // A dense model of a family that has mixtures as well.
    fields.ignore(...ACTIVE, ...WIDTH, ...SHARED);
    return undefined;
  }
  const active = eachLayerTheSame(fields, ACTIVE);
  if (!active || active > total) {
    fields.report({
      name: ACTIVE.find(name => fields.has(name)) ?? ACTIVE[0],
      code: active === undefined ? 'missing-field' : 'wrong-value',
      message: `must say how many of the ${total} experts work on a token`,
      severity: 'error',
    });
    return undefined;
  }
  // Without a width of their own, experts are as wide as the model's feed-forward parts.
  const width = eachLayerTheSame(fields, WIDTH) || intermediateSize(fields);
  return {
    shape: {
      total,
      active,
      intermediateSize: width,
      shared: readShared({ fields, width, style }),
      routerBias:
        style.routerBias ??
        (fields.text('topk_method') === 'noaux_tc' ||
          fields.flag('use_routing_bias', 'moe_router_enable_expert_bias') ===
            true),
      latentSize: fields.count('moe_latent_size') || undefined,
    },
    inLayer: readPlaces(fields, layers),
  };
}

/** Width of the dense feed-forward parts. */
export function intermediateSize(fields: Fields): number | undefined {
  return fields.count(
    'intermediate_size',
    'ffn_dim',
    'n_inner',
    'ffn_hidden_size',
    'd_ff',
  );
}

function readShared(options: {
  fields: Fields;
  width: number | undefined;
  style: ExpertsStyle;
}): ExpertsShape['shared'] {
  const { fields, width, style } = options;
  const count = eachLayerTheSame(fields, SHARED);
  const own = fields.count(...SHARED_WIDTH);
  if (own) {
    return {
      count: count || 1,
      // The width of one; Nemotron has several of it.
      intermediateSize: own * (count || 1),
      gate: style.sharedGate,
    };
  }
  const shared = count ?? (own === undefined ? style.shared : 0);
  return shared
    ? {
        count: shared,
        intermediateSize: width && width * shared,
        gate: style.sharedGate,
      }
    : undefined;
}

/** Some models list a number for each layer, all the same. */
function eachLayerTheSame(fields: Fields, names: string[]): number | undefined {
  const value = fields.any(...names);
  if (!Array.isArray(value)) {
    return fields.count(...names);
  }
  const [first] = value as unknown[];
  const name = names.find(candidate => fields.has(candidate)) ?? names[0];
  if (
    typeof first !== 'number' ||
    !Number.isSafeInteger(first) ||
    first < 0 ||
    value.some(entry => entry !== first)
  ) {
    return fields.unsupported(
      name,
      'must be one number, or the same number for each layer',
    );
  }
  return first;
}

/** Which layers have experts. The ways to say so are many, and hold together where several are there. */
function readPlaces(
  fields: Fields,
  layers: number,
): (layer: number) => boolean {
  const dense = new Set(fields.list('mlp_only_layers') ?? []);
  const firstDense = fields.count('first_k_dense_replace', 'num_dense_layers');
  const start = fields.any('moe_layer_start_index');
  const end = fields.any('moe_layer_end_index');
  const first = firstDense ?? (typeof start === 'number' ? start : 0);
  const last = typeof end === 'number' && end >= 0 ? end : layers - 1;
  const step =
    fields.count(
      'decoder_sparse_step',
      'moe_layer_interval',
      'expert_layer_period',
      'interleave_moe_layer_step',
    ) || 1;
  // Jamba counts from an offset; the others have experts in each last layer of a step.
  const offset = fields.count('expert_layer_offset') ?? step - 1;
  const listed = readListedPlaces(fields, first);
  return layer =>
    listed
      ? listed(layer)
      : layer >= first &&
        layer <= last &&
        !dense.has(layer) &&
        (layer - offset) % step === 0;
}

/** Layers that are named one by one, or by 0 and 1 for each. */
function readListedPlaces(
  fields: Fields,
  first: number,
): ((layer: number) => boolean) | undefined {
  const types = fields.list('mlp_layer_types');
  if (types) {
    return layer => types[layer] === 'sparse';
  }
  const named = fields.list('moe_layers');
  if (named) {
    const places = new Set(named);
    return layer => places.has(layer);
  }
  const frequency = fields.any('moe_layer_freq');
  if (Array.isArray(frequency)) {
    return layer => frequency[layer] === 1;
  }
  const every = fields.count('moe_layer_freq');
  if (every && every > 1) {
    return layer => layer >= first && layer % every === 0;
  }
  return undefined;
}
