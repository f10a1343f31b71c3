import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findObject,
  list,
  text,
  whole,
} from '../../status/readLive';
import { Finding, readKserveService } from '../../status/servingStatus';

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
  const deployment = findObject({
    ...options,
    group: 'apps',
    kind: 'Deployment',
    name: `${name}-predictor`,
  });
  return readKserveService(service, {
    replicas: deployment && replicasOf(deployment),
    endpoints: endpointsOf(service),
    incomplete: () => findWaitingCandidates(service),
    settled: ({ ready }) => findBlock(service, ready?.message),
  });
}

function findWaitingCandidates(service: KubernetesObject): Finding | undefined {
  const waiting = list(fields(service.status).canaryStatuses)
    .map(fields)
    .filter(canary => canary.ready === false)
    .map(canary => text(canary.name) ?? 'without a name');
  return waiting.length === 0
    ? undefined
    : {
        phase: 'degraded',
        reason: `The model is served, but not the candidate ${waiting.join(
          ', ',
        )}.`,
      };
}

function findBlock(
  service: KubernetesObject,
  message: string | undefined,
): Finding | undefined {
  const model = fields(fields(service.status).modelStatus);
  if (!BLOCKED.includes(text(model.transitionStatus) ?? '')) {
    return undefined;
  }
  const failure = fields(model.lastFailureInfo);
  const isLoaded = fields(model.states).activeModelState === 'Loaded';
  return {
    phase: isLoaded ? 'degraded' : 'failed',
    reason:
      text(failure.message) ??
      text(failure.reason) ??
      message ??
      'KServe cannot load the model.',
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
