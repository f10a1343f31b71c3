import { compareVersions } from '../../platform/versions';
import { COST_KEY, METADATA_NAMESPACE } from './costs';
import type { LimitInput } from './input';
import type { Context, Gateway } from './names';

/** The figure that a limit counts, in the metadata of a request. */
const METADATA_KEYS: Record<
  Exclude<LimitInput['count'], 'requests'>,
  string
> = {
  'total-tokens': 'llm_total_token',
  'input-tokens': 'llm_input_token',
  'output-tokens': 'llm_output_token',
  cost: COST_KEY,
};

const UNITS = {
  second: 'Second',
  minute: 'Minute',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  year: 'Year',
} as const;

/** The limits of a route, as its BackendTrafficPolicy has them; undefined where there are none. */
export function rateLimit(
  { input, platform }: Context,
  gateway: Gateway,
  options: { isShared: boolean },
) {
  if (input.limits.length === 0) {
    return undefined;
  }
  const isGlobal = gateway.globalRateLimit;
  const rules = input.limits.flatMap(limit =>
    selectors(limit, gateway).map(clientSelectors => ({
      ...(clientSelectors && { clientSelectors }),
      limit: {
        requests: limit.amount,
        unit: UNITS[limit.per],
        ...(limit.amountFrom && { fromMetadata: limit.amountFrom }),
      },
      ...(limit.count !== 'requests' && {
        cost: {
          // What a request takes is known when it ends: until then it is let in while something is left.
          request: { from: 'Number', number: 0 },
          response: {
            from: 'Metadata',
            metadata: {
              namespace: METADATA_NAMESPACE,
              key: METADATA_KEYS[limit.count],
            },
          },
        },
      }),
      ...(isGlobal && limit.shadow && { shadowMode: true }),
      // Each rule of a route would count by itself, so that an alias were a second allowance.
      ...(isGlobal && options.isShared && { shared: true }),
    })),
  );
  // From 1.9 on the type is deprecated: both kinds can stand beside each other.
  const needsType =
    compareVersions(platform.components.envoyGateway ?? '0', '1.9') < 0;
  return {
    ...(needsType && { type: isGlobal ? 'Global' : 'Local' }),
    [isGlobal ? 'global' : 'local']: { rules },
  };
}

/** Whom a limit is for: one entry for each rule; undefined for everyone. */
function selectors({ by, tenants }: LimitInput, gateway: Gateway) {
  const header = (match: Record<string, string>) => [
    { headers: [{ name: gateway.tenantHeader, ...match }] },
  ];
  if (tenants.length > 0) {
    return tenants.map(value => header({ type: 'Exact', value }));
  }
  return [by === 'tenant' ? header({ type: 'Distinct' }) : undefined];
}

/** Whether something is counted by a header that clients must not be able to choose. */
export function countsTenants({ input }: Context): boolean {
  return (
    input.limits.some(
      ({ by, tenants }) => by === 'tenant' || tenants.length > 0,
    ) ||
    input.backends.some(
      backend =>
        backend.kind === 'provider' && backend.quota?.perTenant !== undefined,
    )
  );
}
