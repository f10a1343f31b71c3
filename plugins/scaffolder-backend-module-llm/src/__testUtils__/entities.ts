import { Entity } from '@backstage/catalog-model';

/** A model with weights of 15.3 GiB in 16 bits. */
export const qwen8b: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen3-8b', namespace: 'research' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    governance: { dataClasses: ['public', 'internal'] },
    versions: [
      {
        name: '2025-04-bf16',
        kind: 'weights',
        source: { uri: 'hf://Qwen/Qwen3-8B' },
        quantization: 'none',
        architecture: {
          weightBytes: 16_381_470_720,
          parameters: { total: 8_190_735_360, active: 8_190_735_360 },
          hiddenSize: 4096,
          vocabSize: 151936,
          contextLength: 40960,
          dtype: 'bf16',
          tiedEmbeddings: false,
          layers: [
            {
              count: 36,
              attention: 'full',
              heads: 32,
              kvHeads: 8,
              headDim: 128,
              intermediateSize: 12288,
            },
          ],
        },
      },
    ],
  },
};

/** Two GPUs that hold the model, and eight slices that do not. */
export const pool: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'GpuPool',
  metadata: { name: 'l4-lys', namespace: 'default' },
  spec: {
    type: 'kubernetes',
    lifecycle: 'production',
    owner: 'group:default/gpu-platform',
    cluster: 'lys-1',
    region: 'eu-west',
    allowedDataClasses: ['public', 'internal', 'confidential'],
    devices: [
      {
        name: 'whole',
        accelerator: 'nvidia-l4-24gb',
        nodes: 2,
        perNode: 1,
        allocation: 'device-plugin',
        sharing: { strategy: 'exclusive' },
      },
      {
        name: 'turns',
        accelerator: 'nvidia-l4-24gb',
        nodes: 2,
        perNode: 1,
        allocation: 'device-plugin',
        sharing: { strategy: 'time-slicing', replicas: 4 },
      },
    ],
    pricing: [{ from: '2026-01-01', currency: 'EUR', perGpuHour: 0.6 }],
  },
};

/** A provider of external models. */
export const provider: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'azure',
    namespace: 'default',
    annotations: {
      'modelyard.dev/region': 'eu-north',
      'modelyard.dev/allowed-data-classes': 'public, internal',
    },
  },
  spec: { type: 'llm-provider', owner: 'group:default/gpu-platform' },
};

/** A component of the user that runs the tests. */
export const supportBot: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-bot', namespace: 'retail' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'user:default/mock',
  },
};
