import type { DeploymentSubject } from '../../intent/subject';
import type { Platform } from '../../platform/Platform';
import type { RenderContext } from '../Family';
import type { BackendInput } from './backendInput';
import type { AiGatewayRouteInput } from './input';

export type Context = RenderContext<AiGatewayRouteInput, DeploymentSubject>;
export type Gateway = NonNullable<Platform['gateway']>;

export const AI_GATEWAY = 'aigateway.envoyproxy.io/v1beta1';
export const ENVOY_GATEWAY = 'gateway.envoyproxy.io/v1alpha1';
export const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** Most rules of an AIGatewayRoute. */
const MAX_RULES = 15;

/** A name that clients ask for, and what servers of the deployment call it. */
export interface ModelName {
  readonly value: string;
  /** Name of the rule. */
  readonly rule: string;
  /** What the servers are asked for in its place; absent where it is theirs. */
  readonly served?: string;
}

/** Every name that is routed: the model's own, its aliases, and adapters. Each has a rule of its own. */
export function modelNames({ subject, input }: Context): ModelName[] {
  return [
    { value: subject.servedModelName, rule: 'model' },
    ...subject.aliases.map((value, index) => ({
      value,
      rule: `alias-${index + 1}`,
      // Telemetry of the engine carries one name.
      served: subject.servedModelName,
    })),
    ...input.adapters.map((value, index) => ({
      value,
      rule: `adapter-${index + 1}`,
    })),
  ];
}

/** The routes of a deployment, each with as many names as one can hold. */
export function routesOf(
  context: Context,
): Array<{ name: string; names: ModelName[] }> {
  const names = modelNames(context);
  const count = Math.ceil(names.length / MAX_RULES);
  return Array.from({ length: count }, (_, index) => ({
    name:
      index === 0
        ? context.subject.name
        : `${context.subject.name}-${index + 1}`,
    names: names.slice(index * MAX_RULES, (index + 1) * MAX_RULES),
  }));
}

/** Namespaces of what is rendered. */
export function namespacesOf(
  { input, subject }: Pick<Context, 'input' | 'subject'>,
  gateway: Gateway,
) {
  const of = (place: 'deployment' | 'gateway') =>
    place === 'gateway' ? gateway.namespace : subject.namespace;
  return { route: of(input.routeIn), backends: of(input.backendsIn) };
}

/** The AIServiceBackend of a backend; undefined for a pool, which is none. */
export function backendName(
  backend: BackendInput,
  subject: DeploymentSubject,
): string | undefined {
  switch (backend.kind) {
    case 'self':
      return subject.name;
    case 'provider':
      return `${subject.name}-${backend.name}`;
    case 'existing':
      return backend.name;
    default:
      return undefined;
  }
}

/** The namespace of the AIServiceBackend of a backend. */
export function backendNamespace(
  backend: BackendInput,
  namespaces: { route: string; backends: string },
): string {
  return backend.kind === 'existing'
    ? backend.namespace ?? namespaces.route
    : namespaces.backends;
}

/** The InferencePool of the deployment: its own, or the one that KServe makes. */
export function poolName({ subject, serving }: Context): string {
  return serving?.workload.kind === 'LLMInferenceService'
    ? `${subject.name}-inference-pool`
    : subject.name;
}

/** Refers to an AIServiceBackend of the same namespace. */
export function serviceBackendRef(name: string) {
  return { group: 'aigateway.envoyproxy.io', kind: 'AIServiceBackend', name };
}
