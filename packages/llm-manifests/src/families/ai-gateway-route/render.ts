import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { Context } from './names';
import { backendObjects } from './renderBackends';
import { gatewayObjects } from './renderGateway';
import { routeObjects } from './renderRoute';

/** Renders the routes to a deployment, what they lead to, and the gateway where that is asked for. */
export function renderAiGatewayRoute(context: Context): KubernetesObject[] {
  const { gateway } = context.platform;
  // The check refuses a target without a gateway.
  return gateway
    ? [
        ...gatewayObjects(context, gateway),
        ...routeObjects(context, gateway),
        ...backendObjects(context, gateway),
      ]
    : [];
}
