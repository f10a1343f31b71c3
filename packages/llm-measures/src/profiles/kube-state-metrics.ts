import { is, named } from '../profile/forms';
import { Profile } from '../profile/Profile';

const GPU = 'nvidia_com_gpu';

/** kube-state-metrics, for GPUs that are requested and quotas. */
export const kubeStateMetrics: Profile = {
  id: 'kube-state-metrics',
  title: 'kube-state-metrics',
  vantage: 'cluster',
  checked: 'kube-state-metrics 2.20',
  temporality: 'cumulative',
  labels: { namespace: 'namespace', node: 'node', replica: 'pod' },
  series: {
    'gpu.requested': named('kube_pod_container_resource_requests', {
      match: [is('resource', GPU)],
    }),
    'gpu.allocatable': named('kube_node_status_allocatable', {
      match: [is('resource', GPU)],
      labels: { namespace: '', replica: '' },
    }),
    'quota.used': named('kube_resourcequota', {
      match: [is('type', 'used'), is('resource', 'requests.nvidia.com/gpu')],
      labels: { node: '', replica: '', queue: 'resourcequota' },
    }),
    'quota.limit': named('kube_resourcequota', {
      match: [is('type', 'hard'), is('resource', 'requests.nvidia.com/gpu')],
      labels: { node: '', replica: '', queue: 'resourcequota' },
    }),
  },
  quirks: [
    'GPUs that pods get by resource claims (DRA) are not among the requests.',
    'Requests of pods that have ended stay until the pod is deleted.',
  ],
};
