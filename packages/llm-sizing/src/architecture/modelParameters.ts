import { Issue } from '@modelyard/llm-units';
import { Architecture } from './Architecture';
import { TextModel } from './config/TextModel';
import { countParameters, Part, sum } from './parts/Part';
import { TowerFound } from './readTowers';
import { withoutAbsent } from './withoutAbsent';

/** The matrices of all towers; undefined where those of one are not known. */
export function partsOf(
  towers: readonly TowerFound[],
): readonly Part[] | undefined {
  return towers.some(({ parts }) => parts === undefined)
    ? undefined
    : towers.flatMap(({ parts }) => parts ?? []);
}

/** Parameters of all parts together, and of the language part without the experts that do not work on a token. */
export function readParameters(
  model: TextModel,
  towers: readonly TowerFound[],
  issues: Issue[],
): Architecture['parameters'] {
  const text: Part[] = model.layers.flatMap(layer => [
    ...layer.mixers.flatMap(mixer => mixer.parts),
    ...(layer.feedForward?.parts ?? []),
    ...layer.others,
  ]);
  text.push(...model.others);
  const beside = partsOf(towers);
  const total = sum([countParameters(text), beside && countParameters(beside)]);
  if (total === undefined) {
    const unknown = text.find(({ parameters }) => parameters === undefined);
    issues.push({
      path: '',
      code: 'parameters-unknown',
      message: unknown
        ? `does not say how large all matrices are, such as ${unknown.name}: the number of parameters is left out`
        : 'has a part beside its language part whose size is not known: the number of parameters is left out',
      severity: 'warning',
    });
    return undefined;
  }
  if (!Number.isSafeInteger(total)) {
    issues.push({
      path: '',
      code: 'too-large',
      message: 'describes a model with more parameters than any has',
      severity: 'error',
    });
    return undefined;
  }
  const active = countParameters(text, 'active');
  return active === undefined ? { total } : { total, active };
}

/** What is said of each tower; undefined where there is none. */
export function describeTowers(
  towers: readonly TowerFound[],
  dtype: Architecture['dtype'],
): Architecture['towers'] {
  return towers.length === 0
    ? undefined
    : towers.map(({ parts, ...tower }) =>
        withoutAbsent({
          kind: tower.kind,
          parameters: parts && countParameters(parts),
          format: dtype,
          layers: tower.layers,
          hiddenSize: tower.hiddenSize,
          intermediateSize: tower.intermediateSize,
        }),
      );
}

/** Layers are told by fields that mean the same everywhere; a sum of which some addends are not known is none. */
export function withoutParameters(
  value: Architecture,
  issues: Issue[],
): Architecture {
  issues.push({
    path: '',
    code: 'parameters-unknown',
    message:
      'describes a model that this reader does not know, with sizes that it does not know: the number of parameters is left out',
    severity: 'warning',
  });
  return withoutAbsent({
    ...value,
    parameters: undefined,
    weightFormats: undefined,
    predictionLayers: value.predictionLayers && {
      count: value.predictionLayers.count,
    },
    layers: value.layers.map(layer =>
      withoutAbsent({ ...layer, parameters: undefined }),
    ),
  });
}
