import { Fields } from './config/Fields';
import { Part } from './parts/Part';
import { towers } from './towers';
import { visionTransformer } from './towers/imageEncoders';
import { TowerShape } from './towers/Tower';

/** A tower with its parts, or without where they are not known. */
export interface TowerFound extends Omit<TowerShape, 'parts'> {
  readonly kind: 'vision' | 'audio';
  readonly parts: readonly Part[] | undefined;
}

const PLACES = {
  vision: [
    'vision_config',
    'visual_config',
    'vit_config',
    'vision_tower_config',
    'visual',
  ],
  audio: ['audio_config', 'audio_encoder_config', 'speech_config'],
} as const;

/** Words in the name of a model's class that say what else it takes than text. */
const TAKES_PICTURES =
  /ConditionalGeneration|ForImageTextToText|VL|Vision|Llava/;

/** Finds what a model has beside its language part. */
export function readTowers(options: {
  top: Fields;
  textSize: number;
}): readonly TowerFound[] {
  const { top } = options;
  const found = (['vision', 'audio'] as const).flatMap(
    kind => readTower({ ...options, kind }) ?? [],
  );
  const classes = (top.list('architectures') ?? []).map(String);
  if (
    found.length === 0 &&
    top.has('text_config') &&
    classes.some(name => TAKES_PICTURES.test(name))
  ) {
    top.report({
      name: 'vision_config',
      code: 'missing-field',
      message: `is missing, although ${classes[0].slice(
        0,
        60,
      )} takes more than text: the part that reads pictures or sound is not counted`,
      severity: 'warning',
    });
  }
  return found;
}

function readTower(options: {
  top: Fields;
  textSize: number;
  kind: 'vision' | 'audio';
}): TowerFound | undefined {
  const { top, textSize, kind } = options;
  const fields = top.nested(...PLACES[kind]);
  if (!fields) {
    return undefined;
  }
  // A tower writes no words, whatever its configuration was filled up with.
  fields.ignore('tie_word_embeddings');
  const modelType = fields.text('model_type') ?? top.text('model_type') ?? '';
  const reader = towers.find(
    tower => tower.kind === kind && tower.modelTypes.includes(modelType),
  );
  if (reader) {
    const shape = reader.read({ fields, top, textSize });
    return { kind, ...(shape ?? { parts: undefined }) };
  }
  fields.report({
    code: 'unknown-model-type',
    message:
      kind === 'vision'
        ? `describes a part that reads pictures and that this reader does not know (${
            modelType.slice(0, 40) || 'no model_type'
          }); it is counted as a plain vision transformer`
        : `describes a part that reads sound and that this reader does not know (${
            modelType.slice(0, 40) || 'no model_type'
          }); its parameters are unknown, and so are those of the whole`,
    severity: 'warning',
  });
  if (kind === 'audio') {
    fields.ignore('hidden_size', 'num_hidden_layers');
    return { kind, parts: undefined };
  }
  const shape = visionTransformer({
    fields,
    top,
    textSize,
    style: { norms: 4, outerNorms: 2, extraPositions: 1, patchBias: true },
  });
  return { kind, ...(shape ?? { parts: undefined }) };
}
