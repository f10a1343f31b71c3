import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findOwned,
  readConditions,
  whole,
} from '../../status/readLive';
import type { Finding } from '../../status/servingStatus';

type Part = Finding & Pick<DeploymentStatus, 'conditions'>;

/** From the best to the worst: the whole is what its worst part is. */
const ORDER: ReadonlyArray<DeploymentStatus['phase']> = [
  'ready',
  'unknown',
  'progressing',
  'degraded',
  'failed',
];

/** Reads whether nodes keep what they should, and whether the weights are there. */
export function readCacheStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const find = (group: string, kind: string) =>
    findOwned({ ...options, group, kind });
  const parts: Part[] = [
    ...find('serving.kserve.io', 'LocalModelNamespaceCache'),
    ...find('serving.kserve.io', 'LocalModelCache'),
  ]
    .map(readKserve)
    .concat(
      find('apps', 'DaemonSet').map(readHolder),
      find('batch', 'Job').map(readJob),
    );
  if (parts.length === 0) {
    return absent(`cache of ${options.name}`);
  }
  const worst = parts.reduce((a, b) =>
    ORDER.indexOf(b.phase) > ORDER.indexOf(a.phase) ? b : a,
  );
  return {
    phase: worst.phase,
    ...(worst.reason && { reason: worst.reason }),
    conditions: parts.flatMap(({ conditions }) => conditions),
    endpoints: [],
  };
}

function readKserve(cache: KubernetesObject): Part {
  const copies = fields(fields(cache.status).copies);
  const total = whole(copies.total);
  const available = whole(copies.available) ?? 0;
  const failed = whole(copies.failed) ?? 0;
  const conditions = readConditions(cache);
  if (total === undefined || total === 0) {
    return {
      phase: 'progressing',
      reason: 'No node keeps the model yet.',
      conditions,
    };
  }
  if (failed > 0) {
    return {
      phase: available === 0 ? 'failed' : 'degraded',
      reason: `${failed} of ${total} nodes could not download the model.`,
      conditions,
    };
  }
  return { ...keeping({ available, total, what: 'the model' }), conditions };
}

function keeping(nodes: {
  available: number;
  total: number;
  what: string;
}): Finding {
  const { available, total, what } = nodes;
  return available < total
    ? {
        phase: 'progressing',
        reason: `${available} of ${total} nodes keep ${what}.`,
      }
    : { phase: 'ready' };
}

function readHolder(holder: KubernetesObject): Part {
  const status = fields(holder.status);
  const wanted = whole(status.desiredNumberScheduled);
  const ready = whole(status.numberReady) ?? 0;
  const conditions = readConditions(holder);
  if (wanted === undefined) {
    return {
      phase: 'progressing',
      reason: 'No node has been looked at yet.',
      conditions,
    };
  }
  return {
    ...keeping({ available: ready, total: wanted, what: 'the images' }),
    conditions,
  };
}

function readJob(job: KubernetesObject): Part {
  const conditions = readConditions(job);
  const failed = findCondition(conditions, 'Failed');
  if (failed?.status === 'True') {
    return {
      phase: 'failed',
      reason:
        failed.message ?? failed.reason ?? 'The weights were not downloaded.',
      conditions,
    };
  }
  return findCondition(conditions, 'Complete')?.status === 'True'
    ? { phase: 'ready', conditions }
    : {
        phase: 'progressing',
        reason: 'The weights are being downloaded.',
        conditions,
      };
}
