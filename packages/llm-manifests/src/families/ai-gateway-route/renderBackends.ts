import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { ServingTarget } from '../Family';
import type { BackendInput } from './backendInput';
import {
  AI_GATEWAY,
  backendName,
  Context,
  ENVOY_GATEWAY,
  Gateway,
  GATEWAY_API,
  namespacesOf,
  poolName,
  serviceBackendRef,
} from './names';
import { apiKey, providerEndpoint } from './providers';
import { quotaPolicy } from './quotaPolicy';
import { referenceGrants } from './referenceGrants';

type SelfInput = Extract<BackendInput, { kind: 'self' }>;
type ProviderBackend = Extract<BackendInput, { kind: 'provider' }>;

/** What routes lead to: the servers of the deployment, and providers. */
export function backendObjects(
  context: Context,
  gateway: Gateway,
): KubernetesObject[] {
  const { input, serving } = context;
  const namespace = namespacesOf(context, gateway).backends;
  return [
    ...input.backends.flatMap(backend => {
      switch (backend.kind) {
        case 'self':
          return serving
            ? selfBackend({ backend, serving, context, namespace })
            : [];
        case 'provider':
          return providerBackend({ backend, context, gateway, namespace });
        case 'pool':
          return poolSecurity(backend, context);
        default:
          return [];
      }
    }),
    ...referenceGrants(context, gateway),
  ];
}

function selfBackend(options: {
  backend: SelfInput;
  serving: ServingTarget;
  context: Context;
  namespace: string;
}): KubernetesObject[] {
  const { backend, serving, context, namespace } = options;
  const { subject, platform } = context;
  const { name } = subject;
  const host = `${serving.service.name}.${subject.namespace}.svc.${platform.clusterDomain}`;
  const { tls } = backend;
  return [
    ...backendPair({
      name,
      namespace,
      hostname: host,
      port: serving.service.port,
      schema: {
        name: 'OpenAI',
        ...(serving.pathPrefix && { prefix: `${serving.pathPrefix}/v1` }),
      },
      ...(serving.tls &&
        tls?.skipVerify && { tls: { insecureSkipVerify: true } }),
    }),
    ...(serving.tls && tls?.ca
      ? [
          tlsPolicy({
            name,
            namespace,
            validation: {
              caCertificateRefs: [
                { group: '', kind: 'ConfigMap', name: tls.ca },
              ],
              hostname: tls.hostname ?? host,
            },
          }),
        ]
      : []),
    ...(backend.apiKeySecret
      ? [
          backendSecurity({
            name,
            namespace,
            security: apiKey(backend.apiKeySecret),
          }),
        ]
      : []),
  ];
}

function poolSecurity(
  backend: Extract<BackendInput, { kind: 'pool' }>,
  context: Context,
): KubernetesObject[] {
  const { subject } = context;
  return backend.apiKeySecret
    ? [
        backendSecurity({
          name: subject.name,
          namespace: subject.namespace,
          security: apiKey(backend.apiKeySecret),
          target: {
            group: 'inference.networking.k8s.io',
            kind: 'InferencePool',
            name: backend.name ?? poolName(context),
          },
        }),
      ]
    : [];
}

function providerBackend(options: {
  backend: ProviderBackend;
  context: Context;
  gateway: Gateway;
  namespace: string;
}): KubernetesObject[] {
  const { backend, context, gateway, namespace } = options;
  const name = backendName(backend, context.subject) ?? backend.name;
  const endpoint = providerEndpoint(backend.provider);
  return [
    ...backendPair({ ...endpoint, name, namespace, tls: undefined }),
    ...(endpoint.tls
      ? [
          tlsPolicy({
            name,
            namespace,
            validation: {
              wellKnownCACertificates: 'System',
              hostname: endpoint.hostname,
            },
          }),
        ]
      : []),
    ...(endpoint.security
      ? [backendSecurity({ name, namespace, security: endpoint.security })]
      : []),
    ...(backend.quota && backend.model
      ? [
          quotaPolicy({
            name,
            namespace,
            model: backend.model,
            quota: backend.quota,
            tenantHeader: gateway.tenantHeader,
          }),
        ]
      : []),
  ];
}

/** An address, and the interface that is spoken there: an AIServiceBackend can refer to a Backend only. */
function backendPair(options: {
  name: string;
  namespace: string;
  hostname: string;
  port: number;
  schema: { name: string; version?: string; prefix?: string };
  tls?: { insecureSkipVerify: boolean };
}): KubernetesObject[] {
  const { name, namespace, hostname, port, schema, tls } = options;
  return [
    {
      apiVersion: AI_GATEWAY,
      kind: 'AIServiceBackend',
      metadata: { name, namespace },
      spec: {
        schema,
        backendRef: { group: 'gateway.envoyproxy.io', kind: 'Backend', name },
      },
    },
    {
      apiVersion: ENVOY_GATEWAY,
      kind: 'Backend',
      metadata: { name, namespace },
      spec: {
        endpoints: [{ fqdn: { hostname, port } }],
        ...(tls && { tls }),
      },
    },
  ];
}

function tlsPolicy(options: {
  name: string;
  namespace: string;
  validation: Record<string, unknown>;
}): KubernetesObject {
  const { name, namespace, validation } = options;
  return {
    apiVersion: GATEWAY_API,
    kind: 'BackendTLSPolicy',
    metadata: { name, namespace },
    spec: {
      targetRefs: [{ group: 'gateway.envoyproxy.io', kind: 'Backend', name }],
      validation,
    },
  };
}

function backendSecurity(options: {
  name: string;
  namespace: string;
  security: { type: string };
  target?: { group: string; kind: string; name: string };
}): KubernetesObject {
  const { name, namespace, security, target } = options;
  return {
    apiVersion: AI_GATEWAY,
    kind: 'BackendSecurityPolicy',
    metadata: { name, namespace },
    spec: { targetRefs: [target ?? serviceBackendRef(name)], ...security },
  };
}
