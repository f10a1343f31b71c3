import type { PlatformRequirement } from '../../platform/requirements';
import { compareVersions } from '../../platform/versions';
import type { Context } from './names';
import { providerEndpoint } from './providers';

/** What the gateway of a target must be able to do. */
export function routeRequirements(context: Context): PlatformRequirement[] {
  const { input, platform } = context;
  const { envoyGateway } = platform.components;
  const isNewest =
    envoyGateway !== undefined && compareVersions(envoyGateway, '1.9') >= 0;
  return [
    {
      component: 'envoyAiGateway',
      // The first release that declares v1beta1 stable.
      atLeast: '1.0',
      why: 'routing by the name of a model',
      instead:
        'leave ai-gateway-route out, and let clients reach the Service of the deployment inside the cluster',
    },
    {
      component: 'envoyGateway',
      atLeast: '1.8.1',
      why: 'Envoy AI Gateway',
      instead:
        'leave ai-gateway-route out, and let clients reach the Service of the deployment inside the cluster',
    },
    {
      component: 'kubernetes',
      atLeast: isNewest ? '1.33' : '1.32',
      why: isNewest ? `Envoy Gateway ${envoyGateway}` : 'Envoy AI Gateway',
      instead: isNewest ? 'run Envoy Gateway 1.8 there' : undefined,
    },
    ...(input.timeouts.streamIdleSeconds === undefined
      ? []
      : [
          {
            component: 'envoyAiGateway' as const,
            atLeast: '1.1',
            why: 'a limit of silence in an answer',
            instead: 'leave timeouts.streamIdleSeconds out',
          },
        ]),
    ...limitRequirements(context),
    ...tlsRequirements(context),
    ...(input.backends.some(({ kind }) => kind === 'pool')
      ? [
          {
            component: 'inferenceExtension' as const,
            atLeast: '1.0',
            why: 'routing to a pool (InferencePool v1)',
            instead: 'choose a backend of the kind self',
          },
        ]
      : []),
  ];
}

/** Older versions drop these fields without a word. */
function limitRequirements({ input }: Context): PlatformRequirement[] {
  const component = 'envoyGateway';
  return [
    ...(input.limits.some(({ per }) => per === 'week')
      ? [
          {
            component,
            atLeast: '1.9',
            why: 'a limit per week',
            instead: 'limit per day or per month',
          } as const,
        ]
      : []),
    ...(input.limits.some(({ amountFrom }) => amountFrom)
      ? [
          {
            component,
            atLeast: '1.9',
            why: 'a limit whose amount comes with the request',
            instead: 'leave amountFrom out, and make a limit for each tenant',
          } as const,
        ]
      : []),
  ];
}

function tlsRequirements({ input, serving }: Context): PlatformRequirement[] {
  const needsTls = input.backends.some(
    backend =>
      (backend.kind === 'provider' && providerEndpoint(backend.provider).tls) ||
      (backend.kind === 'self' && serving?.tls && backend.tls?.ca),
  );
  return needsTls
    ? [
        {
          component: 'gatewayApi',
          atLeast: '1.4',
          why: 'checking certificates of backends (BackendTLSPolicy v1)',
          instead:
            'route to the servers of the deployment only, without certificates',
        },
      ]
    : [];
}
