import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findObject,
  readConditions,
  whole,
} from '../../status/readLive';

/** Reads whether the servers of a deployment are scaled, and how far. */
export function readScalingStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { name } = options;
  const hpa = (hpaName: string) =>
    findObject({
      ...options,
      name: hpaName,
      group: 'autoscaling',
      kind: 'HorizontalPodAutoscaler',
    });
  const scaled = findObject({
    ...options,
    group: 'keda.sh',
    kind: 'ScaledObject',
  });
  if (scaled) {
    return readScaledObject(scaled, hpa(`keda-hpa-${name}`));
  }
  const own = hpa(name);
  return own ? readHpa(own) : absent(`scaling of ${name}`);
}

function readScaledObject(
  scaled: KubernetesObject,
  hpa: KubernetesObject | undefined,
): DeploymentStatus {
  const conditions = readConditions(scaled);
  const base = { conditions, ...replicasOf(hpa), endpoints: [] };
  const ready = findCondition(conditions, 'Ready');
  const isTrue = (type: string) =>
    findCondition(conditions, type)?.status === 'True';
  if (!ready || ready.status === 'Unknown') {
    return {
      ...base,
      phase: 'progressing',
      reason: 'KEDA has not taken it up yet.',
    };
  }
  if (ready.status === 'False') {
    return {
      ...base,
      phase: 'failed',
      reason: ready.message ?? ready.reason ?? 'KEDA cannot scale it.',
    };
  }
  if (isTrue('Paused')) {
    return { ...base, phase: 'degraded', reason: 'Scaling is paused.' };
  }
  if (isTrue('Fallback')) {
    return {
      ...base,
      phase: 'degraded',
      reason:
        'KEDA gets no answer to its questions, and keeps the number of servers for that case.',
    };
  }
  return { ...base, phase: 'ready', ...limitOf(hpa) };
}

function readHpa(hpa: KubernetesObject): DeploymentStatus {
  const conditions = readConditions(hpa);
  const base = { conditions, ...replicasOf(hpa), endpoints: [] };
  const broken = ['AbleToScale', 'ScalingActive']
    .map(type => findCondition(conditions, type))
    .find(
      condition =>
        condition?.status === 'False' && condition.reason !== 'ScalingDisabled',
    );
  if (broken) {
    return {
      ...base,
      phase: 'failed',
      reason: broken.message ?? broken.reason ?? 'It cannot scale.',
    };
  }
  return findCondition(conditions, 'ScalingActive')
    ? { ...base, phase: 'ready', ...limitOf(hpa) }
    : {
        ...base,
        phase: 'progressing',
        reason: 'It has not been looked at yet.',
      };
}

function replicasOf(
  hpa: KubernetesObject | undefined,
): Pick<DeploymentStatus, 'replicas'> {
  const status = fields(hpa?.status);
  const ready = whole(status.currentReplicas);
  const wanted = whole(status.desiredReplicas);
  return ready === undefined || wanted === undefined
    ? {}
    : { replicas: { ready, wanted } };
}

/** More servers are wanted than there may be: all is well with the scaling, but perhaps not with the requests. */
function limitOf(
  hpa: KubernetesObject | undefined,
): Pick<DeploymentStatus, 'reason'> {
  const limited = hpa && findCondition(readConditions(hpa), 'ScalingLimited');
  const max = whole(fields(hpa?.spec).maxReplicas);
  return limited?.status === 'True' && limited.reason === 'TooManyReplicas'
    ? {
        reason: `The load asks for more servers than the ${
          max ?? 'number'
        } that are allowed.`,
      }
    : {};
}
