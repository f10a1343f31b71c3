import { Fields } from '../config/Fields';
import { linear, Part, plain } from '../parts/Part';
import { projector } from './projector';
import { TowerReader, TowerShape } from './Tower';
import {
  patchCount,
  patchSize,
  readTransformer,
  transformerParts,
} from './transformer';

interface VitStyle {
  /** Vectors in the norms and scales of a layer, and outside of layers. */
  readonly norms: number;
  readonly outerNorms: number;
  readonly gated?: boolean;
  readonly bias?: boolean;
  readonly queryKeyNorm?: 'head' | 'heads';
  /** Positions beside those of the patches, such as one for the whole picture; undefined where positions are computed. */
  readonly extraPositions?: number;
  readonly patchBias?: boolean;
}

/** A vision transformer: patches, positions, layers, and a way to the language part. */
export function visionTransformer(options: {
  fields: Fields;
  top: Fields;
  textSize: number;
  style: VitStyle;
  outputSize?: number;
}): TowerShape | undefined {
  const { fields, top, textSize, style } = options;
  const sizes = readTransformer(fields);
  const positions =
    style.extraPositions === undefined
      ? 0
      : (patchCount(fields) ?? 0) + style.extraPositions;
  const patch = patchSize(fields);
  fields.ignore(
    'image_size',
    'projection_dim',
    'hidden_size',
    'vision_use_head',
  );
  if (!sizes) {
    return undefined;
  }
  const { hiddenSize } = sizes;
  const extra = style.extraPositions ? hiddenSize : 0;
  return {
    ...sizes,
    parts: [
      plain(
        'visual.patch_embed',
        patch && patch + (style.patchBias ? 1 : 0),
        hiddenSize,
      ),
      plain('visual.pos_embed', positions, hiddenSize),
      plain('visual.class_embed', extra),
      ...transformerParts({
        sizes,
        name: 'visual.blocks',
        gated: style.gated,
        bias: style.bias === false ? undefined : 'qkvo',
        feedForwardBias: style.bias !== false,
        norm: style.queryKeyNorm,
        norms: style.norms,
      }),
      plain('visual.norms', style.outerNorms, hiddenSize),
      ...projector({
        top,
        visionSize: options.outputSize ?? hiddenSize,
        textSize,
      }),
    ],
  };
}

/** Vision transformers that many models share: modeling_siglip.py, modeling_clip.py, modeling_pixtral.py and InternViT. */
export const imageEncoders: readonly TowerReader[] = [
  {
    kind: 'vision',
    modelTypes: [
      'siglip_vision_model',
      'siglip2_vision_model',
      'idefics3_vision',
      'smolvlm_vision',
      'idefics2_vision',
    ],
    read: options => {
      options.fields.assume({
        hidden_size: 768,
        intermediate_size: 3072,
        num_hidden_layers: 12,
        num_attention_heads: 12,
        patch_size: 16,
        image_size: 224,
      });
      return visionTransformer({
        ...options,
        style: { norms: 4, outerNorms: 2, extraPositions: 0, patchBias: true },
      });
    },
  },
  {
    kind: 'vision',
    modelTypes: ['clip_vision_model', 'chinese_clip_vision_model'],
    read: options => {
      options.fields.assume({
        hidden_size: 768,
        intermediate_size: 3072,
        num_hidden_layers: 12,
        num_attention_heads: 12,
        patch_size: 32,
        image_size: 224,
      });
      // The language part does not read it.
      options.fields.ignore('vocab_size');
      return visionTransformer({
        ...options,
        style: { norms: 4, outerNorms: 4, extraPositions: 1 },
      });
    },
  },
  {
    kind: 'vision',
    modelTypes: ['pixtral'],
    read: options => {
      options.fields.assume({
        hidden_size: 1024,
        intermediate_size: 4096,
        num_hidden_layers: 24,
        num_attention_heads: 16,
        patch_size: 16,
      });
      options.fields.ignore('head_dim');
      return visionTransformer({
        ...options,
        style: { norms: 2, outerNorms: 1, gated: true, bias: false },
      });
    },
  },
  {
    kind: 'vision',
    modelTypes: ['intern_vit_6b', 'internvl_vision'],
    read: options => {
      const { fields } = options;
      const normalised = fields.flag('qk_normalization', 'use_qk_norm');
      const rms = fields.text('norm_type') === 'rms_norm';
      fields.ignore(
        'qkv_bias',
        'attention_bias',
        'use_flash_attn',
        'use_mean_pooling',
        'use_absolute_position_embeddings',
        'use_mask_token',
        'layer_scale_init_value',
        'num_hidden_layers',
      );
      return visionTransformer({
        ...options,
        // Two norms and two scales.
        style: {
          norms: rms ? 4 : 6,
          outerNorms: 0,
          extraPositions: 1,
          patchBias: true,
          queryKeyNorm: normalised ? 'heads' : undefined,
        },
      });
    },
  },
  {
    kind: 'vision',
    modelTypes: ['llama4_vision_model'],
    read: options => {
      const { fields } = options;
      fields.assume({
        hidden_size: 1408,
        intermediate_size: 5632,
        num_hidden_layers: 34,
        num_attention_heads: 16,
        image_size: 448,
        patch_size: 14,
        projector_input_dim: 4096,
        projector_output_dim: 4096,
      });
      const input = fields.count('projector_input_dim');
      const output = fields.count('projector_output_dim', 'vision_output_dim');
      fields.ignore(
        'vision_output_dim',
        'pixel_shuffle_ratio',
        'multi_modal_projector_bias',
        'vision_feature_layer',
        'vision_feature_select_strategy',
        'norm_eps',
      );
      const shape = visionTransformer({
        ...options,
        outputSize: output,
        style: { norms: 4, outerNorms: 4, extraPositions: 1 },
      });
      const adapter: Part[] = [
        linear('vision_adapter.fc1', shape?.intermediateSize, input),
        linear('vision_adapter.fc2', input, output),
      ];
      return shape && { ...shape, parts: [...shape.parts, ...adapter] };
    },
  },
  {
    kind: 'vision',
    modelTypes: ['mllama_vision_model'],
    read: readMllamaVision,
  },
  {
    kind: 'vision',
    modelTypes: ['gemma4_vision'],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      const table = fields.count('position_embedding_size') ?? 10240;
      const scaled = fields.flag('standardize') ? 2 : 0;
      fields.ignore(
        'num_key_value_heads',
        'global_head_dim',
        'pooling_kernel_size',
        'max_position_embeddings',
        'attention_bias',
      );
      return (
        sizes && {
          ...sizes,
          parts: [
            plain('vision_tower.patch', patchSize(fields), sizes.hiddenSize),
            // A row and a column for each position.
            plain('vision_tower.positions', 2 * table, sizes.hiddenSize),
            ...transformerParts({
              sizes,
              name: 'vision_tower.layers',
              gated: true,
              norm: 'head',
              headDim: fields.count('head_dim') || undefined,
              norms: 4,
            }),
            plain('vision_tower.standardize', scaled, sizes.hiddenSize),
            linear('embed_vision.projection', sizes.hiddenSize, textSize),
          ],
        }
      );
    },
  },
];

/** Llama 3.2 Vision (modeling_mllama.py): pictures are cut into tiles, each place of which has embeddings of its own. */
function readMllamaVision({
  fields,
  textSize,
}: Parameters<TowerReader['read']>[0]): TowerShape | undefined {
  const sizes = readTransformer(fields);
  const global = fields.count('num_global_layers') ?? 8;
  const tiles = fields.count('max_num_tiles') ?? 4;
  // Ways to lay tiles beside and above each other, and one that is none.
  const layouts =
    (fields.list('supported_aspect_ratios')?.length ?? 2 * tiles) + 1;
  const output = fields.count('vision_output_dim') ?? 7680;
  const positions = (patchCount(fields) ?? 0) + 1;
  fields.ignore('intermediate_layers_indices', 'image_size');
  if (!sizes) {
    return undefined;
  }
  const { hiddenSize } = sizes;
  const layers = sizes.layers + global;
  return {
    ...sizes,
    layers,
    parts: [
      plain('vision_tower.patch_embed', patchSize(fields), hiddenSize),
      plain('vision_tower.class_embed', hiddenSize),
      plain('vision_tower.pos_embed', positions, hiddenSize),
      plain(
        'vision_tower.tile_pos_embed',
        layouts * tiles,
        positions,
        hiddenSize,
      ),
      plain('vision_tower.tile_embeds', 2 * layouts * tiles, hiddenSize),
      plain('vision_tower.gates', 2 * global + 3),
      ...transformerParts({
        sizes: { ...sizes, layers },
        name: 'vision_tower.layers',
        feedForwardBias: true,
        norms: 4,
      }),
      plain('vision_tower.norms', 4, hiddenSize),
      linear('multi_modal_projector', output, textSize, { bias: true }),
    ],
  };
}
