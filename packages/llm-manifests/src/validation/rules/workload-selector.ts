import type { Rule } from './Rule';
import { fields } from './support/read';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** Source: validation of workloads in Kubernetes. */
export const workloadSelector: Rule = {
  code: 'workload-selector',
  appliesTo: ({ group, kind }) => group === 'apps' && KINDS.includes(kind),
  check: ({ object }) => {
    const labels = fields(object, 'spec', 'template', 'metadata', 'labels');
    const missing = Object.entries(
      fields(object, 'spec', 'selector', 'matchLabels'),
    ).filter(
      ([key, value]) => typeof value === 'string' && labels[key] !== value,
    );
    return missing.length === 0
      ? []
      : [
          {
            path: 'spec.template.metadata.labels',
            message: `must have what spec.selector asks for, but lack ${missing
              .map(([key, value]) => `${key}: ${value}`)
              .join(', ')}`,
          },
        ];
  },
};
