import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { EVERYONE, Grant } from './Grant';

/** Everybody sees the workloads of an entity. */
export const kubernetesGrants: Grant[] = [
  { permission: kubernetesClustersReadPermission, roles: EVERYONE },
  { permission: kubernetesResourcesReadPermission, roles: EVERYONE },
  // The proxy reaches everything that the portal's own account may, logs included.
  { permission: kubernetesProxyPermission, roles: ['platform'] },
];
