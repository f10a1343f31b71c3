import type { Result } from '@modelyard/llm-units';
import type { Intent } from '../../intent/Intent';
import type { Platform } from '../../platform/Platform';
import { toIssues } from '../inputIssues';
import type { BackendInput } from './backendInput';
import { hostOf } from './hosts';
import { aiGatewayRouteInput, AiGatewayRouteInput } from './input';
import { backendName, backendNamespace, namespacesOf } from './names';

const FAMILY = 'ai-gateway-route';

/**
 * What requests for a deployment go to beside its own servers, as its route on the gateway has it.
 *
 * @public
 */
export type RouteDestination =
  | {
      readonly kind: 'provider';
      /** Where it stands in the fields of the family, such as `backends[1]`. */
      readonly path: string;
      /** 0 comes first; the next serves while those before it fail. */
      readonly priority: number;
      /** Ref of the Resource in the catalog; absent where the intent does not say it. */
      readonly entity?: string;
      /** The host that requests go to. */
      readonly hostname: string;
      /** Path of the field that decides the host. */
      readonly hostField: string;
    }
  | {
      readonly kind: 'existing';
      /** Where it stands in the fields of the family, such as `backends[1]`. */
      readonly path: string;
      /** The deployment that it belongs to; absent where the intent does not say it. */
      readonly of?: { readonly model: string; readonly deployment: string };
    };

/**
 * Where the route of an intent leads beside the servers of its deployment: providers, and other deployments.
 *
 * @returns Nothing where the intent has no route; the issues where the fields of the route are wrong
 * @public
 */
export function routeDestinations(intent: Intent): Result<RouteDestination[]> {
  const input = readRoute(intent);
  return input.ok
    ? {
        ok: true,
        value: (input.value?.backends ?? []).flatMap((backend, index) =>
          destinationOf(backend, `backends[${index}]`),
        ),
        issues: [],
      }
    : input;
}

/**
 * What the route of another deployment names to have this one answer: the AIServiceBackend that gets requests for it first.
 *
 * @returns Undefined where the intent has no route, or one to a pool, which has none
 * @public
 */
export function answeringBackend(options: {
  intent: Intent;
  platform: Platform;
}): { name: string; namespace: string; model: string } | undefined {
  const { intent, platform } = options;
  const { subject } = intent;
  const { gateway } = platform;
  const read = readRoute(intent);
  const input = read.ok ? read.value : undefined;
  if (subject.kind !== 'deployment' || !input || !gateway) {
    return undefined;
  }
  const first = input.backends.find(
    backend => backend.kind !== 'pool' && backend.priority === 0,
  );
  const name = first && backendName(first, subject);
  if (!first || !name) {
    return undefined;
  }
  const own = 'model' in first ? first.model : undefined;
  return {
    name,
    namespace: backendNamespace(
      first,
      namespacesOf({ input, subject }, gateway),
    ),
    model: own ?? subject.servedModelName,
  };
}

function readRoute({ parts }: Intent): Result<AiGatewayRouteInput | undefined> {
  const index = parts.findIndex(({ family }) => family === FAMILY);
  if (index < 0) {
    return { ok: true, value: undefined, issues: [] };
  }
  const read = aiGatewayRouteInput.safeParse(parts[index].input);
  return read.success
    ? { ok: true, value: read.data, issues: [] }
    : {
        ok: false,
        issues: toIssues(read.error).map(issue => ({
          ...issue,
          path: `parts[${index}].input.${issue.path}`,
        })),
      };
}

function destinationOf(
  backend: BackendInput,
  path: string,
): RouteDestination[] {
  switch (backend.kind) {
    case 'provider': {
      const { hostname, field } = hostOf(backend.provider);
      const { entity, priority } = backend;
      return [
        {
          kind: 'provider',
          path,
          priority,
          hostname,
          hostField: `${path}.provider.${field}`,
          ...(entity !== undefined && { entity }),
        },
      ];
    }
    case 'existing':
      return [
        { kind: 'existing', path, ...(backend.of && { of: backend.of }) },
      ];
    default:
      return [];
  }
}
