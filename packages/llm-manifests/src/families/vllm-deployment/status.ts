import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findObject,
  isBehind,
  readConditions,
  whole,
} from '../../status/readLive';

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
  const wanted = whole(fields(workload.spec).replicas) ?? 1;
  const ready = whole(fields(workload.status).readyReplicas) ?? 0;
  const service = findObject({
    objects,
    name,
    namespace,
    group: '',
    kind: 'Service',
  });
  const base = {
    conditions,
    replicas: { ready, wanted },
    endpoints: service
      ? [
          {
            url: `http://${name}.${namespace}.svc:8000/v1`,
            scope: 'cluster' as const,
          },
        ]
      : [],
  };

  const progressing = findCondition(conditions, 'Progressing');
  const failure = findCondition(conditions, 'ReplicaFailure');
  if (isBehind(workload)) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'The newest change has not been taken up yet.',
    };
  }
  if (wanted === 0) {
    return { ...base, phase: 'ready', reason: 'It is scaled to no server.' };
  }
  if (ready >= wanted) {
    return { ...base, phase: 'ready' };
  }
  const stuck =
    failure?.status === 'True'
      ? failure
      : progressing?.reason === 'ProgressDeadlineExceeded' && progressing;
  if (ready > 0) {
    return {
      ...base,
      phase: 'degraded',
      reason: `${ready} of ${wanted} servers answer.`,
    };
  }
  if (stuck) {
    return {
      ...base,
      phase: 'failed',
      reason: stuck.message ?? stuck.reason ?? 'No server starts.',
    };
  }
  return {
    ...base,
    phase: 'progressing',
    reason: 'No server answers yet; large weights take minutes to load.',
  };
}
