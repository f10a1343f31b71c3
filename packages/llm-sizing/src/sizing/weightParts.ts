import { Architecture, LayerGroup } from '../architecture/Architecture';
import { known, knownCount } from './known';

/** How many parameters are in which part of a model. The sum is the model's total. */
export interface WeightParts {
  /** The matrix that reads tokens. */
  readonly embedding: number;
  /** The matrix that writes tokens, where it is another one. */
  readonly head: number;
  readonly layers: number;
  /** Routed experts. */
  readonly experts: number;
  /** Vision and audio towers. */
  readonly towers: number;
}

/** Parameters of the routed experts; where the architecture does not say them, three matrices each (gate, up and down). */
function expertParameters(
  { count, experts }: LayerGroup,
  hiddenSize: number | undefined,
): number {
  const each =
    known(experts?.parameters) ??
    3 * (hiddenSize ?? 0) * (known(experts?.intermediateSize) ?? 0);
  return (knownCount(count) ?? 0) * (knownCount(experts?.total) ?? 0) * each;
}

/**
 * Divides a model's parameters among its parts. What cannot be told apart counts as layers, which all devices share.
 *
 * @returns Undefined where the total is not known
 */
export function divideParameters(
  architecture: Architecture,
): WeightParts | undefined {
  const total =
    known(architecture.parameters?.total) ?? sumOfFormats(architecture);
  if (total === undefined) {
    return undefined;
  }
  let rest = total;
  // A part that is larger than what is left belongs to other figures than the total, and says nothing.
  const take = (wanted: number) => {
    const taken = wanted <= rest ? wanted : 0;
    rest -= taken;
    return taken;
  };
  const hiddenSize = known(architecture.hiddenSize);
  const matrix =
    hiddenSize === undefined
      ? 0
      : (known(architecture.vocabSize) ?? 0) * hiddenSize;
  const embedding = take(matrix);
  const head = take(architecture.tiedEmbeddings === true ? 0 : embedding);
  const towers = take(
    (architecture.towers ?? []).reduce(
      (sum, { parameters }) => sum + (known(parameters) ?? 0),
      0,
    ),
  );
  const experts = take(
    architecture.layers.reduce(
      (sum, layer) => sum + expertParameters(layer, hiddenSize),
      0,
    ),
  );
  return { embedding, head, towers, experts, layers: rest };
}

function sumOfFormats(architecture: Architecture): number | undefined {
  return known(
    (architecture.weightFormats ?? []).reduce(
      (sum, { parameters }) => sum + (known(parameters) ?? 0),
      0,
    ),
  );
}
