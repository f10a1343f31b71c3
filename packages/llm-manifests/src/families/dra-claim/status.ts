import type { KubernetesObject } from '../../objects/KubernetesObject';
import type {
  DeploymentStatus,
  StatusCondition,
} from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findCondition,
  findOwned,
  list,
  readConditions,
  text,
} from '../../status/readLive';

/**
 * Reads how the claims of a pool are doing. Devices are handed out when a pod wants them: a claim that nobody uses waits
 * for nothing.
 */
export function readClaimStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { objects, name } = options;
  const claims = findOwned({
    objects,
    name,
    group: 'resource.k8s.io',
    kind: 'ResourceClaim',
  });
  const offered = [
    ...findOwned({
      objects,
      name,
      group: 'resource.k8s.io',
      kind: 'ResourceClaimTemplate',
    }),
    ...findOwned({
      objects,
      name,
      group: 'resource.k8s.io',
      kind: 'DeviceClass',
    }),
  ];
  if (claims.length + offered.length === 0) {
    return absent(`claim or DeviceClass of ${name}`);
  }

  const conditions = claims.flatMap(deviceConditions);
  const base = { conditions, endpoints: [] };
  const broken = claims.filter(isBroken);
  const used = claims.filter(isAllocated);
  if (broken.length > 0) {
    const { message, reason } =
      findCondition(deviceConditions(broken[0]), 'Ready') ?? {};
    return {
      ...base,
      phase: broken.length === used.length ? 'failed' : 'degraded',
      reason: `${broken.length} of ${
        used.length
      } claims have a device that is not ready: ${
        message ?? reason ?? 'the driver gives no reason'
      }.`,
    };
  }
  const waiting = claims.filter(
    claim => !isAllocated(claim) && isWanted(claim, objects),
  );
  if (waiting.length > 0) {
    return {
      ...base,
      phase: 'progressing',
      reason: `${waiting.length} of ${
        claims.length
      } claims wait for devices${whyWaiting(waiting[0], objects)}.`,
    };
  }
  return { ...base, phase: 'ready' };
}

function isAllocated(claim: KubernetesObject): boolean {
  return fields(claim.status).allocation !== undefined;
}

/** What the driver says of the devices of a claim. */
function deviceConditions(claim: KubernetesObject): StatusCondition[] {
  return list(fields(claim.status).devices).flatMap(device =>
    readConditions({ ...claim, status: device }),
  );
}

function isBroken(claim: KubernetesObject): boolean {
  return deviceConditions(claim).some(
    ({ type, status }) => type === 'Ready' && status === 'False',
  );
}

/** The pods that name a claim, or that it was made for. */
function podsOf(
  claim: KubernetesObject,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const owners = list(fields(claim.metadata).ownerReferences).flatMap(owner =>
    fields(owner).kind === 'Pod' ? text(fields(owner).name) ?? [] : [],
  );
  return objects.filter(
    object =>
      object?.kind === 'Pod' &&
      fields(object.metadata).namespace === claim.metadata.namespace &&
      (owners.includes(text(fields(object.metadata).name) ?? '') ||
        list(fields(object.spec).resourceClaims).some(
          entry => fields(entry).resourceClaimName === claim.metadata.name,
        )),
  );
}

/** Whether somebody waits for a claim: it was made for a pod, or a pod names it. */
function isWanted(
  claim: KubernetesObject,
  objects: readonly KubernetesObject[],
): boolean {
  return (
    list(fields(claim.metadata).ownerReferences).some(
      owner => fields(owner).kind === 'Pod',
    ) || podsOf(claim, objects).length > 0
  );
}

function whyWaiting(
  claim: KubernetesObject,
  objects: readonly KubernetesObject[],
): string {
  const [reason] = podsOf(claim, objects).flatMap(pod => {
    const scheduled = findCondition(readConditions(pod), 'PodScheduled');
    return scheduled?.status === 'False' ? scheduled.message ?? [] : [];
  });
  return reason ? `: ${reason.replace(/\.$/, '')}` : '';
}
