import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { QuotaInput } from './backendInput';
import { serviceBackendRef } from './names';

const DURATIONS = {
  second: '1s',
  minute: '1m',
  hour: '1h',
  day: '1d',
} as const;

/** How many tokens of a provider all tenants together, or each of them, may use. */
export function quotaPolicy(options: {
  name: string;
  namespace: string;
  model: string;
  quota: QuotaInput;
  tenantHeader: string;
}): KubernetesObject {
  const { name, namespace, model, quota, tenantHeader } = options;
  const { overall, perTenant, cost } = quota;
  return {
    apiVersion: 'aigateway.envoyproxy.io/v1alpha1',
    kind: 'QuotaPolicy',
    metadata: { name, namespace },
    spec: {
      targetRefs: [serviceBackendRef(name)],
      perModelQuotas: [
        {
          // It applies only where it is what the route puts in place of the name.
          modelName: model,
          quota: {
            mode: 'Shared',
            ...(cost && { costExpression: cost }),
            ...(overall && {
              defaultBucket: {
                limit: overall.tokens,
                duration: DURATIONS[overall.per],
              },
            }),
            ...(perTenant && {
              bucketRules: [
                {
                  clientSelectors: [
                    { headers: [{ name: tenantHeader, type: 'Distinct' }] },
                  ],
                  quota: {
                    limit: perTenant.tokens,
                    duration: DURATIONS[perTenant.per],
                  },
                  ...(perTenant.shadow && { shadowMode: true }),
                },
              ],
            }),
          },
        },
      ],
    },
  };
}
