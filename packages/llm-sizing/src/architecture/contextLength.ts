import { Fields, isRecord } from './config/Fields';

const POSITIONS = [
  'max_position_embeddings',
  'n_positions',
  'max_seq_len',
  'seq_length',
  'model_max_length',
  'max_target_positions',
  'max_sequence_length',
  'max_seq_length',
  'seq_len',
];

/**
 * Most tokens of a request, as the engine derives it: the least of the fields that name it, stretched by the scaling of
 * positions where that is not counted in already (_get_and_verify_max_len in vllm/config/model.py).
 */
export function readContextLength(options: {
  fields: Fields;
  modelType: string;
}): number | undefined {
  const { fields, modelType } = options;
  const lengths = POSITIONS.flatMap(name => fields.count(name) || []);
  const scaling = fields.any('rope_scaling', 'rope_parameters');
  if (lengths.length === 0) {
    return undefined;
  }
  const length = Math.min(...lengths);
  // Gemma 3 counts its scaling in.
  if (!isRecord(scaling) || modelType.startsWith('gemma3')) {
    return length;
  }
  const type = scaling.rope_type ?? scaling.type;
  const factor = scaling.factor;
  if (
    typeof factor !== 'number' ||
    !(factor > 0 && factor < 1e6) ||
    ['su', 'longrope', 'llama3'].includes(String(type))
  ) {
    return length;
  }
  const original = scaling.original_max_position_embeddings;
  const stretched =
    type === 'yarn' && typeof original === 'number' && original > 0
      ? original
      : length;
  const result = Math.trunc(stretched * factor);
  return Number.isSafeInteger(result) && result > 0 ? result : length;
}
