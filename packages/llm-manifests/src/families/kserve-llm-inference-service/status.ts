import type { KubernetesObject } from '../../objects/KubernetesObject';
import type {
  DeploymentStatus,
  StatusCondition,
} from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findObject,
  list,
  text,
  whole,
} from '../../status/readLive';
import { Finding, readKserveService } from '../../status/servingStatus';

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
  const replicas = replicasOf(service);
  return readKserveService(service, {
    replicas,
    endpoints: endpointsOf(service),
    settled: ({ conditions }) => findEnd(conditions, replicas),
  });
}

function findEnd(
  conditions: readonly StatusCondition[],
  replicas: DeploymentStatus['replicas'],
): Finding | undefined {
  if (conditions.some(({ reason }) => reason === 'Stopped')) {
    return { phase: 'ready', reason: 'It is stopped.' };
  }
  const terminal = conditions.find(isTerminal);
  return (
    terminal && {
      phase: (replicas?.ready ?? 0) > 0 ? 'degraded' : 'failed',
      reason: terminal.message ?? terminal.reason,
    }
  );
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
