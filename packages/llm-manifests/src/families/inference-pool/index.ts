import type { DeploymentSubject } from '../../intent/subject';
import type { Platform } from '../../platform/Platform';
import type { PlatformRequirement } from '../../platform/requirements';
import { defineFamily } from '../defineFamily';
import { checkInferencePool } from './check';
import { extensionGroup } from './extensionGroup';
import { example } from './example';
import { InferencePoolInput, inferencePoolInput } from './input';
import { renderInferencePool } from './render';
import { readPoolStatus } from './status';

/** The servers of a deployment as a pool, and what picks the best of them for each request. */
export const inferencePool = defineFamily<
  InferencePoolInput,
  DeploymentSubject
>({
  id: 'inference-pool',
  title: 'Inference pool',
  description:
    'Sends each request to the server that answers it soonest, by its queue, its free memory and what it has read before.',
  subject: 'deployment',
  input: inferencePoolInput,
  example,
  kinds: [
    'inference.networking.k8s.io/v1 InferencePool',
    'v1 ServiceAccount',
    'rbac.authorization.k8s.io/v1 Role',
    'rbac.authorization.k8s.io/v1 RoleBinding',
    'v1 ConfigMap',
    'apps/v1 Deployment',
    'v1 Service',
    'networking.k8s.io/v1 NetworkPolicy',
    'llm-d.ai/v1alpha2 InferenceObjective',
    'llm-d.ai/v1alpha2 InferenceModelRewrite',
    'inference.networking.x-k8s.io/v1alpha2 InferenceObjective',
    'inference.networking.x-k8s.io/v1alpha2 InferenceModelRewrite',
  ],
  requirements: ({ input, platform }) => [
    {
      component: 'inferenceExtension',
      atLeast: '1.0',
      why: 'picking among servers (InferencePool v1)',
      instead:
        'leave inference-pool out, and let ai-gateway-route send requests to the Service of the servers',
    },
    ...pickerRequirements(input),
    ...extensionRequirements(input, platform),
  ],
  check: checkInferencePool,
  render: renderInferencePool,
  readStatus: readPoolStatus,
});

function pickerRequirements({
  endpointPicker,
}: InferencePoolInput): PlatformRequirement[] {
  return endpointPicker.kind === 'render'
    ? [
        {
          component: 'llmDRouter',
          atLeast: '0.10',
          why: 'the picker that is rendered',
          instead:
            'install a picker, and name its Service under endpointPicker with the kind existing',
        },
      ]
    : [];
}

function extensionRequirements(
  { objectives, rewrites }: InferencePoolInput,
  platform: Platform,
): PlatformRequirement[] {
  if (objectives.length + rewrites.length === 0) {
    return [];
  }
  return extensionGroup(platform) === 'llm-d.ai'
    ? [
        {
          component: 'llmDRouter',
          atLeast: '0.10',
          why: 'naming objectives or rewrites, which the inference extension has dropped,',
          instead: 'leave objectives and rewrites out',
        },
      ]
    : [
        {
          component: 'inferenceExtension',
          atLeast: '1.5',
          why: 'naming objectives or rewrites',
          instead: 'leave objectives and rewrites out',
        },
      ];
}
