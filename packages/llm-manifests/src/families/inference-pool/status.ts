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
  list,
  readConditions,
  whole,
} from '../../status/readLive';
import { pickerName } from './pickerNames';

/** Reads whether gateways have taken up a pool, and whether its picker works. */
export function readPoolStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { name } = options;
  const pool = findObject({
    ...options,
    group: 'inference.networking.k8s.io',
    kind: 'InferencePool',
  });
  if (!pool) {
    return absent(`InferencePool ${name}`);
  }
  const parents = list(fields(pool.status).parents).map(parent =>
    readConditions({ ...pool, status: parent }),
  );
  const base = { conditions: parents.flat(), endpoints: [] };
  const refused = parents.flatMap(conditions => {
    const condition = ['Accepted', 'ResolvedRefs']
      .map(type => findCondition(conditions, type))
      .find(found => found?.status === 'False');
    return condition ? [condition] : [];
  });
  if (refused.length > 0) {
    return {
      ...base,
      phase: refused.length === parents.length ? 'failed' : 'degraded',
      reason: `A gateway does not serve it: ${because(refused[0])}.`,
    };
  }
  if (
    !parents.some(
      conditions => findCondition(conditions, 'Accepted')?.status === 'True',
    )
  ) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'No gateway has taken it up yet.',
    };
  }

  const picker = findObject({
    ...options,
    name: pickerName({ name }),
    group: 'apps',
    kind: 'Deployment',
  });
  // Of several pickers one is ready: the others wait to take over.
  if (picker && (whole(fields(picker.status).readyReplicas) ?? 0) === 0) {
    const isOpen =
      fields(fields(pool.spec).endpointPickerRef).failureMode === 'FailOpen';
    const stuck = findCondition(readConditions(picker), 'Progressing');
    if (isOpen) {
      return {
        ...base,
        phase: 'degraded',
        reason:
          'The endpoint picker does not answer: requests go to any server.',
      };
    }
    return stuck?.reason === 'ProgressDeadlineExceeded'
      ? {
          ...base,
          phase: 'failed',
          reason: `The endpoint picker does not start: ${because(stuck)}.`,
        }
      : {
          ...base,
          phase: 'progressing',
          reason: 'The endpoint picker does not answer yet.',
        };
  }
  return { ...base, phase: 'ready' };
}

function because({ message, reason, type }: StatusCondition): string {
  return (message ?? reason ?? `${type} is False`).replace(/\.$/, '');
}
