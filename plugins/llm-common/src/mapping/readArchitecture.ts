import { Architecture, LayerGroup, ModelTower } from '@modelyard/llm-sizing';
import { parseBytes, parseCount, Result } from '@modelyard/llm-units';
import {
  ModelArchitecture,
  ModelLayers,
  ModelVersion,
} from '../kinds/model/types.generated';
import { records } from '../safe';

/**
 * What sizing may know of a version, from its entity. A figure that cannot be read counts as not known, as one that is
 * absent does: the rules of the kind have said what is wrong with it.
 *
 * @returns Undefined for a version that says nothing of its architecture
 * @public
 */
export function readArchitecture(
  version: ModelVersion,
): Architecture | undefined {
  const { architecture, quantization } = version;
  if (architecture === undefined) {
    return undefined;
  }
  const {
    weightBytes,
    parameters,
    weightFormats,
    storedTypes,
    layers,
    towers,
    predictionLayers,
    ...plain
  } = architecture;
  const total = count(parameters?.total);
  return known({
    ...plain,
    weightBytes: bytes(weightBytes),
    parameters:
      total === undefined
        ? undefined
        : known({ total, active: count(parameters?.active) }),
    weightFormats: all(weightFormats, item => {
      const stored = count(item.parameters);
      return stored === undefined ? undefined : { ...item, parameters: stored };
    }),
    storedTypes: all(storedTypes, item => {
      const stored = bytes(item.bytes);
      return stored === undefined ? undefined : { ...item, bytes: stored };
    }),
    quantization: quantization === 'none' ? undefined : quantization,
    layers: records(layers).map(({ item }) => readLayers(item)),
    towers: all(
      towers,
      (item): ModelTower =>
        known({ ...item, parameters: count(item.parameters) }),
    ),
    predictionLayers:
      predictionLayers &&
      known({
        ...predictionLayers,
        parameters: count(predictionLayers.parameters),
      }),
  });
}

function readLayers(layers: ModelLayers): LayerGroup {
  const { stateBytes, parameters, experts, ...plain } = layers;
  return known({
    ...plain,
    stateBytes: bytes(stateBytes),
    parameters: count(parameters),
    experts:
      experts && known({ ...experts, parameters: count(experts.parameters) }),
  });
}

/**
 * The architecture as an entity carries it: what {@link readArchitecture} reads back to the same. The quantisation
 * stands in the version itself.
 *
 * @public
 */
export function writeArchitecture(
  architecture: Architecture,
): ModelArchitecture {
  const { quantization, ...rest } = architecture;
  // Sizing promises not to change its values, and an entity does not: the copy is theirs alone.
  return JSON.parse(JSON.stringify(rest));
}

/** All of a list, or nothing: a sum over a part of it would be wrong. */
function all<T extends object, R>(
  items: readonly T[] | undefined,
  read: (item: T) => R | undefined,
): R[] | undefined {
  if (items === undefined) {
    return undefined;
  }
  const found = records(items).map(({ item }) => read(item));
  return found.some(item => item === undefined) ? undefined : (found as R[]);
}

function bytes(value: number | string | undefined): number | undefined {
  return valueOf(value, parseBytes);
}

function count(value: number | string | undefined): number | undefined {
  return valueOf(value, parseCount);
}

function valueOf(
  value: number | string | undefined,
  parse: (value: unknown) => Result<number>,
): number | undefined {
  const parsed = value === undefined ? undefined : parse(value);
  return parsed?.ok ? parsed.value : undefined;
}

/** Without the fields that are not known, so that equal knowledge is equal. */
function known<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as T;
}
