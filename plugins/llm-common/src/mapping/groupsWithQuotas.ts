import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { GpuQuota } from '../kinds/pool/types.generated';
import { resolveReference } from '../references/resolveReference';
import { records, texts } from '../safe';

/** What the quotas of a pool say of one group. */
export interface GroupQuotas {
  /** In full. */
  ref: string;
  namespaces: string[];
  entries: Array<{ item: GpuQuota; index: number }>;
}

/** The quotas of each group together, as the cluster counts them. */
export function groupsWithQuotas(entity: GpuPoolEntityV1alpha1): GroupQuotas[] {
  const groups = new Map<string, GroupQuotas>();
  for (const entry of records(entity.spec.quotas)) {
    const { group, namespaces } = entry.item;
    const resolved = resolveReference({
      value: group,
      target: { kinds: ['Group'] },
      entity,
    });
    const ref = resolved.ok ? resolved.ref : group;
    const known = groups.get(ref) ?? { ref, namespaces: [], entries: [] };
    const given = texts(namespaces).map(({ item }) => item);
    groups.set(ref, {
      ref,
      namespaces: [...new Set([...known.namespaces, ...given])],
      entries: [...known.entries, entry],
    });
  }
  return [...groups.values()];
}
