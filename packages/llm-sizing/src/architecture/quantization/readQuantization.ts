import { Fields } from '../config/Fields';
import { quantizationMethods } from './methods';
import { Quantization } from './Quantization';

/** What is known of a checkpoint's quantisation: nothing is there, or it is read, or it cannot be, which was reported. */
export type QuantizationFound =
  | { readonly state: 'none' | 'unknown' }
  | { readonly state: 'known'; readonly quantization: Quantization };

/**
 * Reads how a checkpoint was quantised, from its configuration (`quantization_config`, `compression_config`) or the file
 * beside it.
 */
export function readQuantization(options: {
  config: Fields;
  text: Fields;
  /** The fields of `hf_quant_config.json`. */
  beside?: Fields;
}): QuantizationFound {
  const { config, text, beside } = options;
  const names = ['quantization_config', 'compression_config'];
  // Who quantises a whole model anew leaves what its language part says of itself.
  const inner = text.nested(...names);
  const fields = config.nested(...names) ?? beside ?? inner;
  if (inner && inner !== fields) {
    inner.ignoreAll();
  }
  if (!fields) {
    return { state: 'none' };
  }
  const name =
    fields.text('quant_method') ??
    (fields === beside || fields.has('quant_algo') ? 'modelopt' : undefined);
  fields.ignore('quant_method', 'producer');
  const method = quantizationMethods.find(({ names: known }) =>
    known.includes(name?.toLowerCase() ?? ''),
  );
  if (!method) {
    fields.report({
      name: 'quant_method',
      code: 'unknown-format',
      message: `names a way of quantising that sizing does not know: "${
        name?.slice(0, 40) ?? ''
      }"; the format of the weights is unknown`,
      severity: 'warning',
    });
    return { state: 'unknown' };
  }
  const quantization = method.read(fields);
  return quantization ? { state: 'known', quantization } : { state: 'unknown' };
}
