import { countOf } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../../intent/subject';
import { checkServing } from '../../serving/checkServing';
import { checkDrain } from '../../serving/drain';
import { checkSource, sourceRequirements } from '../../serving/modelSource';
import { checkProxies } from '../../serving/networkPolicy';
import { checkPlacement } from '../../serving/placement';
import { placementRequirements } from '../../serving/placementRequirements';
import { checkScaledReplicas } from '../../serving/scaling';
import { checkEngine } from '../../serving/vllmArgs';
import type { RenderContext } from '../Family';
import { defineFamily } from '../defineFamily';
import { example } from './example';
import { VllmDeploymentInput, vllmDeploymentInput } from './input';
import { renderVllmDeployment, versionOf, vllmServing } from './render';
import { readVllmStatus } from './status';

type Context = RenderContext<VllmDeploymentInput, DeploymentSubject>;

/** vLLM in a Deployment, or in a LeaderWorkerSet where one server spans several nodes. */
export const vllmDeployment = defineFamily<
  VllmDeploymentInput,
  DeploymentSubject
>({
  id: 'vllm-deployment',
  title: 'vLLM',
  description:
    'A vLLM server as a plain Deployment with its Service: no further controller is needed. A LeaderWorkerSet where one server spans several nodes.',
  subject: 'deployment',
  input: vllmDeploymentInput,
  example,
  kinds: [
    'apps/v1 Deployment',
    'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
    'v1 Service',
    'v1 PersistentVolumeClaim',
    'policy/v1 PodDisruptionBudget',
    'networking.k8s.io/v1 NetworkPolicy',
    'resource.k8s.io/v1 ResourceClaimTemplate',
  ],
  requirements: ({ input }) => [
    ...sourceRequirements(input.source),
    ...placementRequirements(input.placement),
    ...(input.nodes > 1
      ? [
          {
            component: 'leaderWorkerSet' as const,
            atLeast: '0.6',
            why: 'a server that spans several nodes',
            instead:
              'choose a smaller version, or GPUs with more memory, so that one node is enough',
          },
        ]
      : []),
  ],
  check: context => [
    ...checkSource(context.input.source),
    ...checkEngine(context.input.engine, { version: versionOf(context) }),
    ...checkServing({
      subject: context.subject,
      engine: context.input.engine,
      runtime: context.input.runtime,
    }),
    ...checkDrain({
      runtime: context.input.runtime,
      version: versionOf(context),
    }),
    ...checkScaledReplicas({
      replicas: context.input.replicas,
      families: context.families,
    }),
    ...checkPlacement({
      placement: context.input.placement,
      gpusPerNode: gpusPerNode(context),
    }),
    ...checkNodes(context),
    ...checkProxies(context.platform),
  ],
  render: renderVllmDeployment,
  serving: vllmServing,
  readStatus: readVllmStatus,
});

/** GPUs that one server takes, over the nodes that it spans. */
function gpusPerNode({ input }: Context): number {
  const { tensorParallel, pipelineParallel, dataParallel } = input.engine;
  return Math.ceil(
    (tensorParallel * pipelineParallel * dataParallel) / input.nodes,
  );
}

function checkNodes({ input }: Context) {
  const { tensorParallel, pipelineParallel, dataParallel } = input.engine;
  const issues = [];
  const total = tensorParallel * pipelineParallel * dataParallel;
  if (total % input.nodes !== 0) {
    issues.push({
      path: 'nodes',
      code: 'nodes-of-engine',
      message: `must divide the ${countOf(
        total,
        'GPU',
      )} of the engine, but is ${input.nodes}`,
      severity: 'error' as const,
    });
  }
  if (input.nodes > 1 && input.cache.kind === 'volume') {
    issues.push({
      path: 'cache.kind',
      code: 'cache-nodes',
      message:
        'must be ephemeral, or a claim that many nodes can mount: a volume of its own is mounted by one node',
      severity: 'error' as const,
    });
  }
  if (
    input.cache.kind === 'volume' &&
    (input.replicas.max ?? input.replicas.min) > 1
  ) {
    issues.push({
      path: 'cache.kind',
      code: 'cache-replicas',
      message:
        'must be ephemeral, or a claim that many nodes can mount: several servers may stand on several nodes',
      severity: 'error' as const,
    });
  }
  return issues;
}
