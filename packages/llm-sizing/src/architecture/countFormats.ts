import { Architecture, WeightFormat } from './Architecture';
import { TextModel } from './config/TextModel';
import { Part } from './parts/Part';
import { Quantization } from './quantization/Quantization';

/**
 * How many parameters a quantised checkpoint has in which format. Undefined where a size, or the format of what was left
 * as it was, is not known.
 */
export function countFormats(options: {
  model: TextModel;
  towers: readonly Part[] | undefined;
  quantization: Quantization;
  dtype: Architecture['dtype'];
}): Architecture['weightFormats'] {
  const { model, towers, quantization, dtype } = options;
  const counts = new Map<WeightFormat | undefined, number>();
  const add = (parts: readonly Part[], prefix = '') => {
    for (const { name, parameters, copies = 1, quantised } of parts) {
      const applies =
        quantised || (name === 'lm_head' && quantization.quantisesHead);
      const format = applies
        ? quantization.formatOf(`${prefix}${name}`) ?? dtype
        : dtype;
      counts.set(
        format,
        (counts.get(format) ?? 0) + (parameters ?? NaN) * copies,
      );
    }
  };
  model.layers.forEach((layer, index) => {
    const parts = [
      ...layer.mixers.flatMap(mixer => mixer.parts),
      ...(layer.feedForward?.parts ?? []),
      ...layer.others,
    ];
    add(parts, `layers.${index}.`);
  });
  add(model.others);
  add(towers ?? [{ name: '', parameters: undefined, quantised: false }]);

  const known = [...counts].flatMap(([format, parameters]) =>
    format === undefined || !Number.isFinite(parameters)
      ? []
      : [{ format, parameters }],
  );
  return known.length === counts.size
    ? known.filter(({ parameters }) => parameters > 0)
    : undefined;
}
