import type { AssessedModel, EngineOptions } from '@modelyard/llm-sizing';
import {
  engineTask,
  GPU_POOL_KIND,
  MODEL_KIND,
  MODELYARD_API_VERSION,
  toAssessedModel,
  type ModelEntityV1alpha1,
  type ModelTask,
  type ModelVersion,
  type Quantization,
} from '@modelyard/plugin-llm-common';
import { fullRef, titleOf } from '../../catalog';

/** A version that can be put on devices. */
export interface PlaceableVersion {
  readonly name: string;
  readonly quantization?: Quantization;
  /** Most tokens that it reads, prompt and answer together. */
  readonly contextLength?: number;
}

/** A version in a place that serves it now. */
export interface ServedPlace {
  readonly version: string;
  /** Full ref of the pool. */
  readonly pool: string;
  readonly devices: string | undefined;
  /** Tokens of the longest request that it answers; undefined where nobody knows. */
  readonly contextLength: number | undefined;
}

/** A model as the picker asks for it. */
export interface PlaceableModel {
  readonly title: string;
  readonly task: ModelTask;
  /** What the engine is asked for; undefined where none serves such a model. */
  readonly engineTask: EngineOptions['task'];
  readonly assessed: AssessedModel;
  /** Versions with weights, the one to start with first. */
  readonly versions: readonly PlaceableVersion[];
  /** Where it runs now, by the name of the deployment. */
  readonly served: ReadonlyMap<string, ServedPlace>;
  /** Why there are none: adapters run on their base, external versions at a provider. */
  readonly kinds: ReadonlySet<ModelVersion['kind']>;
}

/** What makes a model: one of the catalog, a version that it does not have yet, or what a form says of a new one. */
export interface ModelParts {
  readonly entity?: ModelEntityV1alpha1;
  readonly source?: ModelVersion;
  /** Of a model that is not in the catalog. */
  readonly task?: ModelTask;
  /** Of a model that is not in the catalog. */
  readonly dataClasses?: readonly string[];
}

/** @returns Undefined where neither a model nor a version is given */
export function placeableModel(parts: ModelParts): PlaceableModel | undefined {
  const { entity, source } = parts;
  if (!entity && !source) {
    return undefined;
  }
  const known = entity ?? newModel(parts);
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
    engineTask: engineTask(known.spec.type),
    assessed,
    versions: assessed.versions
      .filter(({ kind }) => kind === 'weights')
      .map(({ name, architecture }) => ({
        name,
        quantization: quantizations.get(name),
        contextLength: architecture?.contextLength,
      })),
    served: servedPlaces(known),
    kinds: new Set(assessed.versions.map(({ kind }) => kind)),
  };
}

function servedPlaces(
  entity: ModelEntityV1alpha1,
): ReadonlyMap<string, ServedPlace> {
  return new Map(
    (entity.spec.deployments ?? []).flatMap(
      ({ name, version, on, contextLength }) => {
        const pool = fullRef({
          value: on.pool,
          defaultKind: GPU_POOL_KIND,
          entity,
        });
        return pool
          ? [[name, { version, pool, devices: on.devices, contextLength }]]
          : [];
      },
    ),
  );
}

function newModel({
  task = 'chat',
  dataClasses,
}: ModelParts): ModelEntityV1alpha1 {
  return {
    apiVersion: MODELYARD_API_VERSION,
    kind: MODEL_KIND,
    metadata: { name: 'new' },
    spec: {
      type: task,
      lifecycle: 'experimental',
      owner: 'unknown',
      versions: [],
      governance: { dataClasses: dataClasses && [...dataClasses] },
    },
  };
}
