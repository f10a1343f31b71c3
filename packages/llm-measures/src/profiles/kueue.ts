import { is, isNot, named } from '../profile/forms';
import { Profile } from '../profile/Profile';

const gpu = (metric: string) =>
  named(metric, {
    match: [
      is('resource', 'nvidia.com/gpu'),
      isNot('replica_role', 'follower'),
    ],
  });

/** Kueue, for quotas of GPUs. */
export const kueue: Profile = {
  id: 'kueue',
  title: 'Kueue',
  vantage: 'cluster',
  checked: 'Kueue 0.19.2',
  temporality: 'cumulative',
  labels: { queue: 'cluster_queue', resource: 'resource' },
  series: {
    'quota.used': gpu('kueue_cluster_queue_resource_usage'),
    'quota.limit': gpu('kueue_cluster_queue_nominal_quota'),
    'quota.waiting': named('kueue_pending_workloads', {
      match: [is('status', 'active'), isNot('replica_role', 'follower')],
      labels: { resource: '' },
    }),
  },
  quirks: [
    'Usage and quota need metrics.enableClusterQueueResources in the configuration of Kueue.',
    'Replicas report the same queues: followers are left out.',
  ],
};
