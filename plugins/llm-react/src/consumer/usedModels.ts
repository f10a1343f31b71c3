import {
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  MODEL_KIND,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { fetchEntities, relatedRefs, titleOf } from '../catalog';

/**
 * A model that an entity depends on, itself or by one of its components.
 *
 * @public
 */
export interface UsedModel {
  /** Entity ref of the model. */
  readonly ref: string;
  /** Undefined when the catalog does not show it. */
  readonly model?: ModelEntityV1alpha1;
  /** Entity refs of those that name the model: components, or the entity. */
  readonly users: readonly string[];
}

/**
 * The models of a component or a system.
 *
 * @public
 */
export interface UsedModels {
  /** Sorted by title. */
  readonly models: readonly UsedModel[];
  /** Components of the system; 0 for a component. */
  readonly components: number;
  /** Components that the catalog does not show: what they use is unknown. */
  readonly hiddenComponents: readonly string[];
}

const partFields = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

const modelFields = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.type',
  'spec.lifecycle',
  'spec.pricing',
  'spec.governance',
  'spec.retirement',
];

function modelRefsOf(entity: Entity): string[] {
  return relatedRefs({
    entity,
    type: RELATION_DEPENDS_ON,
    kind: MODEL_KIND,
  });
}

/**
 * Finds the models that an entity uses. A system uses what its components use,
 * and what it depends on itself. Entities of a kind `Model` that another
 * product defined are left out.
 *
 * @throws what the catalog client throws
 * @public
 */
export async function findUsedModels(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  entity: Entity;
}): Promise<UsedModels> {
  const { catalogApi, entity } = options;
  const componentRefs =
    entity.kind.toLowerCase() === 'system'
      ? relatedRefs({ entity, type: RELATION_HAS_PART, kind: 'Component' })
      : [];
  const parts = await fetchEntities({
    catalogApi,
    refs: componentRefs,
    fields: partFields,
  });

  const users = new Map<string, string[]>();
  for (const user of [entity, ...parts.entities.values()]) {
    for (const ref of modelRefsOf(user)) {
      users.set(ref, [...(users.get(ref) ?? []), stringifyEntityRef(user)]);
    }
  }
  const found = await fetchEntities({
    catalogApi,
    refs: [...users.keys()],
    fields: modelFields,
  });

  const models: UsedModel[] = [];
  for (const [ref, usedBy] of users) {
    const model = found.entities.get(ref);
    if (!model) {
      models.push({ ref, users: usedBy });
    } else if (isModelEntity(model)) {
      models.push({ ref, model, users: usedBy });
    }
  }
  const nameOf = ({ ref, model }: UsedModel) => (model ? titleOf(model) : ref);
  models.sort((left, right) => nameOf(left).localeCompare(nameOf(right)));
  return {
    models,
    components: componentRefs.length,
    hiddenComponents: parts.hidden,
  };
}

/**
 * The system that an entity is part of, when the catalog shows it.
 *
 * @throws what the catalog client throws
 * @public
 */
export async function findSystem(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  entity: Entity;
}): Promise<Entity | undefined> {
  const { catalogApi, entity } = options;
  const [ref] = relatedRefs({
    entity,
    type: RELATION_PART_OF,
    kind: 'System',
  });
  if (!ref) {
    return undefined;
  }
  const { entities } = await fetchEntities({ catalogApi, refs: [ref] });
  return entities.get(ref);
}
