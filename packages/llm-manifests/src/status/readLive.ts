import type { KubernetesObject } from '../objects/KubernetesObject';
import type { DeploymentStatus, StatusCondition } from './DeploymentStatus';

/** Readers of live objects. An API server may send anything: nothing here throws, and what is odd counts as absent. */

type Fields = { readonly [key: string]: unknown };

/** A mapping, or an empty one where something else stands there. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** A list, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number that is not negative. */
export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : undefined;
}

/** The conditions of an object. */
export function readConditions(object: KubernetesObject): StatusCondition[] {
  return list(fields(object.status).conditions).flatMap(value => {
    const { type, status, reason, message, lastTransitionTime } = fields(value);
    const name = text(type);
    return name === undefined
      ? []
      : [
          {
            type: name,
            status:
              status === 'True' || status === 'False' ? status : 'Unknown',
            ...(text(reason) && { reason: text(reason) }),
            ...(text(message) && { message: text(message) }),
            ...(text(lastTransitionTime) && {
              since: text(lastTransitionTime),
            }),
          },
        ];
  });
}

/** The condition of a type. */
export function findCondition(
  conditions: readonly StatusCondition[],
  type: string,
): StatusCondition | undefined {
  return conditions.find(condition => condition.type === type);
}

/** Finds an object by kind (of any version of its group) and name. */
export function findObject(options: {
  objects: readonly KubernetesObject[];
  group: string;
  kind: string;
  name: string;
  namespace: string;
}): KubernetesObject | undefined {
  const { objects, group, kind, name, namespace } = options;
  return objects.find(object => {
    const metadata = fields(object?.metadata);
    return (
      groupOf(object) === group &&
      object?.kind === kind &&
      metadata.name === name &&
      metadata.namespace === namespace
    );
  });
}

/** Finds the objects of a kind that an intent rendered, or that were made of them: they bear its name as a label. */
export function findOwned(options: {
  objects: readonly KubernetesObject[];
  group: string;
  kind: string;
  /** Name of the subject of the intent. */
  name: string;
}): KubernetesObject[] {
  const { objects, group, kind, name } = options;
  return objects.filter(
    object =>
      groupOf(object) === group &&
      object?.kind === kind &&
      fields(fields(object?.metadata).labels)['app.kubernetes.io/instance'] ===
        name,
  );
}

/** The API group of an object; empty for the core group and for what has none. */
function groupOf(object: KubernetesObject): string {
  const version = text(object?.apiVersion) ?? '';
  return version.includes('/') ? version.split('/')[0] : '';
}

/** Whether the controller has not seen the newest change yet. */
export function isBehind(object: KubernetesObject): boolean {
  const generation = whole(fields(object.metadata).generation);
  const observed = whole(fields(object.status).observedGeneration);
  return (
    generation !== undefined && observed !== undefined && observed < generation
  );
}

/** The status of what is not there. */
export function absent(what: string): DeploymentStatus {
  return {
    phase: 'absent',
    reason: `There is no ${what} in the cluster.`,
    conditions: [],
    endpoints: [],
  };
}
