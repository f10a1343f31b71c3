import { parseBytes, parseCount } from '@modelyard/llm-units';
import { parseFindings, RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelArchitecture, ModelLayers } from '../types.generated';

/** The figures of an architecture that have a unit and cannot be read. */
export function architectureFindings(
  path: string,
  architecture: ModelArchitecture | undefined,
): RuleFinding[] {
  const { weightBytes, parameters, weightFormats, storedTypes } =
    architecture ?? {};
  const { layers, towers, predictionLayers } = architecture ?? {};
  return [
    ...parseFindings(`${path}.weightBytes`, weightBytes, parseBytes),
    ...parseFindings(`${path}.parameters.total`, parameters?.total, parseCount),
    ...parseFindings(
      `${path}.parameters.active`,
      parameters?.active,
      parseCount,
    ),
    ...countFindings(`${path}.weightFormats`, weightFormats),
    ...records(storedTypes).flatMap(({ item, index }) =>
      parseFindings(
        `${path}.storedTypes[${index}].bytes`,
        item.bytes,
        parseBytes,
      ),
    ),
    ...records(layers).flatMap(({ item, index }) =>
      layerFindings(`${path}.layers[${index}]`, item),
    ),
    ...countFindings(`${path}.towers`, towers),
    ...parseFindings(
      `${path}.predictionLayers.parameters`,
      predictionLayers?.parameters,
      parseCount,
    ),
  ];
}

function layerFindings(path: string, layers: ModelLayers): RuleFinding[] {
  return [
    ...parseFindings(`${path}.stateBytes`, layers.stateBytes, parseBytes),
    ...parseFindings(`${path}.parameters`, layers.parameters, parseCount),
    ...parseFindings(
      `${path}.experts.parameters`,
      layers.experts?.parameters,
      parseCount,
    ),
  ];
}

function countFindings(
  path: string,
  items: ReadonlyArray<{ parameters?: number | string }> | undefined,
): RuleFinding[] {
  return records(items).flatMap(({ item, index }) =>
    parseFindings(`${path}[${index}].parameters`, item.parameters, parseCount),
  );
}
