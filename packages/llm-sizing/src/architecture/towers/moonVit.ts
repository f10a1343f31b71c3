import { linear, plain } from '../parts/Part';
import { TowerReader } from './Tower';
import { patchSize, readTransformer, transformerParts } from './transformer';

/** Vision of Kimi-VL and Kimi K2.5: modeling_kimi_vl.py, modeling_kimi_k25.py. */
export const moonVit: readonly TowerReader[] = [
  {
    kind: 'vision',
    modelTypes: ['moonvit', 'kimi_vl', 'kimi_k25'],
    read: ({ fields, textSize }) => {
      const sizes = readTransformer(fields);
      const height = fields.count('init_pos_emb_height') ?? 64;
      const width = fields.count('init_pos_emb_width') ?? 64;
      const square = fields.list('merge_kernel_size') ?? [2, 2];
      const merged = square.reduce<number>(
        (area, side) => area * (Number(side) || 1),
        1,
      );
      fields.ignore(
        'init_pos_emb_time',
        'merge_type',
        'mm_hidden_size',
        'mm_projector_type',
        'pos_emb_type',
        'text_hidden_size',
        'video_attn_type',
      );
      const patch = patchSize(fields);
      if (!sizes || !(merged > 0 && merged < 1e6)) {
        return undefined;
      }
      const { hiddenSize } = sizes;
      const together = hiddenSize * merged;
      return {
        ...sizes,
        parts: [
          plain('vision_tower.patch_embed', patch && patch + 1, hiddenSize),
          plain('vision_tower.pos_emb', height * width, hiddenSize),
          ...transformerParts({
            sizes,
            name: 'vision_tower.blocks',
            bias: 'qkvo',
            feedForwardBias: true,
            norms: 4,
          }),
          plain('vision_tower.norms', 4, hiddenSize),
          linear('multi_modal_projector.linear_1', together, together, {
            bias: true,
          }),
          linear('multi_modal_projector.linear_2', together, textSize, {
            bias: true,
          }),
        ],
      };
    },
  },
];
