import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';
import { vllmArgs } from '../../serving/vllmArgs';
import { adapterPath, Context } from './server';

/** GPUs that KServe counts on several nodes without being told that they are ones. */
const KNOWN_GPUS = [
  'nvidia.com/gpu',
  'amd.com/gpu',
  'intel.com/gpu',
  'habana.ai/gaudi',
];

const INSTEAD =
  'use the family kserve-llm-inference-service or vllm-deployment';

/** The annotation that tells KServe of further resources that are GPUs. */
export function gpuTypesAnnotation({ input }: Context): Record<string, string> {
  const { resource, allocation } = input.placement;
  return input.nodes > 1 &&
    allocation === 'device-plugin' &&
    !KNOWN_GPUS.includes(resource)
    ? {
        'serving.kserve.io/gpu-resource-types': JSON.stringify([resource]),
      }
    : {};
}

/** What KServe's webhook and its runtime want of a server that spans several nodes. */
export function checkMultiNode(context: Context): Issue[] {
  const { subject, input } = context;
  const { engine, nodes, replicas, scaling, source, placement } = input;
  const issues: Issue[] = [];
  const refuse = (path: string, code: string, message: string) =>
    issues.push(errorAt(path, code, message));

  if (input.server !== 'huggingface') {
    refuse(
      'server',
      'nodes-server',
      `must be huggingface where a server spans ${nodes} nodes: KServe has no other runtime for it; ${INSTEAD}`,
    );
  }
  if (!/^(pvc|oci):\/\//.test(source.uri)) {
    refuse(
      'source.uri',
      'nodes-storage',
      `must begin with pvc:// or oci:// where a server spans several nodes, but is ${source.uri}; ${INSTEAD}`,
    );
  }
  if (scaling.by !== 'none') {
    refuse(
      'scaling.by',
      'nodes-scaling',
      `must be none where a server spans several nodes, but is ${scaling.by}; ${INSTEAD}`,
    );
  }
  if (replicas.min !== 1) {
    refuse(
      'replicas.min',
      'nodes-replicas',
      `must be 1 where a server spans several nodes, but is ${replicas.min}; ${INSTEAD}`,
    );
  }
  if (input.canaries.length > 0) {
    refuse(
      'canaries',
      'nodes-canary',
      'must be empty where a server spans several nodes',
    );
  }
  if (placement.allocation === 'dra') {
    refuse(
      'placement.allocation',
      'nodes-allocation',
      `must be device-plugin where a server spans several nodes: KServe counts GPUs there; ${INSTEAD}`,
    );
  }
  if (engine.pipelineParallel !== nodes || engine.dataParallel !== 1) {
    refuse(
      'engine.pipelineParallel',
      'nodes-of-engine',
      `must be ${nodes}, the nodes of a server, with dataParallel 1; ${INSTEAD}`,
    );
  }
  if (subject.servedModelName !== subject.name) {
    refuse(
      'subject.servedModelName',
      'nodes-served-name',
      `must be ${subject.name}, under which KServe serves a model on several nodes, but is ${subject.servedModelName}; ${INSTEAD}`,
    );
  }
  const flags = flagsBeside(context);
  if (flags.length > 0) {
    refuse(
      'engine',
      'nodes-engine-flags',
      `asks for ${flags.join(
        ' ',
      )}, but KServe's runtime for several nodes takes no flags; ${INSTEAD}`,
    );
  }
  return issues;
}

/** What an engine would have to be told beside what `workerSpec` says and what it does by itself. */
function flagsBeside({ input }: Context): string[] {
  const args = vllmArgs({
    engine: { ...input.engine, gpuMemoryUtilization: 0.92 },
    adapterPath,
  }).filter(
    arg =>
      !/^--(tensor-parallel-size|pipeline-parallel-size|data-parallel-size)=/.test(
        arg,
      ) && arg !== '--gpu-memory-utilization=0.92',
  );
  return input.engine.gpuMemoryUtilization === 0.92
    ? args
    : [
        ...args,
        `--gpu-memory-utilization=${input.engine.gpuMemoryUtilization}`,
      ];
}
