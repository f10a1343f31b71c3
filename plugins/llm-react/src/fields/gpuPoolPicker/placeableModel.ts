import type { AssessedModel } from '@modelyard/llm-sizing';
import {
  MODEL_KIND,
  MODELYARD_API_VERSION,
  toAssessedModel,
  type ModelEntityV1alpha1,
  type ModelTask,
  type ModelVersion,
  type Quantization,
} from '@modelyard/plugin-llm-common';
import { titleOf } from '../../catalog';

/** A version that can be put on devices. */
export interface PlaceableVersion {
  readonly name: string;
  readonly quantization?: Quantization;
  /** Most tokens that it reads, prompt and answer together. */
  readonly contextLength?: number;
}

/** A model as the picker asks for it. */
export interface PlaceableModel {
  readonly title: string;
  readonly task: ModelTask;
  readonly assessed: AssessedModel;
  /** Versions with weights, the one to start with first. */
  readonly versions: readonly PlaceableVersion[];
  /** Why there are none: adapters run on their base, external versions at a provider. */
  readonly kinds: ReadonlySet<ModelVersion['kind']>;
}

/**
 * The model of the catalog, a version that it does not have yet, or both.
 *
 * A model that is not in the catalog yet is described in the same form, and the
 * class of data that the form asks for is one that it may work on: nobody else
 * has decided on it. What places allow holds for it as for any other.
 */
export function placeableModel(options: {
  entity?: ModelEntityV1alpha1;
  source?: ModelVersion;
  dataClass?: string;
}): PlaceableModel | undefined {
  const { entity, source, dataClass } = options;
  if (!entity && !source) {
    return undefined;
  }
  const known = entity ?? newModel(dataClass);
  const versions = [
    ...(source ? [source] : []),
    ...known.spec.versions.filter(({ name }) => name !== source?.name),
  ];
  const assessed = toAssessedModel({
    ...known,
    spec: { ...known.spec, versions },
  });
  const quantizations = new Map(
    versions.map(({ name, quantization }) => [name, quantization]),
  );
  return {
    title: entity ? titleOf(entity) : source?.name ?? '',
    task: known.spec.type,
    assessed,
    versions: assessed.versions
      .filter(({ kind }) => kind === 'weights')
      .map(({ name, architecture }) => ({
        name,
        quantization: quantizations.get(name),
        contextLength: architecture?.contextLength,
      })),
    kinds: new Set(assessed.versions.map(({ kind }) => kind)),
  };
}

function newModel(dataClass: string | undefined): ModelEntityV1alpha1 {
  return {
    apiVersion: MODELYARD_API_VERSION,
    kind: MODEL_KIND,
    metadata: { name: 'new' },
    spec: {
      type: 'chat',
      lifecycle: 'experimental',
      owner: 'unknown',
      versions: [],
      ...(dataClass && { governance: { dataClasses: [dataClass] } }),
    },
  };
}
