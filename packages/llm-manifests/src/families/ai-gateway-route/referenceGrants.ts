import type { KubernetesObject } from '../../objects/KubernetesObject';
import { compareVersions } from '../../platform/versions';
import { backendNamespace, Context, Gateway, namespacesOf } from './names';

/**
 * The permission of a namespace that routes of another use its backends. It takes two: the route of AI Gateway refers to
 * the AIServiceBackend, and the route that is made of it to the Backend.
 */
export function referenceGrants(
  context: Context,
  gateway: Gateway,
): KubernetesObject[] {
  const { subject, input, platform } = context;
  if (input.grants !== 'render') {
    return [];
  }
  const namespaces = namespacesOf(context, gateway);
  const foreign = new Set(
    input.backends
      .filter(({ kind }) => kind !== 'pool')
      .map(backend => backendNamespace(backend, namespaces))
      .filter(namespace => namespace !== namespaces.route),
  );
  const version =
    compareVersions(platform.components.gatewayApi ?? '0', '1.5') >= 0
      ? 'v1'
      : 'v1beta1';
  return [...foreign].flatMap(namespace => [
    {
      apiVersion: `gateway.networking.k8s.io/${version}`,
      kind: 'ReferenceGrant',
      metadata: { name: `${subject.name}-to-ai-backends`, namespace },
      spec: {
        from: [
          {
            group: 'aigateway.envoyproxy.io',
            kind: 'AIGatewayRoute',
            namespace: namespaces.route,
          },
        ],
        to: [{ group: 'aigateway.envoyproxy.io', kind: 'AIServiceBackend' }],
      },
    },
    {
      apiVersion: `gateway.networking.k8s.io/${version}`,
      kind: 'ReferenceGrant',
      metadata: { name: `${subject.name}-to-backends`, namespace },
      spec: {
        from: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'HTTPRoute',
            namespace: namespaces.route,
          },
        ],
        to: [{ group: 'gateway.envoyproxy.io', kind: 'Backend' }],
      },
    },
  ]);
}
