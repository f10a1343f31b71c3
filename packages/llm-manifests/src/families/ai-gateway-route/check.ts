import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import { checkBackends } from './checkBackends';
import { COST_KEY, findCostProblem, tokenCosts } from './costs';
import type { LimitInput } from './input';
import { countsTenants } from './limits';
import { Context, modelNames } from './names';

/** Checks what a schema cannot say of a route. */
export function checkAiGatewayRoute(context: Context): Issue[] {
  const { gateway } = context.platform;
  if (!gateway) {
    return [
      errorAt(
        'platform.gateway',
        'gateway-missing',
        'is required: there is no gateway that a route could be attached to; without one, clients use the Service of the servers',
      ),
    ];
  }
  return [
    ...checkNames(context),
    ...checkBackends(context),
    ...checkTimeouts(context),
    ...checkCosts(context),
    ...checkLimits(context),
    ...checkTrust(context),
    ...checkGateway(context),
  ];
}

/** Each name leads somewhere once. */
function checkNames(context: Context): Issue[] {
  const names = modelNames(context);
  const { aliases } = context.subject;
  const pathOf = (index: number) => {
    if (index === 0) {
      return 'subject.servedModelName';
    }
    return index <= aliases.length
      ? `subject.aliases[${index - 1}]`
      : `adapters[${index - 1 - aliases.length}]`;
  };
  return findRepeated({
    items: names,
    keyOf: ({ value }) => value,
    pathOf,
    code: 'name-unique',
  });
}

function checkTimeouts({ input }: Context): Issue[] {
  const { requestSeconds, backendSeconds } = input.timeouts;
  return backendSeconds !== undefined && backendSeconds > requestSeconds
    ? [
        errorAt(
          'timeouts.backendSeconds',
          'timeout-order',
          `must not be above requestSeconds (${requestSeconds}), but is ${backendSeconds}`,
        ),
      ]
    : [];
}

function checkCosts({ input }: Context): Issue[] {
  const taken: ReadonlySet<string> = new Set([
    ...tokenCosts.map(({ metadataKey }) => metadataKey),
    COST_KEY,
  ]);
  return [
    ...findRepeated({
      items: input.costs,
      keyOf: ({ key }) => key,
      pathOf: index => `costs[${index}].key`,
      code: 'cost-unique',
    }),
    ...input.costs.flatMap(({ key, cel }, index) => {
      const problem = findCostProblem(cel);
      return [
        ...(taken.has(key)
          ? [
              errorAt(
                `costs[${index}].key`,
                'cost-managed',
                `must not be ${key}, which is set by the suite`,
              ),
            ]
          : []),
        ...(problem
          ? [errorAt(`costs[${index}].cel`, 'cost-expression', problem)]
          : []),
      ];
    }),
    ...(!input.price &&
    input.backends.some(backend => backend.kind === 'provider' && backend.price)
      ? [
          errorAt(
            'price',
            'cost-price',
            'is required where a backend has a price of its own: what the others cost must be known as well',
          ),
        ]
      : []),
  ];
}

function checkLimits({ input, platform }: Context): Issue[] {
  const { gateway } = platform;
  return input.limits.flatMap((limit, index) => {
    const path = `limits[${index}]`;
    const issues: Issue[] = [];
    const forTenants = limit.by === 'tenant' || limit.tenants.length > 0;
    if (limit.count === 'cost' && !input.price) {
      issues.push(
        errorAt(
          `${path}.count`,
          'limit-price',
          'counts money, but there is no price: give one, or count tokens',
        ),
      );
    }
    if (!gateway?.globalRateLimit) {
      if (limit.count !== 'requests' || forTenants || limit.amountFrom) {
        issues.push(
          errorAt(
            path,
            'limit-service',
            `is not possible on ${platform.name}, whose gateway has no rate-limit service with Redis: it could count requests of everyone only (count: requests, by: everyone)`,
          ),
        );
      } else {
        issues.push(
          warningAt(
            path,
            'limit-local',
            'is counted by each proxy of the gateway for itself, since there is no rate-limit service: several let through several times as many',
          ),
        );
      }
      if (limit.shadow) {
        issues.push(
          errorAt(
            `${path}.shadow`,
            'limit-service',
            'is possible only with a rate-limit service',
          ),
        );
      }
    }
    if (limit.by === 'everyone' && limit.tenants.length > 0) {
      issues.push(
        errorAt(
          `${path}.tenants`,
          'limit-tenants',
          'must be absent where the limit is for everyone',
        ),
      );
    }
    issues.push(...findSameLimit(input.limits, index));
    const general = input.limits.findIndex(
      other =>
        other !== limit &&
        other.count === limit.count &&
        other.per === limit.per &&
        other.by === 'tenant' &&
        other.tenants.length === 0,
    );
    if (limit.tenants.length > 0 && general >= 0) {
      issues.push(
        warningAt(
          `${path}.tenants`,
          'limit-both',
          `are under limits[${general}] as well, which is for every tenant: the lower amount counts`,
        ),
      );
    }
    return issues;
  });
}

const WHOM = { tenant: 'each tenant', everyone: 'everyone' } as const;

/** Two amounts for the same leave open which one counts. One that only counts may stand beside one that refuses. */
function findSameLimit(limits: readonly LimitInput[], index: number): Issue[] {
  const { count, per, by, shadow, tenants } = limits[index];
  const shared = (other: LimitInput) =>
    tenants.filter(tenant => other.tenants.includes(tenant));
  const first = limits
    .slice(0, index)
    .findIndex(
      other =>
        other.count === count &&
        other.per === per &&
        other.by === by &&
        other.shadow === shadow &&
        (tenants.length + other.tenants.length === 0 ||
          shared(other).length > 0),
    );
  if (first < 0) {
    return [];
  }
  const whom = shared(limits[first]).join(', ') || WHOM[by];
  return [
    errorAt(
      `limits[${index}]`,
      'limit-unique',
      `counts ${count} per ${per} for ${whom}, as limits[${first}] does: leave one of them out`,
    ),
  ];
}

/** A limit by a header that clients choose is none. */
function checkTrust(context: Context): Issue[] {
  const { input, platform } = context;
  const { gateway } = platform;
  return countsTenants(context) &&
    !input.authentication &&
    !gateway?.tenantHeaderSetBy
    ? [
        errorAt(
          'authentication',
          'tenant-trust',
          `is required to tell tenants apart: as far as is known nothing on the gateway sets ${gateway?.tenantHeader}, so that clients could name any tenant in it; give the issuer of their tokens, or say in the target what sets the header (gateway.tenantHeaderSetBy)`,
        ),
      ]
    : [];
}

function checkGateway({ input, platform, subject }: Context): Issue[] {
  const { gateway } = platform;
  if (!input.gateway) {
    return [];
  }
  return [
    ...(gateway?.className === undefined
      ? [
          errorAt(
            'platform.gateway.className',
            'gateway-class',
            'is required to render a gateway',
          ),
        ]
      : []),
    ...(input.authentication
      ? []
      : [
          warningAt(
            'authentication',
            'gateway-open',
            'is absent: whoever reaches the gateway can use all models behind it',
          ),
        ]),
    warningAt(
      'gateway',
      'gateway-shared',
      `renders the gateway of all routes of ${platform.name}: take care that no other intent does, and that it stays when ${subject.name} goes`,
    ),
  ];
}
