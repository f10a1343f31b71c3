import type { KubernetesObject } from '../../objects/KubernetesObject';
import type {
  DeploymentStatus,
  StatusCondition,
} from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findObject,
  isBehind,
  readConditions,
  whole,
} from '../../status/readLive';
import {
  answering,
  Finding,
  notAnswering,
  notTakenUp,
} from '../../status/servingStatus';

/** Reads how a vLLM server is doing from its Deployment or LeaderWorkerSet. */
export function readVllmStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { objects, name, namespace } = options;
  const workload =
    findObject({ ...options, group: 'apps', kind: 'Deployment' }) ??
    findObject({
      ...options,
      group: 'leaderworkerset.x-k8s.io',
      kind: 'LeaderWorkerSet',
    });
  if (!workload) {
    return absent(`Deployment ${name}`);
  }
  const conditions = readConditions(workload);
  const replicas = {
    ready: whole(fields(workload.status).readyReplicas) ?? 0,
    wanted: whole(fields(workload.spec).replicas) ?? 1,
  };
  const service = findObject({
    objects,
    name,
    namespace,
    group: '',
    kind: 'Service',
  });
  return {
    conditions,
    replicas,
    endpoints: service
      ? [
          {
            url: `http://${name}.${namespace}.svc:8000/v1`,
            scope: 'cluster' as const,
          },
        ]
      : [],
    ...find({ workload, conditions, replicas }),
  };
}

function find(seen: {
  workload: KubernetesObject;
  conditions: readonly StatusCondition[];
  replicas: NonNullable<DeploymentStatus['replicas']>;
}): Finding {
  const { workload, conditions, replicas } = seen;
  if (isBehind(workload)) {
    return notTakenUp;
  }
  if (replicas.wanted === 0) {
    return { phase: 'ready', reason: 'It is scaled to no server.' };
  }
  if (replicas.ready > 0) {
    return answering(replicas);
  }
  const progressing = findCondition(conditions, 'Progressing');
  const failure = findCondition(conditions, 'ReplicaFailure');
  const stuck =
    failure?.status === 'True'
      ? failure
      : progressing?.reason === 'ProgressDeadlineExceeded' && progressing;
  return stuck
    ? {
        phase: 'failed',
        reason: stuck.message ?? stuck.reason ?? 'No server starts.',
      }
    : notAnswering();
}
