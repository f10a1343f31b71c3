import {
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parseCount, parseDuration, parseRatio } from '@modelyard/llm-units';
import {
  ANNOTATION_REGION,
  deploymentTarget,
  isGpuPoolEntity,
  isModelEntity,
  newestVersion,
  type ModelDeployment,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { fullRef, relatedRefs, titleOf } from '../catalog';
import { modelPrices } from './modelPrices';
import type { ModelPlace, ModelRow } from './rowTypes';

/** The owner as the catalog resolved it, else as the entity writes it. */
export function ownerOf(entity: Entity): string | undefined {
  const owner = entity.spec?.owner;
  return (
    relatedRefs({ entity, type: RELATION_OWNED_BY })[0] ??
    fullRef({
      value: typeof owner === 'string' ? owner : undefined,
      defaultKind: 'Group',
      entity,
    })
  );
}

/** Lower-cased text that the free-text search looks in. */
export function searchTextOf(
  entity: Entity,
  more: readonly (string | undefined)[],
): string {
  const { name, namespace, title, description, tags } = entity.metadata;
  return [name, namespace, title, description, ...(tags ?? []), ...more]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}

function numberOf(
  result: { ok: true; value: number } | { ok: false },
): number | undefined {
  return result.ok ? result.value : undefined;
}

function regionOf(place: Entity | undefined): string | undefined {
  if (!place) {
    return undefined;
  }
  return isGpuPoolEntity(place)
    ? place.spec.region
    : place.metadata.annotations?.[ANNOTATION_REGION];
}

function placeOf(options: {
  deployment: ModelDeployment;
  model: ModelEntityV1alpha1;
  places: ReadonlyMap<string, Entity>;
}): ModelPlace | undefined {
  const { deployment, model, places } = options;
  const target = deploymentTarget({ entity: model, deployment });
  if (!target) {
    return undefined;
  }
  const { kind, ref } = target;
  const entity = places.get(ref);
  return {
    deployment: deployment.name,
    kind,
    ref,
    title: entity ? titleOf(entity) : undefined,
    region: kind === 'base' ? undefined : regionOf(entity),
  };
}

/**
 * An adapter is served from its base's deployment, so it is where that is. The
 * chain ends at a deployment that is not on a base, or in a circle.
 */
function placeBehindBase(options: {
  model: ModelEntityV1alpha1;
  deployment: ModelDeployment;
  models: ReadonlyMap<string, ModelEntityV1alpha1>;
  places: ReadonlyMap<string, Entity>;
}): ModelPlace | undefined {
  const { models, places } = options;
  let { model, deployment } = options;
  const seen = new Set<string>();
  for (;;) {
    const target = deploymentTarget({ entity: model, deployment });
    if (target?.kind !== 'base') {
      return placeOf({ deployment, model, places });
    }
    const step = `${target.ref} ${target.deployment}`;
    const next = models.get(target.ref);
    const nextDeployment = next?.spec.deployments?.find(
      candidate => candidate.name === target.deployment,
    );
    if (!next || !nextDeployment || seen.has(step)) {
      return undefined;
    }
    seen.add(step);
    model = next;
    deployment = nextDeployment;
  }
}

function modelRow(options: {
  model: ModelEntityV1alpha1;
  ref: string;
  models: ReadonlyMap<string, ModelEntityV1alpha1>;
  places: ReadonlyMap<string, Entity>;
  now: Date;
}): ModelRow {
  const { model, ref, models, places, now } = options;
  const { spec } = model;
  const newest = newestVersion(model);
  // A quantised version or an adapter may leave the figures to the version
  // that it was made from; they are the model's all the same.
  const architectures = (spec.versions ?? []).flatMap(
    ({ architecture }) => architecture ?? [],
  );
  const parameters = architectures.find(
    ({ parameters: stated }) => stated,
  )?.parameters;
  const contextLength = architectures.find(
    ({ contextLength: stated }) => stated !== undefined,
  )?.contextLength;
  const total = numberOf(parseCount(parameters?.total));
  const active = numberOf(parseCount(parameters?.active));
  const deployments = spec.deployments ?? [];
  const modelPlaces = deployments.flatMap(deployment => {
    const place = placeOf({ deployment, model, places });
    if (place?.kind !== 'base') {
      return place ? [place] : [];
    }
    const behind = placeBehindBase({ model, deployment, models, places });
    const baseModel = models.get(place.ref);
    return [
      {
        ...place,
        title: baseModel ? titleOf(baseModel) : undefined,
        region: behind?.region,
      },
    ];
  });
  return {
    ref,
    title: titleOf(model),
    task: spec.type,
    capabilities: spec.capabilities ?? [],
    parameters: total,
    activeParameters:
      active !== undefined && active !== total ? active : undefined,
    contextLength,
    lifecycle: spec.lifecycle,
    owner: ownerOf(model),
    newestVersion: newest?.name,
    places: modelPlaces,
    regions: [
      ...new Set(modelPlaces.flatMap(place => place.region ?? [])),
    ].sort(),
    ...modelPrices({ model, now }),
    ttftP95: numberOf(parseDuration(spec.slo?.ttftP95)),
    availability: numberOf(parseRatio(spec.slo?.availability?.objective)),
    consumers: model.relations
      ? relatedRefs({ entity: model, type: RELATION_DEPENDENCY_OF }).length
      : undefined,
    searchText: searchTextOf(model, [
      spec.type,
      ...(spec.capabilities ?? []),
      ...(spec.versions ?? []).map(version => version.name),
      ...deployments.flatMap(deployment => [
        deployment.servedModelName,
        ...(deployment.aliases ?? []),
      ]),
      ...modelPlaces.map(
        place => place.title ?? parseEntityRef(place.ref).name,
      ),
    ]),
  };
}

/**
 * Reads the rows of the models. Entities that are not ours are left out.
 *
 * @param options - `places`: the pools and providers that the catalog shows,
 *   from which regions and titles come; `now` picks the prices
 * @public
 */
export function modelRows(options: {
  models: readonly Entity[];
  places: readonly Entity[];
  now: Date;
}): ModelRow[] {
  const models = new Map(
    options.models
      .filter(isModelEntity)
      .map(model => [stringifyEntityRef(model), model]),
  );
  const places = new Map(
    options.places.map(place => [stringifyEntityRef(place), place]),
  );
  return [...models].map(([ref, model]) =>
    modelRow({ ref, model, models, places, now: options.now }),
  );
}
