import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findObject,
  isBehind,
  list,
  readConditions,
  text,
  whole,
} from '../../status/readLive';

/** States of KServe that do not end by themselves. */
const BLOCKED = ['InvalidSpec', 'BlockedByFailedLoad'];

/** Reads how a model is served from its InferenceService, and from its Deployment where that is at hand. */
export function readKserveStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { name } = options;
  const service = findObject({
    ...options,
    group: 'serving.kserve.io',
    kind: 'InferenceService',
  });
  if (!service) {
    return absent(`InferenceService ${name}`);
  }
  const conditions = readConditions(service);
  const deployment = findObject({
    ...options,
    group: 'apps',
    kind: 'Deployment',
    name: `${name}-predictor`,
  });
  const base = {
    conditions,
    ...(deployment && { replicas: replicasOf(deployment) }),
    endpoints: endpointsOf(service),
  };
  if (isBehind(service)) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'The newest change has not been taken up yet.',
    };
  }

  const ready = findCondition(conditions, 'Ready');
  if (ready?.status === 'True') {
    const waiting = list(fields(service.status).canaryStatuses)
      .map(fields)
      .filter(canary => canary.ready === false)
      .map(canary => text(canary.name) ?? 'without a name');
    if (waiting.length > 0) {
      return {
        ...base,
        phase: 'degraded',
        reason: `The model is served, but not the candidate ${waiting.join(
          ', ',
        )}.`,
      };
    }
    const { replicas } = base;
    return replicas && replicas.ready < replicas.wanted
      ? {
          ...base,
          phase: 'degraded',
          reason: `${replicas.ready} of ${replicas.wanted} servers answer.`,
        }
      : { ...base, phase: 'ready' };
  }
  const model = fields(fields(service.status).modelStatus);
  if (BLOCKED.includes(text(model.transitionStatus) ?? '')) {
    const failure = fields(model.lastFailureInfo);
    const isLoaded = fields(model.states).activeModelState === 'Loaded';
    return {
      ...base,
      phase: isLoaded ? 'degraded' : 'failed',
      reason:
        text(failure.message) ??
        text(failure.reason) ??
        ready?.message ??
        'KServe cannot load the model.',
    };
  }
  if (!ready) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'KServe has not reported on it yet.',
    };
  }
  return {
    ...base,
    phase: 'progressing',
    reason:
      ready.message ??
      'No server answers yet; large weights take minutes to load.',
  };
}

function replicasOf(deployment: KubernetesObject) {
  return {
    ready: whole(fields(deployment.status).readyReplicas) ?? 0,
    wanted: whole(fields(deployment.spec).replicas) ?? 1,
  };
}

function endpointsOf(service: KubernetesObject): DeploymentStatus['endpoints'] {
  const status = fields(service.status);
  const { model } = fields(fields(service.spec).predictor);
  const isHuggingface =
    fields(fields(model).modelFormat).name === 'huggingface';
  const path = isHuggingface ? '/openai/v1' : '/v1';
  const inside = text(fields(status.address).url);
  const outside = text(status.url);
  return [
    ...(inside ? [{ url: `${inside}${path}`, scope: 'cluster' as const }] : []),
    ...(outside && outside !== inside
      ? [{ url: `${outside}${path}`, scope: 'external' as const }]
      : []),
  ];
}
