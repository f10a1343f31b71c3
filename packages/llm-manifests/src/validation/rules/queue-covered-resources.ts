import type { KnownKind } from '../schema/SchemaSource';
import type { Rule } from './Rule';
import { items, text, texts } from './support/read';

/** Queues and cohorts of Kueue. */
function isQueue({ group, kind }: KnownKind): boolean {
  return (
    group === 'kueue.x-k8s.io' && (kind === 'ClusterQueue' || kind === 'Cohort')
  );
}

/** Source: clusterqueue_webhook.go of Kueue v0.19.2. */
export const queueCoveredResources: Rule = {
  code: 'queue-covered-resources',
  appliesTo: isQueue,
  check: ({ object }) =>
    items(object, '', 'spec', 'resourceGroups').flatMap(group => {
      const covered = texts(group.item, 'coveredResources');
      return items(group.item, group.path, 'flavors').flatMap(flavor =>
        items(flavor.item, flavor.path, 'resources')
          .filter(({ item, index }) => text(item, 'name') !== covered[index])
          .map(({ item, path, index }) => ({
            path: `${path}.name`,
            message: `must be ${
              covered[index] ? `"${covered[index]}"` : 'left out'
            }: the resources of each flavor stand in the order of coveredResources, and here is "${text(
              item,
              'name',
            )}"`,
          })),
      );
    }),
};
