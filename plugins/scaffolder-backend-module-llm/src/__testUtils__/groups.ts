import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';

/** Groups that the user who runs the tests belongs to. */
const OWN = ['assistants', 'gpu-platform', 'ml-platform'];

const group = (name: string, namespace = 'default'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace },
  spec: { type: 'team', children: [] },
});

/** The groups of the tests; the last ones are of other people. */
export const groups: Entity[] = [
  ...OWN.map(name => group(name)),
  group('search'),
  group('applied-research', 'research'),
];

/** Says of the user who runs the tests which groups they belong to. */
export const membership = mockServices.userInfo.mock({
  getUserInfo: async () => ({
    userEntityRef: 'user:default/mock',
    ownershipEntityRefs: [
      'user:default/mock',
      ...OWN.map(name => `group:default/${name}`),
    ],
  }),
}).factory;
