import { parseBytes, parseCount, type Result } from '@modelyard/llm-units';
import type {
  ModelArchitecture,
  ModelLayers,
  ModelParameters,
} from '@modelyard/plugin-llm-common';
import type { Words } from './words';

/** Shows a quantity in the reader's language, or as it was written. */
export function quantity(options: {
  value: number | string;
  parse: (value: unknown) => Result<number>;
  format: (value: number) => string;
}): string {
  const { value, parse, format } = options;
  const parsed = parse(value);
  return parsed.ok ? format(parsed.value) : String(value);
}

function parametersLine(parameters: ModelParameters, words: Words): string {
  const { t, formats } = words;
  const count = (value: number | string) =>
    quantity({ value, parse: parseCount, format: formats.count });
  const total = count(parameters.total);
  const active = count(parameters.active ?? parameters.total);
  return active === total
    ? t('model.about.parameters', { total })
    : t('model.about.parametersActive', { total, active });
}

/** A group of equal layers in a line. */
export function layersLine(layers: ModelLayers, words: Words): string {
  const { t, formats, terms } = words;
  const { count, attention, heads, kvHeads, window } = layers;
  const parts: string[] = [
    t('model.about.layers', {
      count,
      attention: terms('attention', attention),
    }),
  ];
  if (heads !== undefined) {
    parts.push(
      kvHeads === undefined || kvHeads === heads
        ? t('model.about.heads', { heads })
        : t('model.about.kvHeads', { heads, kvHeads }),
    );
  }
  if (window !== undefined) {
    parts.push(t('model.about.window', { tokens: formats.number(window) }));
  }
  return parts.join(', ');
}

/**
 * An architecture in a few lines, the most telling first. What the catalog
 * does not state is left out: the file's own fields are the whole list.
 */
export function architectureLines(
  architecture: ModelArchitecture,
  words: Words,
): string[] {
  const { t, formats } = words;
  const {
    parameters,
    contextLength,
    embeddingDimensions,
    dtype,
    weightBytes,
    layers = [],
  } = architecture;
  const lines: string[] = [];
  const first: string[] = [];
  if (parameters) {
    first.push(parametersLine(parameters, words));
  }
  if (dtype) {
    // The weights of a quantised version are of another type.
    first.push(t('model.about.computesIn', { dtype: dtype.toUpperCase() }));
  }
  if (first.length > 0) {
    lines.push(first.join(', '));
  }
  if (weightBytes !== undefined) {
    lines.push(
      t('model.about.weights', {
        bytes: quantity({
          value: weightBytes,
          parse: parseBytes,
          format: formats.bytes,
        }),
      }),
    );
  }
  if (contextLength !== undefined) {
    lines.push(
      t('model.about.context', { tokens: formats.number(contextLength) }),
    );
  }
  if (embeddingDimensions !== undefined) {
    lines.push(
      t('model.about.dimensions', { dimensions: embeddingDimensions }),
    );
  }
  return [...lines, ...layers.map(group => layersLine(group, words))];
}
