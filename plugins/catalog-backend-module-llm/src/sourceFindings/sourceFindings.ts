import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';

/**
 * Carries what only the provider can see, which has all files and their history, to the processor, which has one entity.
 * It travels with the entity because several replicas may process, and it is not part of the entity that the catalog
 * shows.
 */
const ANNOTATION_SOURCE_FINDINGS = 'modelyard.dev/source-findings';

type Finding = Pick<Issue, 'path' | 'code' | 'message'>;

/**
 * Writes on an entity what was found about it in its source. Findings that it brings along are lost.
 */
export function withSourceFindings<TEntity extends Entity>(
  entity: TEntity,
  issues: readonly Issue[],
): TEntity {
  const bare = withoutAnnotation(entity);
  const findings = issues.map(
    ({ path, code, message }): Finding => ({ path, code, message }),
  );
  return findings.length > 0
    ? withAnnotation(bare, JSON.stringify(findings))
    : bare;
}

/**
 * Takes the findings off an entity again.
 *
 * @returns The entity without them, and the findings as warnings
 */
export function takeSourceFindings(entity: Entity): {
  entity: Entity;
  findings: Issue[];
} {
  const text = entity.metadata.annotations?.[ANNOTATION_SOURCE_FINDINGS];
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
        [ANNOTATION_SOURCE_FINDINGS]: value,
      },
    },
  };
}

function withoutAnnotation<TEntity extends Entity>(entity: TEntity): TEntity {
  const { annotations } = entity.metadata;
  if (annotations?.[ANNOTATION_SOURCE_FINDINGS] === undefined) {
    return entity;
  }
  const { [ANNOTATION_SOURCE_FINDINGS]: _, ...others } = annotations;
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
