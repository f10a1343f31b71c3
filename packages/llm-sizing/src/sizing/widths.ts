import { Architecture, LayerGroup } from '../architecture/Architecture';
import { known, knownCount } from './known';
import { Range } from './Range';
import { WeightParts } from './weightParts';

/** Experts that a token passes through, as the engine's workspace needs them. */
export interface ExpertWidths {
  readonly total: number;
  readonly active: number;
  readonly width: number;
}

/** How wide the widest layer is, in numbers for each token. */
export interface Widths {
  /** Of the feed-forward part. A range where the architecture does not say it. */
  readonly feedForward: Range;
  readonly feedForwardHow: string;
  /** Of queries, keys, values and what attention makes of them. */
  readonly attention: number;
  /** Undefined in a dense model, and where only the active parameters tell that there are experts. */
  readonly experts?: ExpertWidths;
  readonly isMixture: boolean;
}

/** Published transformers are at most this many times as wide inside as outside. */
const WIDEST = 8;

export function findWidths(options: {
  architecture: Architecture;
  parameters: WeightParts | undefined;
  hiddenSize: number;
}): Widths {
  const { architecture, hiddenSize } = options;
  const { layers } = architecture;
  const attention = Math.max(0, ...layers.map(attentionWidth));
  const experts = layers.flatMap(layer => expertWidths(layer)).sort(byWork)[0];
  const total = known(architecture.parameters?.total);
  const active = known(architecture.parameters?.active);
  const isMixture =
    experts !== undefined ||
    layers.some(layer => layer.experts !== undefined) ||
    (total !== undefined && active !== undefined && active < 0.9 * total);

  const stated = layers.flatMap(layer => known(layer.intermediateSize) ?? []);
  if (stated.length > 0) {
    const width = Math.max(...stated);
    return {
      feedForward: { low: width, high: width },
      feedForwardHow: `feed-forward width ${width}`,
      attention,
      experts,
      isMixture,
    };
  }
  const derived =
    widthOfLayers(options) ?? derivedWidth({ ...options, active });
  const most = WIDEST * hiddenSize;
  const low = Math.min(derived ?? 0, most);
  return {
    feedForward:
      derived === undefined
        ? { low: 0, high: experts ? 0 : most }
        : // Biases, norms and gates make the derived width a little too large.
          { low: 0.9 * low, high: low },
    feedForwardHow:
      derived === undefined
        ? 'feed-forward width not known'
        : `feed-forward width ${Math.round(
            low,
          )}, from the number of parameters`,
    attention,
    experts,
    isMixture,
  };
}

/** The widest dense layer whose parameters are known: its attention and three matrices of the feed-forward part. */
function widthOfLayers(options: {
  architecture: Architecture;
  hiddenSize: number;
}): number | undefined {
  const { architecture, hiddenSize } = options;
  const widths = architecture.layers.flatMap(layer => {
    const parameters = layer.experts ? undefined : known(layer.parameters);
    const width =
      parameters === undefined
        ? 0
        : parameters / (3 * hiddenSize) - attentionWidth(layer) / 3;
    return width > 0 ? [width] : [];
  });
  return widths.length > 0 ? Math.max(...widths) : undefined;
}

/** The same from the parameters of the whole model, all layers being alike. */
function derivedWidth(options: {
  architecture: Architecture;
  parameters: WeightParts | undefined;
  hiddenSize: number;
  active: number | undefined;
}): number | undefined {
  const { architecture, parameters, hiddenSize, active } = options;
  const count = architecture.layers.reduce(
    (sum, layer) => sum + (knownCount(layer.count) ?? 0),
    0,
  );
  if (!parameters || count === 0) {
    return undefined;
  }
  const { embedding, head, towers, experts, layers } = parameters;
  const perToken =
    active === undefined
      ? layers
      : Math.min(layers, active - embedding - head - towers - experts);
  const attention = architecture.layers.reduce(
    (sum, layer) =>
      sum + (knownCount(layer.count) ?? 0) * attentionWidth(layer) * hiddenSize,
    0,
  );
  const width = (perToken - attention) / count / (3 * hiddenSize);
  return width > 0 ? width : undefined;
}

/** Query, key, value and output of one layer. Undivided keys are not told from divided ones: they are few. */
function attentionWidth(layer: LayerGroup): number {
  const heads = knownCount(layer.heads) ?? 0;
  const kvHeads = knownCount(layer.kvHeads) ?? 0;
  const key = known(layer.headDim) ?? 0;
  const value = known(layer.valueHeadDim) ?? key;
  return heads * (key + value) + kvHeads * (key + value);
}

function expertWidths({ experts }: LayerGroup): ExpertWidths[] {
  const total = knownCount(experts?.total);
  const active = knownCount(experts?.active);
  const width = known(experts?.intermediateSize);
  return total && active && width ? [{ total, active, width }] : [];
}

function byWork(a: ExpertWidths, b: ExpertWidths): number {
  return b.active * b.width - a.active * a.width;
}
