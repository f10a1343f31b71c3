import { Issue, Result } from '@modelyard/llm-units';
import type { GpuQuotaFields } from '@modelyard/llm-manifests';
import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { records } from '../safe';
import { GroupQuotas, groupsWithQuotas } from './groupsWithQuotas';
import { nameInCluster, poolNameInCluster } from './poolObjects';
import {
  errorAt,
  flavorIssues,
  flavorOf,
  QuotaEnforcement,
  QuotaOptions,
} from './quotaFlavors';

/**
 * Reads from a pool how much each group may hold, as the family `gpu-quota` asks for it.
 *
 * @returns Undefined where the pool has no quotas, or is one of Slurm, whose controller counts; or what the pool or the target
 * lacks. Paths begin with `spec` or `llm.targets`
 * @public
 */
export function toGpuQuota(
  options: QuotaOptions,
): Result<GpuQuotaFields | undefined> {
  const { entity, enforcement } = options;
  const quotas = records(entity.spec.quotas);
  if (entity.spec.type !== 'kubernetes' || quotas.length === 0) {
    return { ok: true, value: undefined, issues: [] };
  }
  const named = new Set(quotas.map(({ item }) => item.devices));
  const devices = records(entity.spec.devices).filter(({ item }) =>
    named.has(item.name),
  );
  const groups = groupsWithQuotas(entity);
  const issues = [
    ...devices.flatMap(({ item, index }) =>
      flavorIssues(options, item, `spec.devices[${index}]`),
    ),
    ...groups.flatMap(group => groupIssues(group, enforcement)),
    ...(enforcement === 'namespaces'
      ? [...lendingIssues(entity), ...queueIssues(entity)]
      : []),
  ];
  if (issues.length > 0) {
    return { ok: false, issues };
  }
  const lends = quotas.some(({ item }) => (item.borrowable ?? 0) > 0);
  const pool = poolNameInCluster(entity);
  return {
    ok: true,
    value: {
      enforcement: {
        kueue: enforcement === 'queues',
        resourceQuota: enforcement === 'namespaces',
      },
      // A namespace can have queues of several pools.
      ...(enforcement === 'queues' && { queue: entity.spec.queue ?? pool }),
      flavors: devices.map(({ item }) => flavorOf(options, item)),
      ...(lends && { cohort: { name: pool } }),
      quotas: groups.map(({ ref, namespaces, entries }) => ({
        name: nameInCluster(ref),
        group: ref,
        namespaces,
        devices: entries.map(({ item }) => ({
          flavor: item.devices,
          guaranteed: item.limit,
          ...((item.borrowable ?? 0) > 0 && { borrowable: item.borrowable }),
        })),
      })),
    },
    issues: [],
  };
}

function groupIssues(
  { ref, namespaces, entries }: GroupQuotas,
  enforcement: QuotaEnforcement,
): Issue[] {
  const path = `spec.quotas[${entries[0].index}].namespaces`;
  if (namespaces.length === 0) {
    return [
      errorAt(
        path,
        'quota-namespaces',
        `must name the namespaces that ${ref} works in: a cluster counts by namespaces`,
      ),
    ];
  }
  return enforcement === 'namespaces' && namespaces.length > 1
    ? [
        errorAt(
          path,
          'quota-namespaces',
          `must name one namespace for ${ref}, not ${namespaces.join(
            ' and ',
          )}: a ResourceQuota counts each namespace by itself, so that ${ref} could hold the quota in each of them; let work wait in queues, which count them together`,
        ),
      ]
    : [];
}

function lendingIssues(entity: GpuPoolEntityV1alpha1): Issue[] {
  return records(entity.spec.quotas).flatMap(({ item, index }) =>
    (item.borrowable ?? 0) > 0
      ? [
          errorAt(
            `spec.quotas[${index}].borrowable`,
            'quota-lending',
            'must be absent or 0 where a ResourceQuota refuses what goes beyond a quota: only queues let groups lend each other what is idle',
          ),
        ]
      : [],
  );
}

function queueIssues({ spec }: GpuPoolEntityV1alpha1): Issue[] {
  return spec.queue === undefined
    ? []
    : [
        errorAt(
          'spec.queue',
          'quota-queue',
          'must be absent where a ResourceQuota refuses what goes beyond a quota: there is no queue then, and work that names one waits for ever',
        ),
      ];
}
