import type { DeploymentSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { placementRequirements } from '../../serving/placementRequirements';
import { defineFamily } from '../defineFamily';
import { checkKserveLlm } from './checks';
import { example } from './example';
import { KserveLlmInput, kserveLlmInput } from './input';
import type { Context } from './pools';
import { kserveLlmServing, renderKserveLlm } from './render';
import { readKserveLlmStatus } from './status';

/** A language model as an LLMInferenceService of KServe. */
export const kserveLlmInferenceService = defineFamily<
  KserveLlmInput,
  DeploymentSubject
>({
  id: 'kserve-llm-inference-service',
  title: 'KServe LLMInferenceService',
  description:
    'A language model that KServe serves with llm-d: a picker that knows what each server has in memory, servers of their own for reading prompts, experts over several nodes.',
  subject: 'deployment',
  input: kserveLlmInput,
  example,
  kinds: [
    'serving.kserve.io/v1alpha2 LLMInferenceService',
    'v1 ServiceAccount',
    'policy/v1 PodDisruptionBudget',
    'networking.k8s.io/v1 NetworkPolicy',
    'resource.k8s.io/v1 ResourceClaimTemplate',
  ],
  requirements,
  check: checkKserveLlm,
  render: renderKserveLlm,
  serving: kserveLlmServing,
  readStatus: readKserveLlmStatus,
});

function requirements({ input }: Context): PlatformRequirement[] {
  const { router, scaling, prefill } = input;
  const requirements_: Array<PlatformRequirement | false> = [
    {
      component: 'kserve',
      atLeast: '0.20',
      why: 'an LLMInferenceService of v1alpha2',
      instead: 'use the family kserve-inference-service or vllm-deployment',
    },
    {
      component: 'kubernetes',
      atLeast: '1.32',
      why: 'KServe',
      instead: 'use the family vllm-deployment, which needs no KServe',
    },
    ...placementRequirements(input.placement),
    ...(prefill ? placementRequirements(prefill.placement) : []),
    router.expose !== 'none' && {
      component: 'gatewayApi',
      atLeast: '1.2',
      why: 'a route to the model',
      instead: 'set router.expose to none',
    },
    router.scheduler !== false && {
      component: 'inferenceExtension',
      atLeast: '1.0',
      why: 'picking a server for each request',
      instead: 'set router.scheduler to false',
    },
    (input.nodes > 1 || (prefill?.nodes ?? 1) > 1) && {
      component: 'leaderWorkerSet',
      atLeast: '0.6',
      why: 'a server that spans several nodes',
      instead:
        'choose a smaller version, or GPUs with more memory, so that one node is enough',
    },
    scaling.by !== 'none' && {
      component: 'workloadVariantAutoscaler',
      atLeast: '0.5',
      why: 'scaling by load',
      instead: 'scale by none',
    },
    scaling.by === 'keda' && {
      component: 'keda',
      atLeast: '2.16',
      why: 'scaling by load',
      instead: 'scale by hpa or none',
    },
  ];
  return requirements_.filter(requirement => requirement !== false);
}
