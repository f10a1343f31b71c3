import type { DeploymentSubject } from '../../intent/subject';
import { defineFamily } from '../defineFamily';
import { checkAiGatewayRoute } from './check';
import { claimModelNames } from './claims';
import { example } from './example';
import { AiGatewayRouteInput, aiGatewayRouteInput } from './input';
import { renderAiGatewayRoute } from './render';
import { routeRequirements } from './requirements';
import { readRouteStatus } from './status';

/** Routes of Envoy AI Gateway to a deployment: by model name, to its servers and to providers. */
export const aiGatewayRoute = defineFamily<
  AiGatewayRouteInput,
  DeploymentSubject
>({
  id: 'ai-gateway-route',
  title: 'Gateway route',
  description:
    'Lets clients reach the model by its names through the gateway, with fallbacks, limits by tenant, and figures of what each request took.',
  subject: 'deployment',
  input: aiGatewayRouteInput,
  example,
  kinds: [
    'aigateway.envoyproxy.io/v1beta1 AIGatewayRoute',
    'aigateway.envoyproxy.io/v1beta1 AIServiceBackend',
    'aigateway.envoyproxy.io/v1beta1 BackendSecurityPolicy',
    'aigateway.envoyproxy.io/v1beta1 GatewayConfig',
    'aigateway.envoyproxy.io/v1alpha1 QuotaPolicy',
    'gateway.envoyproxy.io/v1alpha1 Backend',
    'gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1 ClientTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1 EnvoyProxy',
    'gateway.envoyproxy.io/v1alpha1 SecurityPolicy',
    'gateway.networking.k8s.io/v1 BackendTLSPolicy',
    'gateway.networking.k8s.io/v1 Gateway',
    'gateway.networking.k8s.io/v1 ReferenceGrant',
    'gateway.networking.k8s.io/v1beta1 ReferenceGrant',
  ],
  requirements: routeRequirements,
  check: checkAiGatewayRoute,
  claims: claimModelNames,
  render: renderAiGatewayRoute,
  readStatus: readRouteStatus,
});
