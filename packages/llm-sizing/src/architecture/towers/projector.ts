import { Fields } from '../config/Fields';
import { linear, Part, plain } from '../parts/Part';

/** The matrices that bring what a vision tower sees to the language part, by the type of the whole model. */
export function projector(options: {
  top: Fields;
  visionSize: number;
  textSize: number;
}): Part[] {
  const { top, visionSize, textSize } = options;
  const name = 'multi_modal_projector';
  const bias = { bias: true };
  switch (top.text('model_type')) {
    case 'gemma3':
    case 'paligemma':
      return [
        linear(`${name}.linear`, visionSize, textSize),
        plain(`${name}.norm`, visionSize),
      ];
    case 'llama4':
      return [linear(`${name}.linear_1`, visionSize, textSize)];
    case 'mistral3': {
      const side = top.count('spatial_merge_size') || 2;
      return [
        linear(`${name}.merging_layer`, visionSize * side ** 2, visionSize),
        plain(`${name}.norm`, visionSize),
        linear(`${name}.linear_1`, visionSize, textSize),
        linear(`${name}.linear_2`, textSize, textSize),
      ];
    }
    case 'internvl_chat':
    case 'internvl':
    case 'idefics3':
    case 'smolvlm': {
      // Patches of a square are brought together before: 2 x 2, or as said.
      const side = top.count('scale_factor') || 2;
      const merged = visionSize * side ** 2;
      return [
        plain(`${name}.norm`, 2 * merged),
        linear(`${name}.linear_1`, merged, textSize, bias),
        linear(`${name}.linear_2`, textSize, textSize, bias),
      ];
    }
    default:
      // LLaVA and its relatives.
      return [
        linear(`${name}.linear_1`, visionSize, textSize, bias),
        linear(`${name}.linear_2`, textSize, textSize, bias),
      ];
  }
}
