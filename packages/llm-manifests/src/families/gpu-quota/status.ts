import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findOwned,
  readConditions,
} from '../../status/readLive';

const KUEUE = 'kueue.x-k8s.io';

/** Reads whether the queues of a pool let pods in, and whether its quotas are in force. */
export function readQuotaStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { objects, name } = options;
  const queues = [
    ...findOwned({ objects, name, group: KUEUE, kind: 'ClusterQueue' }),
    ...findOwned({ objects, name, group: KUEUE, kind: 'LocalQueue' }),
  ];
  const quotas = findOwned({ objects, name, group: '', kind: 'ResourceQuota' });
  if (queues.length + quotas.length === 0) {
    return absent(`queue or quota of ${name}`);
  }

  const states = [
    ...queues.map(queue => {
      const active = findCondition(readConditions(queue), 'Active');
      return { object: queue, state: stateOf(active?.status), active };
    }),
    ...quotas.map(quota => ({
      object: quota,
      state: fields(quota.status).hard === undefined ? 'pending' : 'active',
      active: undefined,
    })),
  ];
  const base = { conditions: queues.flatMap(readConditions), endpoints: [] };
  const stopped = states.filter(({ state }) => state === 'stopped');
  const pending = states.filter(({ state }) => state === 'pending');
  if (stopped.length > 0) {
    const [{ object, active }] = stopped;
    return {
      ...base,
      phase: stopped.length === states.length ? 'failed' : 'degraded',
      reason: `${stopped.length} of ${states.length} queues let nothing in; ${
        object.metadata.name
      }: ${active?.message ?? active?.reason ?? 'there is no reason given'}`,
    };
  }
  if (pending.length > 0) {
    return {
      ...base,
      phase: 'progressing',
      reason: `${pending.length} of ${states.length} queues and quotas are not in force yet.`,
    };
  }
  return { ...base, phase: 'ready' };
}

function stateOf(status: string | undefined): 'active' | 'stopped' | 'pending' {
  switch (status) {
    case 'True':
      return 'active';
    case 'False':
      return 'stopped';
    default:
      return 'pending';
  }
}
