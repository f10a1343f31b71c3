import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  llmPermissionGrants,
  LlmRole,
  llmSourceReadPermission,
} from '@modelyard/plugin-llm-common';
import { decideLlmPermission } from './decideLlmPermission';

const groups = {
  platform: ['group:berlin/gpu-platform'],
  reviewers: ['group:berlin/auditors'],
};

const memberOf = (...refs: string[]) => ({
  userEntityRef: 'user:berlin/someone',
  ownershipEntityRefs: ['user:berlin/someone', ...refs],
});

const people: Array<[LlmRole, ReturnType<typeof memberOf>]> = [
  ['member', memberOf('group:berlin/search')],
  ['platform', memberOf('group:berlin/gpu-platform')],
  ['reviewer', memberOf('group:berlin/auditors')],
];

describe('decideLlmPermission', () => {
  it.each(people)('source health as a %s', (role, user) => {
    expect(
      decideLlmPermission({
        permission: llmSourceReadPermission,
        user,
        groups,
      }),
    ).toEqual({
      result: role === 'member' ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
    });
  });

  it('denies every permission of the suite to who is not signed in', () => {
    expect(llmPermissionGrants).not.toHaveLength(0);
    for (const { permission } of llmPermissionGrants) {
      expect(
        decideLlmPermission({ permission, user: undefined, groups }),
      ).toEqual({ result: AuthorizeResult.DENY });
    }
  });

  it('leaves the permissions of other plugins to the policy', () => {
    const permission = createPermission({
      name: 'catalog.location.create',
      attributes: { action: 'create' },
    });
    expect(
      decideLlmPermission({ permission, user: people[1][1], groups }),
    ).toBeUndefined();
  });
});
