import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_REGION,
  GPU_POOL_KIND,
  LLM_PROVIDER_RESOURCE_TYPE,
  MODELYARD_API_VERSION,
  type GpuPoolEntityV1alpha1,
  type GpuPoolSpec,
} from '@modelyard/plugin-llm-common';
import { llama, modelEntity, relationList } from './entities';

/** A pool with what every pool needs, and what a test adds to it. */
export function poolEntity(options: {
  name: string;
  namespace?: string;
  title?: string;
  annotations?: Record<string, string>;
  spec?: Partial<GpuPoolSpec>;
  relations?: Record<string, string[]>;
}): GpuPoolEntityV1alpha1 {
  const { name, namespace, title, annotations, spec, relations } = options;
  return {
    apiVersion: MODELYARD_API_VERSION,
    kind: GPU_POOL_KIND,
    metadata: { name, namespace: namespace ?? 'default', title, annotations },
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'group:default/gpu-platform',
      cluster: 'fra-1',
      devices: [
        {
          name: 'whole',
          accelerator: 'nvidia-h100-sxm-80gb',
          nodes: 3,
          perNode: 8,
          allocation: 'dra',
          sharing: { strategy: 'exclusive' },
        },
      ],
      ...spec,
    },
    relations: relationList(relations),
  };
}

/** Whole GPUs and slices, quotas that leave some over, and a price to come. */
export const h100 = poolEntity({
  name: 'h100-fra',
  namespace: 'gpu',
  title: 'H100 Frankfurt',
  annotations: {
    'backstage.io/managed-by-location':
      'modelyard-gitops:pools/h100-fra/catalog-info.yaml',
  },
  spec: {
    region: 'eu-central',
    allowedDataClasses: ['public', 'internal', 'confidential'],
    devices: [
      {
        name: 'whole',
        accelerator: 'nvidia-h100-sxm-80gb',
        nodes: 3,
        perNode: 8,
        allocation: 'dra',
        sharing: { strategy: 'exclusive' },
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
        interconnect: { kind: 'nvlink', span: 'node' },
      },
      {
        name: 'slices',
        accelerator: 'nvidia-h100-sxm-80gb',
        nodes: 1,
        perNode: 8,
        allocation: 'device-plugin',
        sharing: { strategy: 'mig', profiles: [{ name: '1g.10gb', count: 7 }] },
      },
    ],
    quotas: [
      {
        group: 'group:default/assistants',
        devices: 'whole',
        limit: 8,
        borrowable: 4,
      },
      { group: 'group:default/search', devices: 'whole', limit: 12 },
    ],
    pricing: [
      { from: '2025-01-01', currency: 'EUR', perGpuHour: 2.4 },
      { from: '2099-01-01', currency: 'EUR', perGpuHour: 2.1 },
    ],
  },
  relations: {
    ownedBy: ['group:default/gpu-platform'],
    hosts: ['model:assistants/llama-3-3-70b'],
  },
});

/** A Slurm partition of an accelerator that the table does not have. */
export const slurm = poolEntity({
  name: 'hpc',
  namespace: 'research',
  title: 'Research cluster',
  spec: {
    type: 'slurm',
    lifecycle: 'experimental',
    owner: 'group:research/hpc',
    cluster: 'hpc-1',
    partition: 'gpu-long',
    devices: [
      {
        name: 'nodes',
        accelerator: 'acme-x9-192gb',
        nodes: 2,
        perNode: 4,
        allocation: 'gres',
        sharing: { strategy: 'exclusive' },
      },
    ],
  },
  relations: { ownedBy: ['group:research/hpc'] },
});

/** A provider with its region, as a resource of the catalog. */
export const provider: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'azure-openai-swc',
    namespace: 'external',
    title: 'Azure OpenAI, Sweden Central',
    annotations: { [ANNOTATION_REGION]: 'eu-north' },
  },
  spec: {
    type: LLM_PROVIDER_RESOURCE_TYPE,
    owner: 'group:default/gpu-platform',
  },
};

/** A model of a provider, priced in another currency. */
export const gpt = modelEntity({
  name: 'gpt-4-1',
  namespace: 'external',
  title: 'GPT-4.1',
  spec: {
    capabilities: ['tool-calling', 'vision'],
    versions: [{ name: '2026-04-14', kind: 'external' }],
    deployments: [
      {
        name: 'prod',
        version: '2026-04-14',
        environment: 'production',
        on: { provider: 'resource:external/azure-openai-swc' },
      },
    ],
    pricing: [
      {
        from: '2026-01-01',
        currency: 'USD',
        perMillionInputTokens: 2,
        perMillionOutputTokens: 8,
      },
    ],
  },
  relations: {
    ownedBy: ['group:default/ml-platform'],
    dependencyOf: ['component:search/search-api'],
  },
});

/** An adapter that is served by a deployment of its base. */
export const lora = modelEntity({
  name: 'answer-lora',
  namespace: 'search',
  title: 'Answer style',
  spec: {
    owner: 'group:search/search',
    lifecycle: 'experimental',
    versions: [
      {
        name: 'v3',
        kind: 'adapter',
        adapts: { model: 'model:assistants/llama-3-3-70b' },
      },
    ],
    deployments: [
      {
        name: 'prod',
        version: 'v3',
        environment: 'production',
        on: {
          base: { model: 'model:assistants/llama-3-3-70b', deployment: 'prod' },
        },
      },
    ],
  },
  relations: { ownedBy: ['group:search/search'] },
});

/** An embedding model that nobody serves and that states next to nothing. */
export const embedder = modelEntity({
  name: 'bge-m3',
  namespace: 'search',
  title: 'BGE-M3',
  spec: {
    type: 'embedding',
    lifecycle: 'staging',
    owner: 'group:search/search',
    versions: [
      {
        name: '2024-02',
        kind: 'weights',
        architecture: { parameters: { total: '568M' }, contextLength: 8192 },
      },
    ],
    pricing: [
      { from: '2025-06-01', currency: 'EUR', perMillionInputTokens: 0.02 },
    ],
  },
  relations: { ownedBy: ['group:search/search'] },
});

/** A model that is sold by the minute of what it hears. */
export const whisper = modelEntity({
  name: 'whisper-large-v3',
  namespace: 'speech',
  title: 'Whisper large v3',
  spec: {
    type: 'transcription',
    pricing: [{ from: '2025-06-01', currency: 'EUR', perAudioMinute: 0.003 }],
  },
});

/** A model that is sold by the request. */
export const reranker = modelEntity({
  name: 'bge-reranker-v2-m3',
  namespace: 'search',
  title: 'BGE reranker v2 M3',
  spec: {
    type: 'rerank',
    pricing: [{ from: '2025-06-01', currency: 'EUR', perThousandRequests: 2 }],
  },
});

/** A small fleet: models and pools of several namespaces, and a provider. */
export const fleet: Entity[] = [
  llama,
  gpt,
  lora,
  embedder,
  h100,
  slurm,
  provider,
];
