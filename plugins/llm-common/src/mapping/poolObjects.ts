import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { groupsWithQuotas } from './groupsWithQuotas';

/** What names of objects in a cluster are made of. */
const NOT_IN_NAMES = /[^a-z0-9-]+/g;

/**
 * What an entity is called in a cluster, where names have no dots and no namespaces of the catalog.
 */
export function nameInCluster(ref: string): string {
  const { namespace, name } = parseEntityRef(ref, {
    defaultKind: 'group',
    defaultNamespace: DEFAULT_NAMESPACE,
  });
  const parts =
    namespace.toLowerCase() === DEFAULT_NAMESPACE ? [name] : [namespace, name];
  return parts.join('-').toLowerCase().replace(NOT_IN_NAMES, '-');
}

/**
 * What a pool is called in its cluster: the beginning of the names of all that is rendered for it.
 *
 * @public
 */
export function poolNameInCluster(entity: GpuPoolEntityV1alpha1): string {
  const { namespace = DEFAULT_NAMESPACE, name } = entity.metadata;
  return nameInCluster(`gpupool:${namespace}/${name}`);
}

/**
 * Names of the queues (ClusterQueue of Kueue) that the quotas of a pool are rendered to, one for each group.
 *
 * @public
 */
export function poolQueueNames(
  entity: GpuPoolEntityV1alpha1,
): readonly string[] {
  const pool = poolNameInCluster(entity);
  return groupsWithQuotas(entity).map(
    ({ ref }) => `${pool}-${nameInCluster(ref)}`,
  );
}
