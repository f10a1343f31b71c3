import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { LlmRole } from '@modelyard/plugin-llm-common';

/**
 * The groups behind the roles that are held by membership, as full entity refs
 * in the catalog's spelling.
 *
 * @public
 */
export interface LlmRoleGroups {
  /** Groups that run the LLM platform. */
  readonly platform: readonly string[];
  /** Groups that review and run nothing. */
  readonly reviewers: readonly string[];
}

/**
 * What a permission decision needs to know of a user; `PolicyQueryUser.info`
 * and the result of `userInfo.getUserInfo` both fit.
 *
 * @public
 */
export interface LlmPolicyUser {
  /** Ref of the user entity. */
  readonly userEntityRef: string;
  /** Refs of the user and of the groups that they belong to. */
  readonly ownershipEntityRefs: readonly string[];
}

/**
 * Reads `llm.roles`. A role that is not configured is held by nobody.
 *
 * @throws InputError when an entry is no ref of a group.
 * @public
 */
export function readLlmRoleGroups(config: Config): LlmRoleGroups {
  return {
    platform: readGroupRefs(config, 'llm.roles.platform'),
    reviewers: readGroupRefs(config, 'llm.roles.reviewers'),
  };
}

/**
 * The roles of a signed-in user. `owner` says that they may own something;
 * whether they own a certain resource is for a conditional decision to say.
 *
 * A reviewer holds no other role: what separates who runs from who reviews
 * must not be lifted by a second group membership.
 *
 * @public
 */
export function rolesOf(user: LlmPolicyUser, groups: LlmRoleGroups): LlmRole[] {
  const belongsTo = (refs: readonly string[]) =>
    refs.some(ref => user.ownershipEntityRefs.includes(ref));
  if (belongsTo(groups.reviewers)) {
    return ['reviewer'];
  }
  return belongsTo(groups.platform)
    ? ['member', 'owner', 'platform']
    : ['member', 'owner'];
}

/**
 * Whether somebody may decide alone on a change: they run the platform, or belong to everybody who has to agree.
 *
 * @param reviewers - Refs of those who all have to agree; empty where only the platform can
 * @public
 */
export function mayDecide(
  user: LlmPolicyUser,
  groups: LlmRoleGroups,
  reviewers: readonly string[],
): boolean {
  const roles = rolesOf(user, groups);
  return (
    roles.includes('platform') ||
    (roles.includes('owner') &&
      reviewers.length > 0 &&
      reviewers.every(ref => user.ownershipEntityRefs.includes(ref)))
  );
}

function readGroupRefs(config: Config, key: string): string[] {
  return (config.getOptionalStringArray(key) ?? []).map((value, index) => {
    const field = `${key}[${index}]`;
    let ref;
    try {
      ref = parseEntityRef(value, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      });
    } catch (error) {
      throw new InputError(`${field} is not an entity ref: '${value}'`, error);
    }
    if (ref.kind.toLocaleLowerCase('en-US') !== 'group') {
      throw new InputError(`${field} must be a group, but is '${value}'`);
    }
    return stringifyEntityRef(ref);
  });
}
