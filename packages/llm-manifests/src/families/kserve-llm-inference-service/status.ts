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
  list,
  readConditions,
  text,
  whole,
} from '../../status/readLive';

/** Reasons of conditions that do not pass by themselves. */
const TERMINAL = [
  'ConfigNotFound',
  'CombineBaseError',
  'InvalidRenderedConfig',
  'ProgressDeadlineExceeded',
];

/** Reads how a model is served from its LLMInferenceService. */
export function readKserveLlmStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const service = findObject({
    ...options,
    group: 'serving.kserve.io',
    kind: 'LLMInferenceService',
  });
  if (!service) {
    return absent(`LLMInferenceService ${options.name}`);
  }
  const conditions = readConditions(service);
  const replicas = replicasOf(service);
  const base = {
    conditions,
    ...(replicas && { replicas }),
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
    return replicas && replicas.ready < replicas.wanted
      ? {
          ...base,
          phase: 'degraded',
          reason: `${replicas.ready} of ${replicas.wanted} servers answer.`,
        }
      : { ...base, phase: 'ready' };
  }
  if (conditions.some(({ reason }) => reason === 'Stopped')) {
    return { ...base, phase: 'ready', reason: 'It is stopped.' };
  }
  const terminal = conditions.find(isTerminal);
  const isServing = (replicas?.ready ?? 0) > 0;
  if (terminal) {
    return {
      ...base,
      phase: isServing ? 'degraded' : 'failed',
      reason: terminal.message ?? terminal.reason,
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

function isTerminal({ status, reason }: StatusCondition): boolean {
  return status === 'False' && TERMINAL.includes(reason ?? '');
}

/** The servers that answer; those that only read prompts do not count. */
function replicasOf(service: KubernetesObject): DeploymentStatus['replicas'] {
  const spec = fields(service.spec);
  const wanted =
    whole(spec.replicas) ?? whole(fields(spec.scaling).minReplicas);
  const ready = whole(
    fields(fields(fields(service.status).workloads).primary).readyReplicas,
  );
  return wanted === undefined || ready === undefined
    ? undefined
    : { ready, wanted };
}

function endpointsOf(service: KubernetesObject): DeploymentStatus['endpoints'] {
  const status = fields(service.status);
  const urls = [
    text(status.url),
    ...list(status.addresses).map(address => text(fields(address).url)),
  ].filter(url => url !== undefined);
  return [...new Set(urls)].map(url => ({
    url: `${url.replace(/\/$/, '')}/v1`,
    scope: /^https?:\/\/[^/]+\.svc(\.|:|\/|$)/.test(url)
      ? ('cluster' as const)
      : ('external' as const),
  }));
}
