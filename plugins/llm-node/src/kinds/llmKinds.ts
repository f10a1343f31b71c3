import { Entity } from '@backstage/catalog-model';
import {
  GPU_POOL_KIND,
  gpuPoolSchema,
  isGpuPoolEntity,
  isModelEntity,
  MODEL_KIND,
  MODELYARD_API_GROUP,
  MODELYARD_API_VERSION,
  modelSchema,
  validateGpuPool,
  validateModel,
} from '@modelyard/plugin-llm-common';
import { Issue } from '@modelyard/llm-units';
import { createSchemaCheck } from './createSchemaCheck';

/**
 * A kind of this suite, with its schema compiled.
 *
 * @public
 */
export interface LlmKind {
  /** As entities spell it. */
  readonly kind: string;
  /** Whether an entity is of this kind, and of this suite's API group. */
  readonly matches: (entity: Entity) => boolean;
  /** Everything that is wrong or doubtful: the shape first, then the rules across fields. */
  readonly check: (entity: Entity) => Issue[];
}

/**
 * Compiles the kinds of this suite. It takes a moment: do it once.
 *
 * @public
 */
export function createLlmKinds(): LlmKind[] {
  const checkModel = createSchemaCheck(modelSchema);
  const checkGpuPool = createSchemaCheck(gpuPoolSchema);
  return [
    {
      kind: MODEL_KIND,
      matches: isModelEntity,
      check: entity =>
        isModelEntity(entity)
          ? joinIssues(checkModel(entity), validateModel(entity))
          : [],
    },
    {
      kind: GPU_POOL_KIND,
      matches: isGpuPoolEntity,
      check: entity =>
        isGpuPoolEntity(entity)
          ? joinIssues(checkGpuPool(entity), validateGpuPool(entity))
          : [],
    },
  ];
}

/**
 * Schema and rules are reported together, because a round of correction is a
 * commit. What a rule says of a field whose shape is wrong already, or of the
 * object around it, only follows from that and is left out.
 */
function joinIssues(schemaIssues: Issue[], ruleIssues: Issue[]): Issue[] {
  if (!schemaIssues.length) {
    return ruleIssues;
  }
  const independent = ruleIssues.filter(
    rule =>
      !schemaIssues.some(
        schema =>
          contains(schema.path, rule.path) || contains(rule.path, schema.path),
      ),
  );
  return [...schemaIssues, ...independent];
}

function contains(path: string, other: string): boolean {
  return (
    other === path ||
    other.startsWith(`${path}.`) ||
    other.startsWith(`${path}[`)
  );
}

/**
 * Says what is wrong with an entity that stands in this suite's API group
 * under a version or kind that does not exist there. Other groups are not ours
 * to judge, also where they have kinds of the same names.
 *
 * @public
 */
export function checkLlmApiGroup(entity: Entity): Issue[] {
  if (!entity.apiVersion.startsWith(`${MODELYARD_API_GROUP}/`)) {
    return [];
  }
  const issues: Issue[] = [];
  if (entity.apiVersion !== MODELYARD_API_VERSION) {
    issues.push({
      path: 'apiVersion',
      code: 'unknown-api-version',
      message: `must be ${MODELYARD_API_VERSION}, not ${entity.apiVersion}`,
      severity: 'error',
    });
  }
  if (entity.kind !== MODEL_KIND && entity.kind !== GPU_POOL_KIND) {
    issues.push({
      path: 'kind',
      code: 'unknown-kind',
      message: `must be ${MODEL_KIND} or ${GPU_POOL_KIND}, not ${entity.kind}`,
      severity: 'error',
    });
  }
  return issues;
}
