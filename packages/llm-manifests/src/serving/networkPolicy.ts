import { Issue } from '@modelyard/llm-units';
import { warningAt } from '../objects/issueOf';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Platform } from '../platform/Platform';

/** Selects pods as a NetworkPolicy does. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: ReadonlyArray<{
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }>;
}

/**
 * Admits to the pods of a deployment only those who have to reach them: the gateway, what scrapes metrics, the endpoint
 * picker, and the pods themselves where several make one server.
 */
export function networkPolicy(options: {
  name: string;
  namespace: string;
  podSelector: LabelSelector;
  port: number;
  platform: Platform;
  /** Labels of an endpoint picker in the same namespace. */
  endpointPicker?: Readonly<Record<string, string>>;
  /** Whether the pods talk to each other. */
  amongPods?: boolean;
}): KubernetesObject {
  const { name, namespace, podSelector, port, platform } = options;
  const ports = [{ protocol: 'TCP', port }];
  const from = [
    ...(platform.gateway ? [fromGateway(platform.gateway)] : []),
    inNamespace(platform.monitoring.namespace),
    ...(options.endpointPicker
      ? [{ podSelector: { matchLabels: options.endpointPicker } }]
      : []),
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector,
      policyTypes: ['Ingress'],
      ingress: [
        { from, ports },
        ...(options.amongPods ? [{ from: [{ podSelector }] }] : []),
      ],
    },
  };
}

/** Says where it is a guess from where requests come. */
export function checkProxies({ name, gateway }: Platform): Issue[] {
  return gateway && gateway.proxyNamespace === undefined
    ? [
        warningAt(
          'platform.gateway.proxyNamespace',
          'proxy-namespace',
          `is absent, so that requests are let in from ${gateway.namespace}: Envoy Gateway puts its proxies into its own namespace (envoy-gateway-system) unless it is told otherwise, and their requests would be dropped; say where the proxies of ${name} run`,
        ),
      ]
    : [];
}

/** The proxies of the gateway, wherever they run. */
export function fromGateway(gateway: NonNullable<Platform['gateway']>) {
  return inNamespace(gateway.proxyNamespace ?? gateway.namespace);
}

/** Everything in a namespace. */
export function inNamespace(namespace: string) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': namespace },
    },
  };
}
