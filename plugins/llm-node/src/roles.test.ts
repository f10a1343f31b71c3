import { mockServices } from '@backstage/backend-test-utils';
import { readLlmRoleGroups, rolesOf } from './roles';

const config = (roles: object) =>
  mockServices.rootConfig({ data: { llm: { roles: { ...roles } } } });

const user = (...groups: string[]) => ({
  userEntityRef: 'user:berlin/someone',
  ownershipEntityRefs: ['user:berlin/someone', ...groups],
});

describe('readLlmRoleGroups', () => {
  it('reads refs as the catalog spells them', () => {
    expect(
      readLlmRoleGroups(
        config({
          platform: ['Group:Berlin/GPU-Platform', 'ml-platform'],
          reviewers: ['berlin/auditors'],
        }),
      ),
    ).toEqual({
      platform: ['group:berlin/gpu-platform', 'group:default/ml-platform'],
      reviewers: ['group:berlin/auditors'],
    });
  });

  it('leaves a role without groups to nobody', () => {
    expect(readLlmRoleGroups(mockServices.rootConfig())).toEqual({
      platform: [],
      reviewers: [],
    });
  });

  it.each([
    [{ platform: ['user:berlin/jane'] }, /llm.roles.platform\[0\] must be a/],
    [
      { reviewers: ['auditors', 'group:berlin/'] },
      /llm.roles.reviewers\[1\] is not an entity ref: 'group:berlin\/'/,
    ],
  ])('names the field of %j', (roles, message) => {
    expect(() => readLlmRoleGroups(config(roles))).toThrow(message);
  });
});

describe('rolesOf', () => {
  const groups = {
    platform: ['group:berlin/gpu-platform'],
    reviewers: ['group:berlin/auditors'],
  };

  it.each([
    [[], ['member', 'owner']],
    [['group:berlin/search'], ['member', 'owner']],
    // The same name in another namespace is another group.
    [['group:default/gpu-platform'], ['member', 'owner']],
    [['group:berlin/gpu-platform'], ['member', 'owner', 'platform']],
    [['group:berlin/auditors'], ['reviewer']],
    [['group:berlin/gpu-platform', 'group:berlin/auditors'], ['reviewer']],
  ])('members of %j are %j', (memberships, roles) => {
    expect(rolesOf(user(...memberships), groups)).toEqual(roles);
  });
});
