import type { KubernetesObject } from '../objects/KubernetesObject';
import type { RuntimeInput } from './runtime';

/** Lets the maintenance of nodes take away one server at a time; none where it is not wanted. */
export function disruptionBudget(options: {
  runtime: RuntimeInput;
  name: string;
  namespace: string;
  podLabels: Readonly<Record<string, string>>;
}): KubernetesObject[] {
  const { runtime, name, namespace, podLabels } = options;
  return runtime.disruptionBudget
    ? [
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name, namespace },
          spec: { maxUnavailable: 1, selector: { matchLabels: podLabels } },
        },
      ]
    : [];
}
