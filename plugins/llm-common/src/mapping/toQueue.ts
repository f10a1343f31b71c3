import { stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { resolveReference } from '../references/resolveReference';
import { groupsWithQuotas } from './groupsWithQuotas';

/**
 * The queue that work on a pool waits in.
 *
 * @public
 */
export interface PoolQueue {
  /** Null where the work must name none; absent where nobody can tell. */
  queue?: string | null;
  /** Why work is not counted though the pool has a queue. */
  issues: Issue[];
}

/**
 * Finds the queue of a pool that work of a group waits in. It has to be there in the namespace, and to count the devices:
 * Kueue lets work wait for ever that names any other.
 *
 * @public
 */
export function toQueue(options: {
  entity: GpuPoolEntityV1alpha1;
  /** Name of the device group. */
  devices: string;
  /** The group that owns the work, in full. */
  group?: string;
  /** The Kubernetes namespace of the work. */
  namespace?: string;
}): PoolQueue {
  const { entity, devices, group, namespace } = options;
  const { queue, type } = entity.spec;
  if (queue === undefined || type !== 'kubernetes') {
    return { queue: null, issues: [] };
  }
  const place = `${stringifyEntityRef(entity)}, ${devices}`;
  if (group === undefined || namespace === undefined) {
    const unsaid = [
      ...(group === undefined ? ['group'] : []),
      ...(namespace === undefined ? ['namespace'] : []),
    ].join(' and ');
    return {
      issues: [
        uncounted(
          `is not decided: work on ${place} waits in the queue ${queue} of its group, but nobody said the ${unsaid} of this work`,
        ),
      ],
    };
  }
  const owner = ownerOf(entity);
  const quotas = groupsWithQuotas(entity).find(({ ref }) => ref === group);
  if (!quotas?.entries.some(({ item }) => item.devices === devices)) {
    return {
      queue: null,
      issues: [
        uncounted(
          `is left out: ${group} has no quota on ${place}, so that this work does not wait in the queue ${queue} and is not counted there; ${owner}, the owner of the pool, can give the group one`,
        ),
      ],
    };
  }
  if (!quotas.namespaces.includes(namespace)) {
    const named =
      quotas.namespaces.length > 0
        ? `names only ${quotas.namespaces.join(' and ')}`
        : 'names no namespaces';
    return {
      queue: null,
      issues: [
        uncounted(
          `is left out: the quota of ${group} on ${place} ${named}, so that there is no queue ${queue} in the namespace ${namespace} and this work is not counted; ${owner}, the owner of the pool, can add the namespace to the quota`,
        ),
      ],
    };
  }
  return { queue, issues: [] };
}

function ownerOf(entity: GpuPoolEntityV1alpha1): string {
  const { owner } = entity.spec;
  const resolved = resolveReference({
    value: owner,
    target: { kinds: ['Group', 'User'] },
    entity,
  });
  return resolved.ok ? resolved.ref : owner;
}

function uncounted(message: string): Issue {
  return {
    path: 'runtime.queue',
    code: 'queue-uncounted',
    message,
    severity: 'warning',
  };
}
