import type { KubernetesObject } from '../objects/KubernetesObject';
import type { DeploymentStatus, StatusCondition } from './DeploymentStatus';
import { findCondition, isBehind, readConditions } from './readLive';

/** What is said of a deployment, apart from what its objects list. */
export type Finding = Pick<DeploymentStatus, 'phase' | 'reason'>;

/** Said where the controller has not seen the newest change. */
export const notTakenUp: Finding = {
  phase: 'progressing',
  reason: 'The newest change has not been taken up yet.',
};

/** Said where nothing serves yet, and nothing says that it will not. */
export function notAnswering(message?: string): Finding {
  return {
    phase: 'progressing',
    reason:
      message ?? 'No server answers yet; large weights take minutes to load.',
  };
}

/** Said where something serves: all of it, or some. */
export function answering(replicas: DeploymentStatus['replicas']): Finding {
  return replicas && replicas.ready < replicas.wanted
    ? {
        phase: 'degraded',
        reason: `${replicas.ready} of ${replicas.wanted} servers answer.`,
      }
    : { phase: 'ready' };
}

/** What only one kind of KServe's says, where it says anything. */
export interface KserveFindings {
  readonly replicas: DeploymentStatus['replicas'];
  readonly endpoints: DeploymentStatus['endpoints'];
  /** What is missing although the service is ready. */
  readonly incomplete?: () => Finding | undefined;
  /** What does not pass by itself, or is meant to be so. */
  readonly settled: (seen: {
    conditions: readonly StatusCondition[];
    ready: StatusCondition | undefined;
  }) => Finding | undefined;
}

/** Reads what all services of KServe say in the same way, and asks for the rest. */
export function readKserveService(
  service: KubernetesObject,
  { replicas, endpoints, incomplete, settled }: KserveFindings,
): DeploymentStatus {
  const conditions = readConditions(service);
  const ready = findCondition(conditions, 'Ready');
  const find = (): Finding => {
    if (isBehind(service)) {
      return notTakenUp;
    }
    if (ready?.status === 'True') {
      return incomplete?.() ?? answering(replicas);
    }
    return (
      settled({ conditions, ready }) ??
      notAnswering(ready ? ready.message : 'KServe has not reported on it yet.')
    );
  };
  return { conditions, ...(replicas && { replicas }), endpoints, ...find() };
}
