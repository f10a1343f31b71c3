import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import type { ServingTarget } from '../Family';
import type { BackendInput } from './backendInput';
import { findCostProblem } from './costs';
import { isInCluster } from './hosts';
import { backendName, backendNamespace, Context, namespacesOf } from './names';

type Routed = Exclude<BackendInput, { kind: 'pool' }>;

/** Checks what a route leads to. */
export function checkBackends(context: Context): Issue[] {
  const { input, platform, subject } = context;
  const { gateway } = platform;
  const namespaces = gateway && namespacesOf(context, gateway);
  return [
    ...findRepeated({
      items: input.backends,
      keyOf: backend => {
        const name = backendName(backend, subject);
        return name && namespaces
          ? `${backendNamespace(backend, namespaces)}/${name}`
          : backend.kind;
      },
      pathOf: index => `backends[${index}]`,
      code: 'backend-unique',
    }),
    ...checkPriorities(input.backends),
    ...input.backends.flatMap((backend, index) =>
      checkBackend({ backend, path: `backends[${index}]`, context }),
    ),
  ];
}

function checkBackend(options: {
  backend: BackendInput;
  path: string;
  context: Context;
}): Issue[] {
  const { backend, path, context } = options;
  switch (backend.kind) {
    case 'self':
      return checkSelf({ backend, path, context });
    case 'pool':
      return checkPool({ backend, path, context });
    case 'provider':
      return checkProvider({ backend, path, context });
    default:
      return [];
  }
}

function checkSelf(options: {
  backend: Extract<BackendInput, { kind: 'self' }>;
  path: string;
  context: Context;
}): Issue[] {
  const { backend, path, context } = options;
  const { serving } = context;
  if (!serving) {
    return [
      errorAt(
        path,
        'serving-missing',
        'leads to the servers of the deployment, but no part of the intent serves the model: add one, or name a provider',
      ),
    ];
  }
  const { tls } = backend;
  const issues: Issue[] = checkKey({ backend, path, serving });
  if (serving.tls && !tls?.ca && !tls?.skipVerify) {
    issues.push(
      errorAt(
        `${path}.tls`,
        'backend-tls',
        'is required: the servers speak HTTPS with a certificate of their own; name the ConfigMap with the authority that signed it (ca), or trust any (skipVerify)',
      ),
    );
  }
  if (tls?.ca && tls.skipVerify) {
    issues.push(
      errorAt(
        `${path}.tls.skipVerify`,
        'backend-tls',
        'must not stand beside ca: certificates are checked, or they are not',
      ),
    );
  }
  if (!serving.tls && tls) {
    issues.push(
      errorAt(
        `${path}.tls`,
        'backend-tls',
        'must be absent: the servers speak plain HTTP',
      ),
    );
  }
  if (serving.tls && tls?.skipVerify) {
    issues.push(
      warningAt(
        `${path}.tls.skipVerify`,
        'backend-unverified',
        'lets anything answer in place of the servers that gets between them and the gateway',
      ),
    );
  }
  return issues;
}

/** Clients have keys of the gateway, if any: what the servers ask for, the gateway has to put in. */
function checkKey(options: {
  backend: Extract<BackendInput, { kind: 'self' | 'pool' }>;
  path: string;
  serving: ServingTarget | undefined;
}): Issue[] {
  const { backend, path, serving } = options;
  return serving?.needsKey && backend.apiKeySecret === undefined
    ? [
        errorAt(
          `${path}.apiKeySecret`,
          'backend-key',
          'is required: the servers ask for a key (runtime.apiKey), and would answer every request of the gateway with 401; name the Secret that holds it under the key apiKey, or leave runtime.apiKey out',
        ),
      ]
    : [];
}

/** A pool stands alone: its picker chooses among its servers, and the gateway has no say. */
function checkPool(options: {
  backend: Extract<BackendInput, { kind: 'pool' }>;
  path: string;
  context: Context;
}): Issue[] {
  const { backend, path, context } = options;
  const { input, subject, platform, serving, families } = context;
  const issues: Issue[] =
    backend.name === undefined ? checkKey({ backend, path, serving }) : [];
  if (
    backend.name === undefined &&
    !families.includes('inference-pool') &&
    serving?.workload.kind !== 'LLMInferenceService'
  ) {
    issues.push(
      errorAt(
        path,
        'pool-missing',
        'leads to the pool of the deployment, but no part of the intent makes one: add inference-pool, or name a pool that is there',
      ),
    );
  }
  if (input.backends.length > 1) {
    issues.push(
      errorAt(
        path,
        'pool-alone',
        'must be the only backend: a rule with a pool has no other, and no fallback; choose self to have one',
      ),
    );
  }
  if (
    input.routeIn === 'gateway' &&
    platform.gateway?.namespace !== subject.namespace
  ) {
    issues.push(
      errorAt(
        'routeIn',
        'pool-namespace',
        'must be deployment: a route finds a pool in its own namespace',
      ),
    );
  }
  return issues;
}

function checkProvider(options: {
  backend: Extract<BackendInput, { kind: 'provider' }>;
  path: string;
  context: Context;
}): Issue[] {
  const { backend, path, context } = options;
  const { provider, quota, model } = backend;
  const issues: Issue[] = checkHost({ provider, path, context });
  if (provider.name === 'openai-compatible' && !provider.tls) {
    issues.push(
      warningAt(
        `${path}.provider.tls`,
        'provider-plain',
        'is off: prompts and keys go there in plain text',
      ),
    );
  }
  if (!quota) {
    return issues;
  }
  if (!model) {
    issues.push(
      errorAt(
        `${path}.model`,
        'quota-model',
        'is required with a quota, which the gateway finds by it; without it nothing would be counted',
      ),
    );
  }
  if (!quota.overall && !quota.perTenant) {
    issues.push(
      errorAt(`${path}.quota`, 'quota-none', 'must have overall or perTenant'),
    );
  }
  if (quota.overall && quota.perTenant && !quota.perTenant.shadow) {
    issues.push(
      warningAt(
        `${path}.quota.perTenant`,
        'quota-either',
        'stands beside overall: a request is let in while either has something left, so that it adds to what all share',
      ),
    );
  }
  if (!context.platform.gateway?.globalRateLimit) {
    issues.push(
      errorAt(
        `${path}.quota`,
        'limit-service',
        `is not possible on ${context.platform.name}, whose gateway has no rate-limit service with Redis`,
      ),
    );
  }
  const problem = quota.cost && findCostProblem(quota.cost);
  if (problem) {
    issues.push(errorAt(`${path}.quota.cost`, 'cost-expression', problem));
  }
  return [
    ...issues,
    warningAt(
      `${path}.quota`,
      'quota-alpha',
      'is an early feature of the gateway (QuotaPolicy v1alpha1): watch whether it refuses what it should',
    ),
  ];
}

/** What is near must be meant: a name that the cluster alone knows leads past everything that guards it from outside. */
function checkHost(options: {
  provider: Extract<BackendInput, { kind: 'provider' }>['provider'];
  path: string;
  context: Context;
}): Issue[] {
  const { provider, path, context } = options;
  if (!('hostname' in provider)) {
    return [];
  }
  const { clusterDomain } = context.platform;
  const isMeant = provider.name === 'openai-compatible' && provider.inCluster;
  if (isInCluster(provider.hostname, clusterDomain) === isMeant) {
    return [];
  }
  return [
    isMeant
      ? errorAt(
          `${path}.provider.inCluster`,
          'provider-in-cluster',
          `must be absent: ${provider.hostname} is no Service of the cluster, such as name.namespace.svc.${clusterDomain}`,
        )
      : errorAt(
          `${path}.provider.hostname`,
          'provider-in-cluster',
          `must be a name that is known outside of the cluster, but is ${provider.hostname}; where a Service of the cluster is meant, choose the provider openai-compatible with inCluster: true`,
        ),
  ];
}

/** The gateway goes through priorities one by one, from 0 on. */
function checkPriorities(backends: readonly BackendInput[]): Issue[] {
  const routed = backends.flatMap((backend, index) =>
    backend.kind === 'pool' ? [] : [{ backend, index }],
  );
  const used = new Set(routed.map(({ backend }) => backend.priority));
  const last = Math.max(0, ...used);
  const gap = Array.from({ length: last }, (_, index) => index).find(
    priority => !used.has(priority),
  );
  const issues: Issue[] = [];
  if (gap !== undefined) {
    const first = routed.find(({ backend }) => backend.priority > gap);
    issues.push(
      errorAt(
        `backends[${first?.index}].priority`,
        'backend-priority',
        `must follow without a gap from 0, but there is none of priority ${gap}`,
      ),
    );
  }
  for (const priority of used) {
    const same = routed.filter(({ backend }) => backend.priority === priority);
    if (same.every(({ backend }) => (backend as Routed).weight === 0)) {
      issues.push(
        errorAt(
          `backends[${same[0].index}].weight`,
          'backend-weight',
          `must not be 0 for every backend of priority ${priority}: none of them would get a request`,
        ),
      );
    }
  }
  return issues;
}
