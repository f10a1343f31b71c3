import type { KubernetesObject } from '../../objects/KubernetesObject';
import type {
  DeploymentStatus,
  StatusCondition,
} from '../../status/DeploymentStatus';
import {
  absent,
  fields,
  findObject,
  findOwned,
  list,
  readConditions,
  text,
} from '../../status/readLive';

const AI_GATEWAY = 'aigateway.envoyproxy.io';
const ENVOY_GATEWAY = 'gateway.envoyproxy.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

/** What stands around a route: where it is not accepted, some requests fail or some limit does not hold. */
const AROUND = [
  [AI_GATEWAY, 'AIServiceBackend'],
  [AI_GATEWAY, 'BackendSecurityPolicy'],
  [AI_GATEWAY, 'QuotaPolicy'],
  [ENVOY_GATEWAY, 'Backend'],
  [ENVOY_GATEWAY, 'BackendTrafficPolicy'],
  [ENVOY_GATEWAY, 'SecurityPolicy'],
  [GATEWAY_API, 'BackendTLSPolicy'],
] as const;

/** Reads whether a gateway serves the routes of a deployment. */
export function readRouteStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { objects, name } = options;
  const routes = findOwned({
    objects,
    name,
    group: AI_GATEWAY,
    kind: 'AIGatewayRoute',
  });
  if (routes.length === 0) {
    return absent(`AIGatewayRoute ${name}`);
  }
  const states = routes.map(route => {
    // The gateway makes an HTTPRoute of the same name, which it attaches to the Gateway.
    const made = findObject({
      objects,
      group: GATEWAY_API,
      kind: 'HTTPRoute',
      name: text(fields(route.metadata).name) ?? '',
      namespace: text(fields(route.metadata).namespace) ?? '',
    });
    return [...allConditions(route), ...(made ? allConditions(made) : [])];
  });
  const base = {
    conditions: states.flat(),
    endpoints: endpointsOf(routes, objects),
  };
  const refused = states.flatMap(conditions => refusal(conditions) ?? []);
  if (refused.length > 0) {
    return {
      ...base,
      phase: refused.length === states.length ? 'failed' : 'degraded',
      reason: `The gateway does not take up the route: ${because(refused[0])}.`,
    };
  }
  if (
    !states.every(conditions =>
      conditions.some(
        ({ type, status }) => type === 'Accepted' && status === 'True',
      ),
    )
  ) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'The gateway has not taken up the route yet.',
    };
  }
  const [broken] = AROUND.flatMap(([group, kind]) =>
    findOwned({ objects, name, group, kind }).flatMap(object => {
      const condition = refusal(allConditions(object));
      return condition ? [{ kind, object, condition }] : [];
    }),
  );
  return broken
    ? {
        ...base,
        phase: 'degraded',
        reason: `The gateway does not take up the ${broken.kind} ${
          broken.object.metadata.name
        }: ${because(broken.condition)}.`,
      }
    : { ...base, phase: 'ready' };
}

/** Conditions of an object, wherever its kind has them: by itself, by gateway that it is attached to. */
function allConditions(object: KubernetesObject): StatusCondition[] {
  const { parents, ancestors } = fields(object.status);
  return [
    ...readConditions(object),
    ...[...list(parents), ...list(ancestors)].flatMap(status =>
      readConditions({ ...object, status }),
    ),
  ];
}

/** The condition that says no. AI Gateway has a type of its own for it. */
function refusal(
  conditions: readonly StatusCondition[],
): StatusCondition | undefined {
  return conditions.find(
    ({ type, status }) =>
      type === 'NotAccepted' ||
      (['Accepted', 'ResolvedRefs'].includes(type) && status === 'False'),
  );
}

function because({ message, reason, type }: StatusCondition): string {
  return (message ?? reason ?? `${type} is False`).replace(/\.$/, '');
}

/** Addresses of the gateways that routes are attached to. */
function endpointsOf(
  routes: readonly KubernetesObject[],
  objects: readonly KubernetesObject[],
): DeploymentStatus['endpoints'] {
  const hosts = routes.flatMap(route =>
    list(fields(route.spec).parentRefs).flatMap(ref => {
      const { name, namespace, sectionName } = fields(ref);
      const gateway = findObject({
        objects,
        group: GATEWAY_API,
        kind: 'Gateway',
        name: text(name) ?? '',
        namespace:
          text(namespace) ?? text(fields(route.metadata).namespace) ?? '',
      });
      return list(fields(gateway?.spec).listeners).flatMap(listener => {
        const { name: own, hostname, protocol } = fields(listener);
        const host = text(hostname);
        return host &&
          protocol === 'HTTPS' &&
          !host.startsWith('*') &&
          (sectionName === undefined || sectionName === own)
          ? [host]
          : [];
      });
    }),
  );
  return [...new Set(hosts)].map(host => ({
    url: `https://${host}/v1`,
    scope: 'external',
  }));
}
