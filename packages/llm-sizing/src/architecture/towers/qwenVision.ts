import { Fields } from '../config/Fields';
import { linear, Part, plain } from '../parts/Part';
import { TowerReader } from './Tower';
import { patchSize, readTransformer, transformerParts } from './transformer';

/** Brings the patches of a square together and to the width of the language part. */
function merger(options: {
  fields: Fields;
  hiddenSize: number;
  outputSize: number;
  norm: number;
}): Part[] {
  const { fields, hiddenSize, outputSize, norm } = options;
  const merged = hiddenSize * (fields.count('spatial_merge_size') || 2) ** 2;
  return [
    plain('visual.merger.norm', norm),
    linear('visual.merger.mlp.0', merged, merged, { bias: true }),
    linear('visual.merger.mlp.2', merged, outputSize, { bias: true }),
  ];
}

const IGNORED = [
  'window_size',
  'spatial_patch_size',
  'initializer_range',
  'out_hidden_size',
];

/** Vision of Qwen2-VL, Qwen2.5-VL, Qwen3-VL and Qwen3.5: modeling_qwen2_vl.py and its successors. */
export const qwenVision: readonly TowerReader[] = [
  {
    kind: 'vision',
    modelTypes: ['qwen2_vl', 'qwen2_vl_vision'],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      // Its hidden_size is that of the language part.
      fields.ignore(...IGNORED, 'hidden_size');
      return (
        sizes && {
          ...sizes,
          parts: [
            plain('visual.patch_embed', patchSize(fields), sizes.hiddenSize),
            ...transformerParts({
              sizes,
              name: 'visual.blocks',
              bias: 'qkvo',
              feedForwardBias: true,
              norms: 4,
            }),
            ...merger({
              fields,
              hiddenSize: sizes.hiddenSize,
              outputSize: textSize,
              norm: 2 * sizes.hiddenSize,
            }),
          ],
        }
      );
    },
  },
  {
    kind: 'vision',
    modelTypes: [
      'qwen2_5_vl',
      'qwen2_5_vl_vision',
      'qwen2_5_omni_vision_encoder',
    ],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      const outputSize = fields.count('out_hidden_size') || textSize;
      fields.ignore(...IGNORED);
      return (
        sizes && {
          ...sizes,
          parts: [
            plain('visual.patch_embed', patchSize(fields), sizes.hiddenSize),
            ...transformerParts({
              sizes,
              name: 'visual.blocks',
              gated: true,
              bias: 'qkvo',
              feedForwardBias: true,
              norms: 2,
            }),
            ...merger({
              fields,
              hiddenSize: sizes.hiddenSize,
              outputSize,
              norm: sizes.hiddenSize,
            }),
          ],
        }
      );
    },
  },
  {
    kind: 'vision',
    modelTypes: [
      'qwen3_vl',
      'qwen3_vl_moe',
      'qwen3_vl_vision',
      'qwen3_vl_moe_vision',
      'qwen3_5',
      'qwen3_5_moe',
      'qwen3_5_vision',
      'qwen3_5_moe_vision',
      'qwen3_omni_moe_vision_encoder',
    ],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      const outputSize = fields.count('out_hidden_size') || textSize;
      const positions = fields.count('num_position_embeddings') ?? 2304;
      // States of layers in between go to the language part as well, each its own way.
      const between = fields.list('deepstack_visual_indexes') ?? [];
      if (!sizes) {
        return undefined;
      }
      const { hiddenSize } = sizes;
      const side = fields.count('spatial_merge_size') || 2;
      const ways = [
        merger({ fields, hiddenSize, outputSize, norm: 2 * hiddenSize }),
        ...between.slice(0, sizes.layers).map(() =>
          merger({
            fields,
            hiddenSize,
            outputSize,
            norm: 2 * hiddenSize * side ** 2,
          }),
        ),
      ];
      fields.ignore(...IGNORED);
      return {
        ...sizes,
        parts: [
          plain('visual.patch_embed', (patchSize(fields) ?? 0) + 1, hiddenSize),
          plain('visual.pos_embed', positions, hiddenSize),
          ...transformerParts({
            sizes,
            name: 'visual.blocks',
            bias: 'qkvo',
            feedForwardBias: true,
            norms: 4,
          }),
          ...ways.flat(),
        ],
      };
    },
  },
];
