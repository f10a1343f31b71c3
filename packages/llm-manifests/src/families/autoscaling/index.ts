import type { DeploymentSubject } from '../../intent/subject';
import { defineFamily } from '../defineFamily';
import { checkAutoscaling } from './check';
import { example } from './example';
import { AutoscalingInput, autoscalingInput } from './input';
import { renderAutoscaling } from './render';
import { readScalingStatus } from './status';

/** The number of servers by the load of their engines. */
export const autoscaling = defineFamily<AutoscalingInput, DeploymentSubject>({
  id: 'autoscaling',
  title: 'Autoscaling',
  description:
    'Adds and removes servers by what their engines report, such as waiting requests, and by the time of day. CPU says nothing of a GPU.',
  subject: 'deployment',
  input: autoscalingInput,
  example,
  kinds: [
    'keda.sh/v1alpha1 ScaledObject',
    'autoscaling/v2 HorizontalPodAutoscaler',
  ],
  requirements: ({ input }) => [
    input.by.kind === 'keda'
      ? {
          component: 'keda',
          atLeast: '2.17',
          why: 'scaling by what the engine reports',
          instead: 'use hpa with an adapter for metrics',
        }
      : {
          component: 'kubernetes',
          atLeast: '1.26',
          why: 'scaling by metrics of an adapter',
        },
  ],
  replicas: ({ input }) => input.replicas,
  check: checkAutoscaling,
  render: renderAutoscaling,
  readStatus: readScalingStatus,
});
