import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { isModelEntity, validateModelSet } from '@modelyard/plugin-llm-common';
import { Issue } from '@modelyard/llm-units';

/**
 * Carries what is only seen when all models are looked at together from the
 * provider, which has them all, to the processor, which has one. It travels
 * with the entity because several replicas may process, and it is not part of
 * the entity that the catalog shows.
 */
const ANNOTATION_MODEL_SET_FINDINGS = 'modelyard.dev/model-set-findings';

type Finding = Pick<Issue, 'path' | 'code' | 'message'>;

/**
 * Looks at all models of a source together and writes on each what was found
 * about it. A model of which nothing is found loses findings of before.
 *
 * @param entities - Everything that the source holds; kinds other than Model
 *   pass unchanged
 */
export function withModelSetFindings<TEntity extends Entity>(
  entities: readonly TEntity[],
): TEntity[] {
  const all: readonly Entity[] = entities;
  const findings = new Map<string, Finding[]>();
  for (const { modelRef, issue } of validateModelSet(
    all.filter(isModelEntity),
  )) {
    const { path, code, message } = issue;
    findings.set(modelRef, [
      ...(findings.get(modelRef) ?? []),
      { path, code, message },
    ]);
  }

  return entities.map(entity => {
    if (!isModelEntity(entity)) {
      return entity;
    }
    const found = findings.get(stringifyEntityRef(entity));
    const bare = withoutAnnotation(entity);
    return found ? withAnnotation(bare, JSON.stringify(found)) : bare;
  });
}

/**
 * Takes the findings off an entity again.
 *
 * @returns The entity without them, and the findings as warnings
 */
export function takeModelSetFindings(entity: Entity): {
  entity: Entity;
  findings: Issue[];
} {
  const text = entity.metadata.annotations?.[ANNOTATION_MODEL_SET_FINDINGS];
  if (text === undefined) {
    return { entity, findings: [] };
  }
  return {
    entity: withoutAnnotation(entity),
    findings: parseFindings(text).map(({ path, code, message }) => ({
      path,
      code,
      message,
      severity: 'warning',
    })),
  };
}

function withAnnotation<TEntity extends Entity>(
  entity: TEntity,
  value: string,
): TEntity {
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [ANNOTATION_MODEL_SET_FINDINGS]: value,
      },
    },
  };
}

function withoutAnnotation<TEntity extends Entity>(entity: TEntity): TEntity {
  const { annotations } = entity.metadata;
  if (annotations?.[ANNOTATION_MODEL_SET_FINDINGS] === undefined) {
    return entity;
  }
  const { [ANNOTATION_MODEL_SET_FINDINGS]: _, ...others } = annotations;
  return { ...entity, metadata: { ...entity.metadata, annotations: others } };
}

// A file may hold the annotation as well: by hand, or copied from somewhere.
function parseFindings(text: string): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isFinding) : [];
}

function isFinding(value: unknown): value is Finding {
  const { path, code, message } = (value ?? {}) as Record<string, unknown>;
  return [path, code, message].every(part => typeof part === 'string');
}
