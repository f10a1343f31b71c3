import type { Rule } from './Rule';
import { items, repeated, text, texts } from './support/read';

/** Source: clusterqueue_webhook.go of Kueue v0.19.2. */
export const queueUniqueGroups: Rule = {
  code: 'queue-unique-groups',
  appliesTo: ({ group, kind }) =>
    group === 'kueue.x-k8s.io' &&
    (kind === 'ClusterQueue' || kind === 'Cohort'),
  check: ({ object }) => {
    const groups = items(object, '', 'spec', 'resourceGroups');
    const resources = groups.flatMap(({ item, path }) =>
      texts(item, 'coveredResources').map((name, index) => ({
        name,
        path: `${path}.coveredResources[${index}]`,
      })),
    );
    const flavors = groups.flatMap(({ item, path }) =>
      items(item, path, 'flavors').map(flavor => ({
        name: text(flavor.item, 'name'),
        path: `${flavor.path}.name`,
      })),
    );
    return [
      ...repeated(resources, ({ name }) => name).map(({ item }) => ({
        path: item.path,
        message: `must be covered by one group only, but "${item.name}" is covered before`,
      })),
      ...repeated(flavors, ({ name }) => name).map(({ item }) => ({
        path: item.path,
        message: `must belong to one group only, but the flavor "${item.name}" is used before`,
      })),
    ];
  },
};
