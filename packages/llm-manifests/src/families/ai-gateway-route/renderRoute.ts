import type { KubernetesObject } from '../../objects/KubernetesObject';
import { nameOfRef } from '../../objects/commonMetadata';
import type { BackendInput } from './backendInput';
import { requestCosts } from './costs';
import type { AuthenticationInput } from './input';
import { rateLimit } from './limits';
import {
  AI_GATEWAY,
  backendName,
  backendNamespace,
  Context,
  ENVOY_GATEWAY,
  Gateway,
  modelNames,
  ModelName,
  namespacesOf,
  poolName,
  routesOf,
} from './names';

/** The routes of a deployment by the names that clients ask for, and how they behave. */
export function routeObjects(
  context: Context,
  gateway: Gateway,
): KubernetesObject[] {
  const { input } = context;
  return [
    ...routesOf(context).map(({ name, names }) =>
      aiGatewayRoute({ context, gateway, name, names }),
    ),
    ...trafficPolicy(context, gateway),
    ...(input.authentication && !input.gateway
      ? [
          securityPolicy({
            name: context.subject.name,
            namespace: namespacesOf(context, gateway).route,
            targets: httpRoutes(context),
            authentication: input.authentication,
            gateway,
          }),
        ]
      : []),
  ];
}

function aiGatewayRoute(options: {
  context: Context;
  gateway: Gateway;
  name: string;
  names: readonly ModelName[];
}): KubernetesObject {
  const { context, gateway, name, names } = options;
  const { subject, input } = context;
  const { requestSeconds, backendSeconds, streamIdleSeconds } = input.timeouts;
  const namespaces = namespacesOf(context, gateway);
  return {
    apiVersion: AI_GATEWAY,
    kind: 'AIGatewayRoute',
    metadata: { name, namespace: namespaces.route },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: gateway.name,
          ...(gateway.namespace !== namespaces.route && {
            namespace: gateway.namespace,
          }),
          ...(gateway.listener && { sectionName: gateway.listener }),
        },
      ],
      ...(input.hostnames.length > 0 && { hostnames: input.hostnames }),
      rules: names.map(modelName => ({
        name: modelName.rule,
        matches: [
          {
            headers: [
              { type: 'Exact', name: 'x-ai-eg-model', value: modelName.value },
            ],
          },
        ],
        backendRefs: input.backends.map(backend =>
          backendRef({ backend, modelName, context, namespaces }),
        ),
        timeouts: {
          request: `${requestSeconds}s`,
          ...(backendSeconds !== undefined && {
            backendRequest: `${backendSeconds}s`,
          }),
        },
        ...(streamIdleSeconds !== undefined && {
          streamIdleTimeout: `${streamIdleSeconds}s`,
        }),
        modelsOwnedBy: nameOfRef(subject.owner),
      })),
      llmRequestCosts: requestCosts(context, namespaces),
    },
  };
}

function backendRef(options: {
  backend: BackendInput;
  modelName: ModelName;
  context: Context;
  namespaces: { route: string; backends: string };
}) {
  const { backend, modelName, context, namespaces } = options;
  if (backend.kind === 'pool') {
    return {
      group: 'inference.networking.k8s.io',
      kind: 'InferencePool',
      name: backend.name ?? poolName(context),
    };
  }
  const namespace = backendNamespace(backend, namespaces);
  const model =
    backend.kind === 'self'
      ? modelName.served
      : backend.model ?? modelName.served;
  return {
    name: backendName(backend, context.subject),
    ...(namespace !== namespaces.route && { namespace }),
    weight: backend.weight,
    priority: backend.priority,
    ...(model !== undefined && { modelNameOverride: model }),
  };
}

/** The routes that the gateway makes of an AIGatewayRoute; they have its name. */
function httpRoutes(context: Context) {
  return routesOf(context).map(({ name }) => ({
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    name,
  }));
}

function trafficPolicy(context: Context, gateway: Gateway): KubernetesObject[] {
  const { subject } = context;
  const limits = rateLimit(context, gateway, {
    isShared: modelNames(context).length > 1,
  });
  const retry = retryPolicy(context);
  return limits || retry
    ? [
        {
          apiVersion: ENVOY_GATEWAY,
          kind: 'BackendTrafficPolicy',
          metadata: {
            name: subject.name,
            namespace: namespacesOf(context, gateway).route,
          },
          spec: {
            targetRefs: httpRoutes(context),
            ...(retry && { retry }),
            ...(limits && { rateLimit: limits }),
          },
        },
      ]
    : [];
}

/** Without a limit of attempts per priority, retries would never reach the next one. */
function retryPolicy({ input }: Context) {
  const priorities = input.backends.map(backend =>
    backend.kind === 'pool' ? 0 : backend.priority,
  );
  const last = Math.max(...priorities);
  const attempts = input.retries.attempts ?? (last > 0 ? last + 1 : 0);
  return attempts === 0
    ? undefined
    : {
        ...(last > 0 && { numAttemptsPerPriority: 1 }),
        numRetries: attempts,
        perRetry: {
          backOff: { baseInterval: '100ms', maxInterval: '5s' },
          timeout: `${input.retries.attemptSeconds}s`,
        },
        retryOn: {
          httpStatusCodes: [429, 500, 502, 503, 504],
          triggers: ['connect-failure', 'reset', 'retriable-status-codes'],
        },
      };
}

/** Lets in who has a token, and takes the tenant from it: a header that clients send could say anything. */
export function securityPolicy(options: {
  name: string;
  namespace: string;
  targets: ReadonlyArray<{ group: string; kind: string; name: string }>;
  authentication: AuthenticationInput;
  gateway: Gateway;
}): KubernetesObject {
  const { name, namespace, targets, authentication, gateway } = options;
  const { issuer, audiences, jwksUri, tenantClaim } = authentication;
  return {
    apiVersion: ENVOY_GATEWAY,
    kind: 'SecurityPolicy',
    metadata: { name, namespace },
    spec: {
      targetRefs: targets,
      jwt: {
        providers: [
          {
            name: 'tokens',
            issuer,
            ...(audiences.length > 0 && { audiences }),
            remoteJWKS: { uri: jwksUri },
            claimToHeaders: [
              { header: gateway.tenantHeader, claim: tenantClaim },
            ],
          },
        ],
      },
    },
  };
}
