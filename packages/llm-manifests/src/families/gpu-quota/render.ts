import type { PoolSubject } from '../../intent/subject';
import { nameOfRef } from '../../objects/commonMetadata';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { RenderContext } from '../Family';
import type { FlavorInput, GpuQuotaInput, QuotaInput } from './input';
import { hardLimits, kueueResource } from './resources';

type Context = RenderContext<GpuQuotaInput, PoolSubject>;

const KUEUE = 'kueue.x-k8s.io/v1beta2';

const STRATEGY = {
  'best-effort': 'BestEffortFIFO',
  strict: 'StrictFIFO',
} as const;

const WHOM = {
  never: 'Never',
  'lower-priority': 'LowerPriority',
  'lower-or-newer': 'LowerOrNewerEqualPriority',
  any: 'Any',
} as const;

/** Renders queues with their quotas, and quotas of namespaces. */
export function renderGpuQuota(context: Context): KubernetesObject[] {
  const { input } = context;
  const { kueue, resourceQuota } = input.enforcement;
  return [
    ...(kueue ? kueueObjects(context) : []),
    ...(resourceQuota
      ? input.quotas.flatMap(quota => resourceQuotas(quota, context))
      : []),
  ];
}

function kueueObjects(context: Context): KubernetesObject[] {
  const { input } = context;
  const { cohort, priorities, quotas } = input;
  return [
    ...priorities.map(({ name, value, description }) => ({
      apiVersion: KUEUE,
      kind: 'WorkloadPriorityClass',
      metadata: { name },
      value,
      ...(description && { description }),
    })),
    ...input.flavors.map(flavor => resourceFlavor(flavor, context)),
    ...(quotas.some(({ host }) => host)
      ? [
          {
            apiVersion: KUEUE,
            kind: 'ResourceFlavor',
            metadata: { name: hostFlavor(context) },
            spec: {},
          },
        ]
      : []),
    ...(cohort && !cohort.existing
      ? [
          {
            apiVersion: KUEUE,
            kind: 'Cohort',
            metadata: { name: cohort.name },
            spec: { ...(cohort.parent && { parentName: cohort.parent }) },
          },
        ]
      : []),
    ...quotas.flatMap(quota => [
      clusterQueue(quota, context),
      ...quota.namespaces.map(namespace => ({
        apiVersion: KUEUE,
        kind: 'LocalQueue',
        metadata: { name: input.queue, namespace, ...ofGroup(quota) },
        spec: { clusterQueue: queueName(quota, context) },
      })),
    ]),
  ];
}

function flavorName({ name }: FlavorInput, { subject }: Context): string {
  return `${subject.name}-${name}`;
}

/** CPU and memory are those of any node: the devices choose the nodes. */
function hostFlavor({ subject }: Context): string {
  return `${subject.name}-any-node`;
}

function queueName({ name }: QuotaInput, { subject }: Context): string {
  return `${subject.name}-${name}`;
}

/** Whom a quota is for; what it belongs to is the pool. */
function ofGroup({ group }: QuotaInput) {
  return {
    labels: { 'modelyard.dev/group': nameOfRef(group) },
    annotations: { 'modelyard.dev/group-ref': group },
  };
}

function resourceFlavor(
  flavor: FlavorInput,
  context: Context,
): KubernetesObject {
  const { nodeLabels, topology } = flavor;
  const { gpuTolerations } = context.platform;
  return {
    apiVersion: KUEUE,
    kind: 'ResourceFlavor',
    metadata: { name: flavorName(flavor, context) },
    spec: {
      ...(Object.keys(nodeLabels).length > 0 && { nodeLabels }),
      ...(gpuTolerations.length > 0 && { tolerations: gpuTolerations }),
      ...(topology && { topologyName: topology }),
    },
  };
}

function clusterQueue(quota: QuotaInput, context: Context): KubernetesObject {
  const { input } = context;
  const { cohort, preemption } = input;
  return {
    apiVersion: KUEUE,
    kind: 'ClusterQueue',
    metadata: { name: queueName(quota, context), ...ofGroup(quota) },
    spec: {
      ...(cohort && { cohortName: cohort.name }),
      namespaceSelector: {
        matchExpressions: [
          {
            key: 'kubernetes.io/metadata.name',
            operator: 'In',
            values: quota.namespaces,
          },
        ],
      },
      queueingStrategy: STRATEGY[input.strategy],
      flavorFungibility: {
        whenCanBorrow: 'MayStopSearch',
        whenCanPreempt: 'TryNextFlavor',
      },
      preemption: {
        reclaimWithinCohort: WHOM[preemption.reclaim],
        withinClusterQueue: WHOM[preemption.withinQueue],
        borrowWithinCohort: {
          policy: WHOM[preemption.whileBorrowing],
          ...(preemption.maxPriority !== undefined && {
            maxPriorityThreshold: preemption.maxPriority,
          }),
        },
      },
      ...(quota.weight !== undefined && {
        fairSharing: { weight: String(quota.weight) },
      }),
      resourceGroups: resourceGroups(quota, context),
    },
  };
}

/**
 * A resource and a flavour belong to one group only, and every flavour of a group covers all of its resources. So each
 * kind of device has a group with its flavours, and CPU and memory have one of their own.
 */
function resourceGroups(quota: QuotaInput, context: Context) {
  const { flavors, cohort } = context.input;
  const byResource = new Map<string, Array<Record<string, unknown>>>();
  for (const {
    flavor: name,
    guaranteed,
    borrowable,
    lendable,
  } of quota.devices) {
    const flavor = flavors.find(item => item.name === name);
    const resource = flavor && kueueResource(flavor);
    if (flavor && resource) {
      byResource.set(resource, [
        ...(byResource.get(resource) ?? []),
        {
          name: flavorName(flavor, context),
          resources: [
            {
              name: resource,
              nominalQuota: String(guaranteed),
              // Without a limit Kueue lets it borrow whatever is idle.
              ...(cohort && { borrowingLimit: String(borrowable ?? 0) }),
              ...(lendable !== undefined && { lendingLimit: String(lendable) }),
            },
          ],
        },
      ]);
    }
  }
  return [
    ...[...byResource].map(([resource, list]) => ({
      coveredResources: [resource],
      flavors: list,
    })),
    ...(quota.host
      ? [
          {
            coveredResources: ['cpu', 'memory'],
            flavors: [
              {
                name: hostFlavor(context),
                resources: [
                  { name: 'cpu', nominalQuota: quota.host.cpu },
                  { name: 'memory', nominalQuota: quota.host.memory },
                ],
              },
            ],
          },
        ]
      : []),
  ];
}

function resourceQuotas(
  quota: QuotaInput,
  context: Context,
): KubernetesObject[] {
  return quota.namespaces.map(namespace => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {
      name: `${context.subject.name}-gpu`,
      namespace,
      ...ofGroup(quota),
    },
    spec: { hard: hardLimits(quota, context.input) },
  }));
}
