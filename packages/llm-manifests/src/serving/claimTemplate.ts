import type { KubernetesObject } from '../objects/KubernetesObject';
import {
  claimTemplateName,
  deviceRequest,
  hasOwnClaim,
  PlacementInput,
} from './placement';

/** The ResourceClaimTemplate of a workload's own claim; none where it takes its GPUs in another way. */
export function claimTemplate(options: {
  placement: PlacementInput;
  /** Name of the workload. */
  name: string;
  namespace: string;
}): KubernetesObject[] {
  const { placement, name, namespace } = options;
  return hasOwnClaim(placement)
    ? [
        {
          apiVersion: 'resource.k8s.io/v1',
          kind: 'ResourceClaimTemplate',
          metadata: { name: claimTemplateName(name), namespace },
          spec: { spec: { devices: { requests: [deviceRequest(placement)] } } },
        },
      ]
    : [];
}
