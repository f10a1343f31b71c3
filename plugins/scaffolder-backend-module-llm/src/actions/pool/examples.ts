import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from '../examples';

/** GPUs that take turns, with a quota. */
export const examplePool = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'GpuPool',
  metadata: { name: 'l4-fra', title: 'L4 Frankfurt' },
  spec: {
    type: 'kubernetes',
    lifecycle: 'production',
    owner: 'group:default/gpu-platform',
    cluster: 'fra-1',
    devices: [
      {
        name: 'turns',
        accelerator: 'nvidia-l4-24gb',
        nodes: 2,
        perNode: 4,
        allocation: 'device-plugin',
        sharing: { strategy: 'time-slicing', replicas: 4 },
      },
    ],
    quotas: [
      {
        group: 'group:default/assistants',
        devices: 'turns',
        limit: 8,
        namespaces: ['assistants-prod'],
      },
    ],
  },
};

export const renderPoolExamples: TemplateExample[] = [
  example({
    description: 'A pool whose GPUs take turns, with a quota of a namespace',
    action: 'llm:pool:render',
    name: 'Render sharing and quotas',
    input: {
      entity: examplePool,
      sharing: true,
      quotas: 'namespaces',
    },
  }),
];
