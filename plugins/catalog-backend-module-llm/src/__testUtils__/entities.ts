import { Entity } from '@backstage/catalog-model';

// Every call makes new objects: the catalog's processors may change theirs.

/** A valid Model outside the default namespace, with every sort of relation. */
export function aModel(change: (spec: any) => void = () => {}): Entity {
  const spec = {
    type: 'chat',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    system: 'assistants',
    derivedFrom: ['model:default/llama-3-1-70b'],
    trainedOn: ['resource:default/support-tickets-2026'],
    versions: [
      {
        name: 'v2-lora',
        kind: 'adapter',
        source: { uri: 's3://models/support-tone/v2', revision: '2' },
        adapts: { model: 'model:default/qwen3-14b' },
      },
      {
        name: 'v1',
        kind: 'weights',
        source: { uri: 's3://models/support-tone/v1', revision: '1' },
        quantization: 'none',
      },
    ],
    deployments: [
      {
        name: 'prod',
        version: 'v1',
        environment: 'production',
        on: { pool: 'gpupool:default/h100-fra', devices: 'whole' },
      },
    ],
    providesApis: ['api:default/llm-gateway'],
    retirement: { retiresOn: '2027-06-30', replacedBy: 'llama-4' },
  };
  change(spec);
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'support-tone', namespace: 'research' },
    spec,
  };
}

/** A valid GpuPool outside the default namespace. */
export function aGpuPool(change: (spec: any) => void = () => {}): Entity {
  const spec = {
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
  };
  change(spec);
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'h100-lab', namespace: 'research' },
    spec,
  };
}

/** A kind of somebody else that happens to be called Model. */
export function aForeignModel(): Entity {
  return {
    apiVersion: 'ml.example.com/v1',
    kind: 'Model',
    metadata: { name: 'churn', namespace: 'analytics' },
    spec: { framework: 'xgboost', owner: 'not:a valid:ref' },
  };
}

/** A component of a team, outside the default namespace. */
export function aComponent(
  annotations: Record<string, string> = {},
  spec: Record<string, string | string[]> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'agent-desk', namespace: 'support', annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/assistants',
      ...spec,
    },
  };
}
