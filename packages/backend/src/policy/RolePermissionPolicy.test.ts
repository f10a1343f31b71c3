import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { llmPermissions } from '@modelyard/plugin-llm-common';
import { RolePermissionPolicy } from './RolePermissionPolicy';

const policy = RolePermissionPolicy.fromConfig(
  mockServices.rootConfig({
    data: {
      llm: {
        roles: {
          platform: ['group:berlin/gpu-platform'],
          reviewers: ['group:berlin/auditors'],
        },
      },
    },
  }),
);

const person = (name: string, ...groups: string[]) => {
  const userEntityRef = `user:berlin/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  };
};

const member = person('mira', 'group:berlin/assistants');
const platform = person('aylin', 'group:berlin/gpu-platform');
const reviewer = person('grace', 'group:berlin/auditors');
const both = person('bo', 'group:berlin/auditors', 'group:berlin/gpu-platform');

// y: allowed, -: denied, own: allowed for what the user or their groups own.
type Cell = 'y' | '-' | 'own';
const matrix: Record<string, [member: Cell, platform: Cell, reviewer: Cell]> = {
  'catalog.entity.read': ['y', 'y', 'y'],
  'catalog.entity.create': ['y', 'y', '-'],
  'catalog.entity.refresh': ['own', 'y', '-'],
  'catalog.entity.delete': ['own', 'y', '-'],
  'catalog.entity.validate': ['y', 'y', 'y'],
  'catalog.location.read': ['y', 'y', 'y'],
  'catalog.location.create': ['-', 'y', '-'],
  'catalog.location.analyze': ['-', 'y', '-'],
  'catalog.location.delete': ['-', 'y', '-'],
  'catalog.ingestion.read': ['-', 'y', 'y'],
  'catalog.ingestion.manage': ['-', 'y', '-'],
  'scaffolder.template.parameter.read': ['y', 'y', 'y'],
  'scaffolder.template.step.read': ['y', 'y', 'y'],
  'scaffolder.template.dry-run': ['y', 'y', '-'],
  'scaffolder.template.management': ['-', 'y', '-'],
  'scaffolder.action.execute': ['y', 'y', '-'],
  'scaffolder.task.create': ['y', 'y', '-'],
  'scaffolder.task.read': ['own', 'y', 'y'],
  'scaffolder.task.cancel': ['own', 'y', '-'],
  'kubernetes.clusters.read': ['y', 'y', 'y'],
  'kubernetes.resources.read': ['y', 'y', 'y'],
  'kubernetes.proxy': ['-', 'y', '-'],
  'llm.source.read': ['-', 'y', 'y'],
  'llm.change.propose': ['y', 'y', '-'],
  'llm.change.read': ['y', 'y', 'y'],
  'llm.change.merge': ['y', 'y', '-'],
  'llm.measure.read': ['y', 'y', 'y'],
  'llm.consumer.read': ['y', 'y', 'y'],
  'llm.baseline.record': ['y', 'y', '-'],
  'llm.change.withdraw': ['y', 'y', '-'],
  'llm.model.inspect': ['y', 'y', '-'],
  'llm.verdict.override': ['-', 'y', '-'],
  'llm.usage.ingest': ['-', '-', '-'],
};

const permissions: Permission[] = [
  ...catalogPermissions,
  ...scaffolderPermissions,
  ...kubernetesPermissions,
  ...llmPermissions,
];

async function cell(
  permission: Permission,
  user: typeof member,
): Promise<Cell> {
  const decision = await policy.handle({ permission }, user);
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return 'y';
    case AuthorizeResult.DENY:
      return '-';
    default:
      return 'own';
  }
}

describe('RolePermissionPolicy', () => {
  it('has a row for every permission of the plugins that take part', () => {
    expect(Object.keys(matrix).sort()).toEqual(
      [...new Set(permissions.map(permission => permission.name))].sort(),
    );
  });

  it.each(permissions.map(permission => [permission.name, permission]))(
    '%s',
    async (name, permission) => {
      expect([
        await cell(permission as Permission, member),
        await cell(permission as Permission, platform),
        await cell(permission as Permission, reviewer),
      ]).toEqual(matrix[name as string]);
    },
  );

  it('counts who reviews and runs the platform as a reviewer', async () => {
    for (const permission of permissions) {
      expect(await cell(permission, both)).toBe(
        await cell(permission, reviewer),
      );
    }
  });

  it('denies everything to who is not signed in', async () => {
    for (const permission of permissions) {
      expect(await policy.handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('denies a permission that it does not know, to everybody', async () => {
    const unknown = [
      createPermission({ name: 'cost.read', attributes: { action: 'read' } }),
      createPermission({ name: 'llm.unheard-of', attributes: {} }),
      createPermission({
        name: 'catalog.entity.rename',
        attributes: { action: 'update' },
        resourceType: 'catalog-entity',
      }),
    ];
    for (const permission of unknown) {
      for (const user of [member, platform, reviewer]) {
        expect(await cell(permission, user)).toBe('-');
      }
    }
  });

  it('asks the catalog whether one of the user’s refs is an owner', async () => {
    const permission = permissions.find(
      candidate => candidate.name === 'catalog.entity.delete',
    )!;
    expect(await policy.handle({ permission }, member)).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: ['user:berlin/mira', 'group:berlin/assistants'] },
      },
    });
  });

  it('asks the scaffolder whether the user started the task', async () => {
    const permission = permissions.find(
      candidate => candidate.name === 'scaffolder.task.read',
    )!;
    expect(await policy.handle({ permission }, member)).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      resourceType: 'scaffolder-task',
      conditions: {
        rule: 'IS_TASK_OWNER',
        resourceType: 'scaffolder-task',
        params: { createdBy: ['user:berlin/mira'] },
      },
    });
  });
});
