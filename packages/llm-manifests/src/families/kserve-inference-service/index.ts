import type { DeploymentSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { defineFamily } from '../defineFamily';
import { checkKserveInferenceService } from './checks';
import {
  KserveInferenceServiceInput,
  kserveInferenceServiceInput,
} from './input';
import { kserveServing, renderKserveInferenceService } from './render';
import type { Context } from './server';
import { readKserveStatus } from './status';

/** A model as an InferenceService of KServe. */
export const kserveInferenceService = defineFamily<
  KserveInferenceServiceInput,
  DeploymentSubject
>({
  id: 'kserve-inference-service',
  title: 'KServe InferenceService',
  description:
    'A model that KServe loads and serves, with candidates that get a share of the requests, and scaling by the queue of the engine.',
  subject: 'deployment',
  input: kserveInferenceServiceInput,
  kinds: [
    'serving.kserve.io/v1beta1 InferenceService',
    'v1 ServiceAccount',
    'policy/v1 PodDisruptionBudget',
    'networking.k8s.io/v1 NetworkPolicy',
    'resource.k8s.io/v1 ResourceClaimTemplate',
  ],
  requirements,
  check: checkKserveInferenceService,
  render: renderKserveInferenceService,
  serving: kserveServing,
  readStatus: readKserveStatus,
});

function requirements({ input }: Context): PlatformRequirement[] {
  const kserve = (
    atLeast: string,
    why: string,
    instead: string,
  ): PlatformRequirement => ({ component: 'kserve', atLeast, why, instead });
  return [
    {
      component: 'kubernetes',
      atLeast: '1.32',
      why: 'KServe',
      instead: 'use the family vllm-deployment, which needs no KServe',
    },
    kserve(
      '0.16',
      'an InferenceService in the mode Standard',
      'use the family vllm-deployment, which needs no KServe',
    ),
    ...(input.server === 'vllm'
      ? [kserve('0.20', 'the runtime for vLLM', 'use the server custom')]
      : []),
    ...(input.canaries.length > 0
      ? [
          kserve(
            '0.20',
            'serving candidates beside a model',
            'deploy the candidate on its own and split the requests at the gateway',
          ),
        ]
      : []),
    ...(input.engine.lora
      ? [
          kserve(
            '0.20',
            'serving adapters beside a model',
            'use the family vllm-deployment',
          ),
        ]
      : []),
    ...(input.scaling.by === 'keda'
      ? [
          {
            component: 'keda' as const,
            atLeast: '2.16',
            why: 'scaling by the queue of the engine',
            instead: 'scale by none',
          },
        ]
      : []),
    ...(input.placement.allocation === 'dra'
      ? [
          {
            component: 'kubernetes' as const,
            atLeast: '1.34',
            why: 'allocating GPUs by claims (DRA)',
            instead: 'use the allocation device-plugin',
          },
        ]
      : []),
  ];
}
