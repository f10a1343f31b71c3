import type { DeploymentSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { compareVersions } from '../../platform/versions';
import { placementRequirements } from '../../serving/placementRequirements';
import { defineFamily } from '../defineFamily';
import { checkKserveInferenceService } from './checks';
import { example } from './example';
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
  example,
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

/** The first version that knows the mode Standard by this name. */
const OLDEST_KSERVE = '0.16';

function requirements({ input, platform }: Context): PlatformRequirement[] {
  const { kserve } = platform.components;
  // What needs a newer one is only worth a word where there is one at all.
  const newerKserve = (
    isNeeded: boolean,
    why: string,
    instead: string,
  ): PlatformRequirement[] =>
    isNeeded && kserve && compareVersions(kserve, OLDEST_KSERVE) >= 0
      ? [{ component: 'kserve', atLeast: '0.20', why, instead }]
      : [];
  return [
    {
      component: 'kubernetes',
      atLeast: '1.32',
      why: 'KServe',
      instead: 'use the family vllm-deployment, which needs no KServe',
    },
    {
      component: 'kserve',
      atLeast: OLDEST_KSERVE,
      why: 'an InferenceService in the mode Standard',
      instead: 'use the family vllm-deployment, which needs no KServe',
    },
    ...newerKserve(
      input.server === 'vllm',
      'the runtime for vLLM',
      'use the server custom',
    ),
    ...newerKserve(
      input.canaries.length > 0,
      'serving candidates beside a model',
      'deploy the candidate on its own and split the requests at the gateway',
    ),
    ...newerKserve(
      input.engine.lora !== undefined,
      'serving adapters beside a model',
      'use the family vllm-deployment',
    ),
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
    ...placementRequirements(input.placement),
  ];
}
