import type { Entity } from '@backstage/catalog-model';
import {
  MODEL_KIND,
  MODELYARD_API_VERSION,
  type ModelEntityV1alpha1,
  type ModelSpec,
} from '@modelyard/plugin-llm-common';

/** A model with what every model needs, and what a test adds to it. */
export function modelEntity(options: {
  name: string;
  namespace?: string;
  title?: string;
  annotations?: Record<string, string>;
  spec?: Partial<ModelSpec>;
  relations?: Record<string, string[]>;
  status?: object;
}): ModelEntityV1alpha1 {
  const { name, namespace, title, annotations, spec, relations, status } =
    options;
  return {
    apiVersion: MODELYARD_API_VERSION,
    kind: MODEL_KIND,
    metadata: { name, namespace: namespace ?? 'default', title, annotations },
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'group:default/ml-platform',
      versions: [{ name: '2026-05', kind: 'weights' }],
      ...spec,
    },
    relations: relationList(relations),
    ...(status && { status }),
  };
}

/** Relations of an entity, by their type. */
export function relationList(
  relations: Record<string, string[]> = {},
): Entity['relations'] {
  return Object.entries(relations).flatMap(([type, targetRefs]) =>
    targetRefs.map(targetRef => ({ type, targetRef })),
  );
}

/** A model as an organisation would describe it, with everything filled in. */
export const llama = modelEntity({
  name: 'llama-3-3-70b',
  namespace: 'assistants',
  title: 'Llama 3.3 70B Instruct',
  annotations: {
    'backstage.io/managed-by-location':
      'modelyard-gitops:models/llama-3-3-70b/catalog-info.yaml',
  },
  spec: {
    capabilities: ['tool-calling', 'structured-output'],
    modalities: { input: ['text'], output: ['text'] },
    system: 'system:assistants/helpdesk',
    derivedFrom: ['model:default/llama-3-1-70b'],
    trainedOn: ['resource:data/support-tickets-2026'],
    versions: [
      {
        name: '2024-12-06-fp8',
        kind: 'weights',
        quantization: 'fp8',
        quantizedFrom: '2024-12-06-bf16',
        source: {
          uri: 'oci://registry.acme.example/models/llama-3.3-70b',
          revision: 'fp8-2',
          digest: `sha256:${'9a'.repeat(32)}`,
          license: 'llama3.3',
        },
      },
      {
        name: '2024-12-06-bf16',
        kind: 'weights',
        releasedOn: '2024-12-06',
        quantization: 'none',
        source: {
          uri: 'hf://meta-llama/Llama-3.3-70B-Instruct',
          revision: '6f6073b423013f6a7d4d9f39144961bfbfbc386b',
          license: 'llama3.3',
        },
        architecture: {
          weightBytes: 141107412992,
          parameters: { total: '70.6B', active: '70.6B' },
          contextLength: 131072,
          dtype: 'bf16',
          layers: [
            {
              count: 80,
              attention: 'full',
              heads: 64,
              kvHeads: 8,
              headDim: 128,
            },
          ],
        },
      },
    ],
    deployments: [
      {
        name: 'prod',
        version: '2024-12-06-fp8',
        environment: 'production',
        on: { pool: 'gpupool:gpu/h100-fra', devices: 'whole' },
        family: 'kserve-llm-inference-service',
        namespace: 'assistants-prod',
        servedModelName: 'llama-3.3-70b',
        aliases: ['assistant-large'],
        replicas: { min: 1, max: 4 },
      },
    ],
    providesApis: ['api:default/llm-gateway'],
    slo: {
      window: '30d',
      availability: { objective: '99.9%', basis: 'requests' },
      ttftP95: '500ms',
      interTokenP95: '50ms',
    },
    pricing: [
      {
        from: '2025-01-01',
        currency: 'EUR',
        perMillionInputTokens: 0.4,
        perMillionOutputTokens: 1.2,
      },
    ],
    guardrails: { required: ['pii', 'injection'] },
    governance: {
      permittedUses: ['customer-support'],
      prohibitedUses: ['decisions-on-people'],
      maxRiskClass: 'limited',
      dataClasses: ['internal'],
      generalPurpose: true,
      modification: 'none',
    },
  },
  relations: {
    ownedBy: ['group:default/ml-platform'],
    derivedFrom: ['model:default/llama-3-1-70b'],
    trainedOn: ['resource:data/support-tickets-2026'],
    hasAdapter: ['model:search/answer-lora'],
    providesApi: ['api:default/llm-gateway'],
    dependencyOf: [
      'component:assistants/support-bot',
      'component:search/search-api',
    ],
  },
});
