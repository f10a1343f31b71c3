import type { KubernetesObject } from '../../objects/KubernetesObject';
import { literal } from '../../serving/literal';
import { tokenCosts } from './costs';
import type { GatewayInput } from './input';
import {
  AI_GATEWAY,
  Context,
  ENVOY_GATEWAY,
  Gateway,
  GATEWAY_API,
} from './names';
import { securityPolicy } from './renderRoute';

/** The gateway itself: its address, its proxies, and what holds for all of its routes. */
export function gatewayObjects(
  context: Context,
  gateway: Gateway,
): KubernetesObject[] {
  const { input } = context;
  const settings = input.gateway;
  if (!settings) {
    return [];
  }
  const metadata = { name: gateway.name, namespace: gateway.namespace };
  const targetRefs = [
    { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway.name },
  ];
  return [
    gatewayConfig(metadata, settings),
    gatewayItself({ metadata, settings, gateway }),
    {
      apiVersion: ENVOY_GATEWAY,
      kind: 'EnvoyProxy',
      metadata,
      spec: {
        provider: {
          type: 'Kubernetes',
          kubernetes: {
            envoyDeployment: {
              replicas: settings.replicas,
              container: {
                resources: { requests: { cpu: '500m', memory: '512Mi' } },
              },
            },
          },
        },
      },
    },
    {
      apiVersion: ENVOY_GATEWAY,
      kind: 'ClientTrafficPolicy',
      metadata,
      spec: {
        targetRefs,
        connection: { bufferLimit: settings.bufferLimit },
        // Before anything reads it: what a client says of its tenant does not count.
        headers: { earlyRequestHeaders: { remove: [gateway.tenantHeader] } },
      },
    },
    ...(input.authentication
      ? [
          securityPolicy({
            ...metadata,
            targets: targetRefs,
            authentication: input.authentication,
            gateway,
          }),
        ]
      : []),
  ];
}

function gatewayConfig(
  metadata: { name: string; namespace: string },
  { telemetryEndpoint }: GatewayInput,
): KubernetesObject {
  return {
    apiVersion: AI_GATEWAY,
    kind: 'GatewayConfig',
    metadata,
    spec: {
      extProc: {
        kubernetes: {
          ...(telemetryEndpoint && {
            env: [
              {
                name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
                value: literal(telemetryEndpoint),
              },
              { name: 'OTEL_SERVICE_NAME', value: metadata.name },
            ],
          }),
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { memory: '512Mi' },
          },
        },
      },
      globalLLMRequestCosts: tokenCosts,
    },
  };
}

function gatewayItself(options: {
  metadata: { name: string; namespace: string };
  settings: GatewayInput;
  gateway: Gateway;
}): KubernetesObject {
  const { metadata, settings, gateway } = options;
  const { hostname, certificate } = settings;
  return {
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: {
      ...metadata,
      annotations: { 'aigateway.envoyproxy.io/gateway-config': metadata.name },
    },
    spec: {
      gatewayClassName: gateway.className,
      listeners: [
        {
          name: gateway.listener ?? 'https',
          protocol: 'HTTPS',
          port: 443,
          hostname,
          tls: {
            mode: 'Terminate',
            certificateRefs: [{ group: '', kind: 'Secret', name: certificate }],
          },
          allowedRoutes: {
            namespaces: {
              from: 'Selector',
              selector: { matchLabels: gateway.namespaceLabels },
            },
          },
        },
      ],
      infrastructure: {
        parametersRef: {
          group: 'gateway.envoyproxy.io',
          kind: 'EnvoyProxy',
          name: metadata.name,
        },
      },
    },
  };
}
