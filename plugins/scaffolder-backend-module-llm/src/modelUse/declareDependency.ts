import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { formatIssue } from '@modelyard/llm-units';
import { EntityUpdate, updateEntityFile } from '@modelyard/plugin-llm-node';

/** A catalog file with a dependency declared in it, or why it is not. */
export type Declared =
  | { outcome: 'changed'; text: string }
  | { outcome: 'unchanged' }
  | { outcome: 'impossible'; reason: string };

/** Adds a dependency to an entity in the text of its catalog file, and leaves everything else as it is. */
export function declareDependency(options: {
  text: string;
  entity: Entity;
  dependency: string;
}): Declared {
  const { text, entity, dependency } = options;
  const { apiVersion, kind, metadata } = entity;
  const { name, namespace = DEFAULT_NAMESPACE } = metadata;
  const update: EntityUpdate = {
    apiVersion,
    kind,
    // A file says nothing of the namespace that everything is in by default.
    metadata: { name, ...(namespace !== DEFAULT_NAMESPACE && { namespace }) },
  };
  const present = updateEntityFile({ text, update });
  if (!present.ok) {
    return impossible(present.issues.map(formatIssue).join('; '));
  }
  if (present.value.outcome === 'created') {
    return impossible(`does not hold ${stringifyEntityRef(entity)}`);
  }
  const before = present.value.entity.spec?.dependsOn ?? [];
  if (!Array.isArray(before)) {
    return impossible('has a spec.dependsOn that is no list');
  }
  if (before.some(ref => isSame(ref, namespace, dependency))) {
    return { outcome: 'unchanged' };
  }
  const changed = updateEntityFile({
    text,
    update: { ...update, spec: { dependsOn: [...before, dependency] } },
  });
  return changed.ok
    ? { outcome: 'changed', text: changed.value.text }
    : impossible(changed.issues.map(formatIssue).join('; '));
}

/** Whether an entity, as the catalog has it, depends on another one already. */
export function dependsOn(entity: Entity, dependency: string): boolean {
  const { namespace = DEFAULT_NAMESPACE } = entity.metadata;
  const declared = entity.spec?.dependsOn;
  return (
    Array.isArray(declared) &&
    declared.some(ref => isSame(ref, namespace, dependency))
  );
}

/** A ref may leave out its namespace, and be written in any case. */
function isSame(ref: unknown, namespace: string, dependency: string): boolean {
  try {
    return (
      typeof ref === 'string' &&
      stringifyEntityRef(
        parseEntityRef(ref, { defaultNamespace: namespace }),
      ) === dependency
    );
  } catch {
    return false;
  }
}

function impossible(reason: string): Declared {
  return { outcome: 'impossible', reason };
}
